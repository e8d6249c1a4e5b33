"""What is not published is seen by its editors alone (S62)."""

import pytest
from django.urls import reverse

from news.factories import NewsFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("view", ["preview_on_edit", "view_draft"])
def test_a_preview_is_for_whoever_may_edit_the_page(client, sign_in, view):
    draft = NewsFactory(draft=True, title="Тайна до пятницы")
    address = reverse(f"wagtailadmin_pages:{view}", args=[draft.pk])
    assert client.get(address).status_code == 302
    assert "Тайна" not in sign_in("employee").get(address, follow=True).content.decode()
    assert "Тайна" not in sign_in("hr").get(address, follow=True).content.decode()


def test_an_earlier_revision_is_for_editors_too(sign_in):
    draft = NewsFactory(draft=True, title="Тайна до пятницы")
    address = reverse("wagtailadmin_pages:revisions_view", args=[draft.pk, draft.latest_revision_id])
    assert "Тайна" not in sign_in("employee").get(address, follow=True).content.decode()
    assert "Тайна" in sign_in("press").get(address).content.decode()


def test_the_cms_is_closed_to_readers_and_the_attempt_is_recorded(sign_in, caplog):
    """S60"""
    caplog.set_level("INFO", logger="teplo.audit")
    assert sign_in("employee").get("/admin/pages/3/edit/").status_code == 403
    assert 'refused method="GET" path="/admin/pages/3/edit/" by="' in caplog.text
