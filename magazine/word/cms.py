"""«Импорт из Word» in the CMS: the addresses, and the button on the pages of an issue and its articles."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from magazine.models import ArticlePage
from magazine.word import views


@hooks.register("register_admin_urls")
def urls() -> list:
    return [
        path("magazine/word/to/<int:issue_pk>/", views.index, name="magazine_word"),
        path("magazine/word/<int:pk>/", views.read, name="magazine_word_read"),
        path("magazine/word/<int:pk>/progress/", views.progress, name="magazine_word_progress"),
        path("magazine/word/<int:pk>/pictures/<int:number>/", views.thumbnail, name="magazine_word_picture"),
    ]


@hooks.register("register_page_header_buttons")
def button(page: Page, user, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """On an issue, and on an article for another one beside it."""
    issue = page.get_parent().specific if isinstance(page, ArticlePage) and page.pk else page.specific
    if issue.pk and views.may_import(issue, user):
        yield Button("Импорт из Word", reverse("magazine_word", args=[issue.pk]), icon_name="doc-full", priority=16)
