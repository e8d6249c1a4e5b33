from importlib import import_module

from django.http import HttpRequest
from django.urls import path
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from people.choosers import employee_chooser_viewset
from people.cms import DepictedViewSet, EmployeeViewSet, PlaceViewSet, SubdivisionViewSet
from people.consents import paper, rights, warning
from people.consents.register import AccessViewSet, ConsentTextViewSet, ConsentViewSet
from people.profile.cms import AbsenceViewSet
from people.quiz.panel import AcquaintancePanel

for room in ("importing", "portraits"):
    import_module(f"people.{room}.cms")  # registers its addresses and its menu item


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
    items = (
        *(EmployeeViewSet, SubdivisionViewSet, PlaceViewSet),
        *(AbsenceViewSet, DepictedViewSet, ConsentTextViewSet),
    )


register_snippet(PeopleGroup)


@hooks.register("register_admin_viewset")
def consents():
    return [ConsentViewSet("consent"), AccessViewSet("personal_data_access"), rights.ErasureViewSet("erasure")]


@hooks.register("register_admin_urls", order=-1)
def consents_urls():
    return [
        path("consents/paper/", paper.enter, name="consent_paper"),
        path("consents/<int:pk>/withdraw/", paper.withdraw, name="consent_withdraw"),
        path("consents/<int:pk>/scan/", paper.scan, name="consent_scan"),
        path("employees/<int:pk>/everything/", rights.dossier, name="person_dossier"),
        path("employees/<int:pk>/erase/", rights.erase, name="person_erase"),
        path("erasures/<int:pk>/act/", rights.act, name="erasure_act"),
    ]


@hooks.register("after_publish_page")
def who_has_not_agreed(request, page):
    warning.warn(request, page)
