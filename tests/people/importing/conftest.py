import pytest

from tests.people.importing.loads import Desk


@pytest.fixture
def desk(sign_in, django_capture_on_commit_callbacks):
    return Desk(sign_in("hr"), django_capture_on_commit_callbacks)
