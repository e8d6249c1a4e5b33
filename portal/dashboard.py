"""What the CMS's first page says of the background: what does not work now, and who should mend it."""

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from portal import worker
from portal.problems import Problem

MOST = 10


class ProblemsPanel(Component):
    """What failed in the background, for everybody in the CMS: whoever sees it first tells the administrator."""

    name = "problems"
    order = 10
    template_name = "portal/dashboard/problems.html"

    def get_context_data(self, parent_context):
        return {"problems": Problem.objects.all()[:MOST], "worker_is_alive": worker.is_alive()}


def add_problems(request: HttpRequest, panels: list) -> None:
    panels.append(ProblemsPanel())
