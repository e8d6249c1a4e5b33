"""«Печать» in the CMS: addresses, and the button on the pages of an issue."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from magazine.models import IssuePage
from magazine.printing import views


@hooks.register("register_admin_urls")
def urls() -> list:
    base = "magazine/issues/<int:pk>/print/"
    return [
        path(base, views.index, name="magazine_print"),
        path(f"{base}progress/", views.progress, name="magazine_print_progress"),
        path(f"{base}cancel/", views.cancel, name="magazine_print_cancel"),
        path(f"{base}proofs/<int:run_pk>/", views.proof, name="magazine_proof"),
    ]


@hooks.register("register_page_header_buttons")
def button(page: Page, user, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    issue = page.specific
    if isinstance(issue, IssuePage) and issue.pk and issue.permissions_for_user(user).can_edit():
        yield Button("Печать", reverse("magazine_print", args=[issue.pk]), icon_name="download", priority=14)
