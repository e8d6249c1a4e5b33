"""What the CMS has of consents."""

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Page, ReferenceIndex
from wagtail.snippets.views.snippets import SnippetViewSet

from people import gates
from people.consents import register
from people.models import ConsentText, Depicted
from portal.images import Picture
from portal.stories import Story


class DepictedViewSet(SnippetViewSet):
    """Whose face is on which picture."""

    model = Depicted
    icon = "image"
    menu_label = "Кто на снимках"
    list_display = ["picture", "employee"]
    panels = [FieldRowPanel([FieldPanel("picture"), FieldPanel("employee")])]

    def get_queryset(self, request):
        return Depicted.objects.select_related("picture", "employee")


class ConsentTextViewSet(SnippetViewSet):
    """The words of consents; a new number follows, an old one stays."""

    model = ConsentText
    icon = "doc-full"
    menu_label = "Тексты согласий"
    list_display = ["purpose", "number", "since"]
    copy_view_enabled = False
    panels = [FieldRowPanel([FieldPanel("purpose"), FieldPanel("number"), FieldPanel("since")]), FieldPanel("text")]


@hooks.register("register_admin_urls")
def consent_urls():
    return [
        path("people/consents/", register.register, name="consents"),
        path("people/consents/export/<str:form>/", register.exported, name="consents_export"),
        path("people/consents/paper/", register.paper, name="consent_paper"),
        path("people/consents/<int:pk>/withdraw/", register.withdraw, name="consent_withdraw"),
        path("people/consents/<int:pk>/scan/", register.scan, name="consent_scan"),
        path("people/consents/of/<int:pk>/", register.person, name="person_data"),
        path("people/consents/of/<int:pk>/everything/", register.everything, name="person_archive"),
        path("people/consents/acts/<int:pk>/", register.act, name="erasure_act"),
    ]


class ConsentsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("people.change_consent")


@hooks.register("register_admin_menu_item")
def consents_menu_item():
    return ConsentsMenuItem("Согласия", reverse("consents"), name="consents", icon_name="clipboard-list", order=230)


@hooks.register("after_publish_page")
def tell_of_missing_consents(request: HttpRequest, page: Page) -> None:
    """The editor learns at once whose consent to the magazine is missing; the page is published all the same."""
    if not isinstance(page, Story):
        return
    named = [person.employee_id for person in page.story_people if person.employee_id]
    references = ReferenceIndex.get_references_for_object(page)
    pictures = references.filter(to_content_type=ContentType.objects.get_for_model(Picture))
    shown = [int(pk) for pk in pictures.values_list("to_object_id", flat=True)]
    people = gates.without_magazine_consent(named, shown)
    if people:
        names = ", ".join(person.full_name for person in people)
        messages.warning(request, f"Нет согласия «Снимки и имя в журнале»: {names}. Попросите их дать его на портале.")
