from importlib import import_module

from django.http import HttpRequest
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from people.choosers import employee_chooser_viewset
from people.cms import EmployeeViewSet, PlaceViewSet, SubdivisionViewSet
from people.profile.cms import AbsenceViewSet
from people.quiz.panel import AcquaintancePanel

import_module("people.invitations.cms")
import_module("people.importing.cms")  # registers its addresses and its menu item


@hooks.register("register_admin_viewset")
def chooser():
    return employee_chooser_viewset


@hooks.register("construct_homepage_panels")
def acquaintance(request: HttpRequest, panels: list) -> None:
    if request.user.has_perm("people.view_employee"):
        panels.append(AcquaintancePanel())


class PeopleGroup(SnippetViewSetGroup):
    menu_label = "Люди"
    menu_icon = "group"
    menu_order = 220
    items = (EmployeeViewSet, SubdivisionViewSet, PlaceViewSet, AbsenceViewSet)


register_snippet(PeopleGroup)
