"""The load's place in the CMS: addresses and the menu."""

from django.urls import path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from people.importing import views


class ImportMenuItem(MenuItem):
    """Shown to those who may load."""

    def is_shown(self, request) -> bool:
        return request.user.has_perm("people.add_importrun")


@hooks.register("register_admin_urls")
def urls() -> list:
    return [
        path("people/import/", views.index, name="people_import"),
        path("people/import/<int:pk>/", views.run, name="people_import_run"),
        path("people/import/<int:pk>/progress/", views.progress, name="people_import_progress"),
        path("people/import/<int:pk>/columns/", views.columns, name="people_import_columns"),
        path("people/import/<int:pk>/check/", views.check, name="people_import_check"),
        path("people/import/<int:pk>/apply/", views.apply, name="people_import_apply"),
        path("people/import/<int:pk>/undo/", views.undo, name="people_import_undo"),
        path("people/import/<int:pk>/report.<str:suffix>", views.report, name="people_import_report"),
    ]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return ImportMenuItem("Загрузка из кадров", reverse_lazy("people_import"), icon_name="upload", order=221)
