"""The portal's own measure on the CMS's first page, for those who keep or read the staff list: shares, never persons."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from people.quiz import measure


class AcquaintancePanel(Component):
    """The share of the last month, of the months before and of its towns."""

    name = "acquaintance"
    order = 400
    template_name = "people/quiz/panel.html"

    def get_context_data(self, parent_context):
        year = measure.year()
        return {"year": year[-6:], "last": year[-1] if year else None, "towns": measure.last_towns(year)}


@hooks.register("construct_homepage_panels")
def acquaintance(request: HttpRequest, panels: list) -> None:
    if request.user.has_perm("people.view_employee"):
        panels.append(AcquaintancePanel())
