from importlib import import_module

from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from people.choosers import employee_chooser_viewset
from people.cms import DepictedViewSet, EmployeeViewSet, PlaceViewSet, SubdivisionViewSet
from people.consents.register import ConsentTextViewSet
from people.profile.cms import AbsenceViewSet

# Each registers its own addresses, menu items and panels.
for room in ("consents", "importing", "invitations", "portraits", "quiz", "readership"):
    import_module(f"people.{room}.cms")
import_module("people.richtext")


@hooks.register("register_admin_viewset")
def chooser():
    return employee_chooser_viewset


class PeopleGroup(SnippetViewSetGroup):
    menu_label = "Люди"
    menu_icon = "group"
    menu_order = 220
    items = (
        *(EmployeeViewSet, SubdivisionViewSet, PlaceViewSet),
        *(AbsenceViewSet, DepictedViewSet, ConsentTextViewSet),
    )


register_snippet(PeopleGroup)
