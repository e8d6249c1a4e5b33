"""What the CMS has of consents and of personal data."""

from django.urls import path
from wagtail import hooks

from people.consents import paper, rights, warning
from people.consents.register import AccessViewSet, ConsentViewSet


@hooks.register("register_admin_viewset")
def consents() -> list:
    return [ConsentViewSet("consent"), AccessViewSet("personal_data_access"), rights.ErasureViewSet("erasure")]


@hooks.register("register_admin_urls", order=-1)
def consents_urls() -> list:
    return [
        path("consents/paper/", paper.enter, name="consent_paper"),
        path("consents/<int:pk>/withdraw/", paper.withdraw, name="consent_withdraw"),
        path("consents/<int:pk>/scan/", paper.scan, name="consent_scan"),
        path("employees/<int:pk>/everything/", rights.dossier, name="person_dossier"),
        path("employees/<int:pk>/erase/", rights.erase, name="person_erase"),
        path("erasures/<int:pk>/act/", rights.act, name="erasure_act"),
    ]


@hooks.register("after_publish_page")
def who_has_not_agreed(request, page) -> None:
    warning.warn(request, page)
