"""The desk in the CMS: its addresses, its place in the menu, the button that leads to it."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from contests.desk import views
from contests.models import ContestPage
from contests.rights import RUN


class DeskMenuItem(MenuItem):
    """Seen by those who run contests."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(RUN)


@hooks.register("register_admin_urls")
def urls() -> list:
    return [
        path("contests/", views.contests, name="contests_desk"),
        path("contests/<int:pk>/", views.course, name="contests_course"),
    ]


@hooks.register("register_admin_menu_item")
def desk_item() -> MenuItem:
    return DeskMenuItem("Стол конкурсов", reverse("contests_desk"), name="contests-desk", icon_name="trophy", order=141)


@hooks.register("register_page_header_buttons")
def button(page: Page, user, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if page.pk and page.specific_class is ContestPage and user.has_perm(RUN):
        yield Button("Ход конкурса", reverse("contests_course", args=[page.pk]), icon_name="list-ul", priority=12)
