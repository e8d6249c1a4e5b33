"""«Архив номеров» in the CMS: addresses and the place in the menu."""

from __future__ import annotations

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from magazine.archive import views


class ArchiveMenuItem(MenuItem):
    """For those who may publish issues."""

    def is_shown(self, request) -> bool:
        return views.may_archive(request.user)


@hooks.register("register_admin_urls")
def urls() -> list:
    return [
        path("magazine/archive/", views.archive, name="magazine_archive"),
        path("magazine/archive/rows/", views.rows, name="magazine_archive_rows"),
        path("magazine/archive/<int:pk>/shelve/", views.put_on_shelf, name="magazine_archive_shelve"),
        path("magazine/archive/<int:pk>/forget/", views.forget, name="magazine_archive_forget"),
    ]


@hooks.register("register_admin_menu_item")
def menu_item() -> ArchiveMenuItem:
    return ArchiveMenuItem("Архив номеров", reverse("magazine_archive"), icon_name="folder-inverse", order=125)
