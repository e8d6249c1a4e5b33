"""The magazine in the CMS: its place in the menu and its rubrics."""

from importlib import import_module

from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from magazine.models import MagazinePage, Rubric, Series
from portal.section_menu import SectionMenuItem

import_module("magazine.word.cms")
import_module("magazine.desk.cms")
import_module("magazine.printing.cms")
import_module("magazine.archive.cms")


class RubricViewSet(SnippetViewSet):
    model = Rubric
    icon = "tag"
    list_display = ["name", "colour", "slug"]
    search_fields = ["name"]


class SeriesViewSet(SnippetViewSet):
    model = Series
    icon = "link"
    list_display = ["name", "slug"]
    search_fields = ["name"]


register_snippet(RubricViewSet)
register_snippet(SeriesViewSet)


@hooks.register("register_admin_menu_item")
def menu_item() -> SectionMenuItem:
    return SectionMenuItem(MagazinePage, "Журнал", icon="openquote", order=120)
