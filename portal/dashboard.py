"""What the CMS's first page says of the background: what does not work now, and who should mend it."""

from collections.abc import Callable
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Queue:
    """What waits for people with this permission: how to count it, what it is called, and the name of its address."""

    permission: str
    count: Callable[[], int]
    label: str
    url_name: str


_queues: list[Queue] = []


def register_waiting(permission: str, count: Callable[[], int], label: str, url_name: str) -> None:
    """An app's word that something may wait for somebody; call it in `AppConfig.ready`."""
    _queues.append(Queue(permission, count, label, url_name))


class WaitingPanel(Component):
    """What waits for this person today; nothing where nothing waits."""

    name = "waiting"
    order = 20
    template_name = "portal/dashboard/waiting.html"

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        counted = [(queue, queue.count()) for queue in _queues if user.has_perm(queue.permission)]
        return {"waiting": [(queue, count) for queue, count in counted if count]}


def add_panels(request: HttpRequest, panels: list) -> None:
    panels += [ProblemsPanel(), WaitingPanel()]
