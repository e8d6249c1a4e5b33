"""Diplomas in the CMS: the tab's addresses, and the templates as snippets."""

from django.urls import path
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from contests.diplomas import desk
from contests.models import DiplomaTemplate


class DiplomaTemplateViewSet(SnippetViewSet):
    model = DiplomaTemplate
    icon = "trophy"
    list_display = ["title", "kind", "heading", "case"]


register_snippet(DiplomaTemplateViewSet)


@hooks.register("register_admin_urls")
def urls() -> list:
    one = "contests/<int:pk>/diplomas/"
    return [
        path(one, desk.diplomas, name="contests_diplomas"),
        path(f"{one}by/<int:template>/", desk.names, name="contests_diploma_names"),
        path(f"{one}<int:diploma>/revoke/", desk.revoke, name="contests_diploma_revoke"),
    ]
