"""Proofreading: the magazine's workflow of one task, started and approved from the desk."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.contenttypes.models import ContentType
from wagtail.models import GroupApprovalTask, Page, TaskState, Workflow, WorkflowPage, WorkflowTask

from accounts.roles import Role
from magazine.models import ArticlePage, MagazinePage

WORKFLOW, TASK = "Материал журнала", "Корректура"


def ensure(shelf: MagazinePage) -> None:
    """The workflow of everything below the shelf, unless an administrator has given it another one."""
    if WorkflowPage.objects.filter(page=shelf).exists():
        return
    task = GroupApprovalTask.objects.filter(name=TASK).first() or GroupApprovalTask.objects.create(name=TASK)
    task.groups.add(Role.PRESS.group(), Role.ADMIN.group())
    workflow, _ = Workflow.objects.get_or_create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.create(page=shelf, workflow=workflow)


def states(articles: Collection[ArticlePage]) -> dict[int, TaskState]:
    """The last task of each article, by the article's id; in one query."""
    found = TaskState.objects.filter(
        workflow_state__base_content_type=ContentType.objects.get_for_model(Page),
        workflow_state__object_id__in=[str(article.pk) for article in articles],
    )
    last = found.select_related("workflow_state", "task", "finished_by").order_by("started_at", "pk")
    return {int(state.workflow_state.object_id): state for state in last}


def is_proofread(article: ArticlePage, state: TaskState | None) -> bool:
    """Approved, and not changed since."""
    approved = state is not None and state.status == TaskState.STATUS_APPROVED
    return approved and state.revision_id == article.latest_revision_id


def is_waiting(state: TaskState | None) -> bool:
    """With the proofreader now."""
    return state is not None and state.status == TaskState.STATUS_IN_PROGRESS


def send(article: ArticlePage, user) -> bool:
    """To the proofreader; False where it cannot be sent: it is there already, or no workflow is set."""
    workflow = article.get_workflow()
    if workflow is None or article.workflow_in_progress:
        return False
    workflow.start(article, user)
    return True


def approve(article: ArticlePage, user) -> bool:
    """Read and right; False where it is not this person's to say."""
    state = article.current_workflow_task_state
    task = state.task.specific if state else None
    if task is None or "approve" not in {name for name, _, _ in task.get_actions(article, user)}:
        return False
    task.on_action(state.specific, user, "approve")
    return True
