"""The desk in the CMS: addresses, the buttons that lead to it, and what the editor of pages must know of issues."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from magazine import release
from magazine.desk import views
from magazine.models import ArticlePage, IssuePage


@hooks.register("register_admin_urls")
def urls() -> list:
    issue = "magazine/issues/<int:pk>/"
    article = f"{issue}articles/<int:article_pk>/"
    return [
        path(issue, views.desk, name="magazine_desk"),
        path(f"{issue}release/", views.release_issue, name="magazine_release"),
        path(f"{issue}call-off/", views.call_off, name="magazine_call_off"),
        path(f"{article}move/", views.move_article, name="magazine_move_article"),
        path(f"{issue}rubrics/<int:rubric_pk>/move/", views.move_rubric, name="magazine_move_rubric"),
        path(f"{article}proofread/", views.send_to_proofreading, name="magazine_proofread"),
        path(f"{article}approve/", views.approve, name="magazine_approve"),
    ]


@hooks.register("register_page_header_buttons")
def button(page: Page, user, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """On an issue and on its articles."""
    issue = page.get_parent().specific if isinstance(page, ArticlePage) and page.pk else page.specific
    if view_name != views.VIEW_NAME and isinstance(issue, IssuePage) and issue.pk and views.may_edit(issue, user):
        yield Button("Стол номера", reverse("magazine_desk", args=[issue.pk]), icon_name="list-ul", priority=12)


@hooks.register("before_publish_page")
def all_or_none(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The editor of an issue is told what stops it; what was typed is kept as a draft. A new issue has no articles yet."""
    if not isinstance(page, IssuePage) or page.live or not page.pk:
        return None
    refused = _refused(request, [page])
    if refused:
        page.save_revision(user=request.user, log_action=True)
    return refused


@hooks.register("before_bulk_action")
def all_or_none_in_bulk(request: HttpRequest, action_type: str, objects: Collection, action) -> HttpResponse | None:
    if action_type != "publish":
        return None
    issues = [page.specific for page in objects if isinstance(page, Page) and page.specific_class is IssuePage]
    return _refused(request, [issue for issue in issues if not issue.live])


@hooks.register("construct_page_action_menu")
def approval_publishes_nothing(items: list, request: HttpRequest, context: dict) -> None:
    """An article that waits for its issue is approved, not published: Wagtail's label promises both."""
    page = context.get("page")
    if page is None or not getattr(page, "waits_for_parent", False):
        return
    for item in items:
        if item.name == "approve":
            item.label = gettext("Approve")


def _refused(request: HttpRequest, issues: list[IssuePage]) -> HttpResponse | None:
    reasons = [reason for issue in issues for reason in release.obstacles(issue)]
    if not reasons:
        return None
    messages.error(request, f"Номер не вышел: {' '.join(reasons)}")
    return redirect("magazine_desk", issues[0].pk)
