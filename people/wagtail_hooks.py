from importlib import import_module

from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from people.choosers import employee_chooser_viewset
from people.cms import EmployeeViewSet, PlaceViewSet, SubdivisionViewSet


@hooks.register("register_admin_viewset")
def chooser():
    return employee_chooser_viewset


class PeopleGroup(SnippetViewSetGroup):
    menu_label = "Люди"
    menu_icon = "group"
    menu_order = 220
    items = (EmployeeViewSet, SubdivisionViewSet, PlaceViewSet)


register_snippet(PeopleGroup)
import_module("people.portraits.cms")  # registers its hooks
