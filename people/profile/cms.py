"""What the CMS has of profiles: HR's queue of proposed changes, and absences."""

from django.urls import path
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from people.models import Absence
from people.profile import proposals


class AbsenceViewSet(SnippetViewSet):
    """Days away, as HR enters them."""

    model = Absence
    icon = "calendar-alt"
    menu_label = "Отсутствия"
    list_display = ["employee", "get_kind_display", "since", "until"]
    panels = [
        FieldPanel("employee"),
        FieldRowPanel([FieldPanel("since"), FieldPanel("until"), FieldPanel("kind")]),
        FieldPanel("stand_in"),
    ]

    def get_queryset(self, request):
        return Absence.objects.select_related("employee").order_by("-since")


@hooks.register("register_admin_urls")
def proposal_urls():
    return [
        path("people/proposals/", proposals.queue, name="people_proposals"),
        path("people/proposals/<int:pk>/", proposals.decide, name="people_proposal"),
    ]
