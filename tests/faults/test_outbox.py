import pytest

from tests.syndication.conftest import telegram  # noqa: F401  the fixture
from tests.syndication.kills import survive


@pytest.mark.faults
@pytest.mark.usefixtures("site")
def test_a_hundred_killed_workers_neither_lose_nor_double_a_post(telegram):  # noqa: F811
    states = survive(telegram, publications=200, kills=100)
    print(f"\n200 publications, 100 kills: {dict(states)}")
    assert sum(states.values()) == 200
