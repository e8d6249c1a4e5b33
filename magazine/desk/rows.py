"""What the desk shows of an issue, in a number of queries that does not depend on how many articles it has."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from wagtail.models import TaskState

from magazine.desk import proofreading
from magazine.desk.lacks import Draft, Lack, lacks
from magazine.desk.ordering import grouped
from magazine.models import ArticlePage, Assignment, IssuePage
from people.gates import without_magazine
from people.models import Depicted, Employee
from portal.images import Picture


@dataclass(frozen=True)
class Row:
    """An article on the desk; `assignment` may be one not stored yet."""

    article: ArticlePage
    assignment: Assignment
    lacks: list[Lack]
    is_waiting: bool
    is_proofread: bool
    remark: str

    @property
    def is_late(self) -> bool:
        due: date | None = self.assignment.due
        return bool(due and due < timezone.localdate() and self.lacks)


def rows_by_rubric(issue: IssuePage) -> list[list[Row]]:
    """The articles of the issue, drafts too, under their rubrics."""
    articles = list(
        ArticlePage.objects.child_of(issue)
        .order_by("path")
        .select_related("rubric", "latest_revision", "assignment__responsible")
        .defer_streamfields()
    )
    drafts = {article.pk: Draft.of(_content(article)) for article in articles}
    states = proofreading.states(articles)
    pictures = set().union(*(draft.pictures for draft in drafts.values()))
    undescribed = set(Picture.objects.filter(pk__in=pictures, description="").values_list("pk", flat=True))
    silent = _silent(drafts, pictures)
    made = {
        article.pk: _row(article, drafts[article.pk], states.get(article.pk), undescribed, silent[article.pk])
        for article in articles
    }
    return [[made[article.pk] for article in group] for group in grouped(articles)]


def _row(article: ArticlePage, draft: Draft, state: TaskState | None, undescribed: set[int], silent: list[str]) -> Row:
    proofread = proofreading.is_proofread(article, state)
    waiting = proofreading.is_waiting(state)
    returned = state is not None and state.status == TaskState.STATUS_REJECTED
    return Row(
        article=article,
        assignment=getattr(article, "assignment", None) or Assignment(article=article),
        lacks=lacks(draft, undescribed, silent, proofread),
        is_waiting=waiting,
        is_proofread=proofread,
        remark=state.comment if returned else "",
    )


def _content(article: ArticlePage) -> dict:
    """The last draft as it is stored; a page that was put in without a revision is its own."""
    return article.latest_revision.content if article.latest_revision else article.serializable_data()


def _silent(drafts: dict[int, Draft], pictures: set[int]) -> dict[int, list[str]]:
    """By article: who is named or pictured in it without a consent for the magazine."""
    people = set().union(*(draft.people for draft in drafts.values()))
    names = {person.pk: person.full_name for person in without_magazine(pictures, people)}
    shown: dict[int, set[int]] = defaultdict(set)
    for picture, person in Depicted.objects.filter(picture__in=pictures, employee__in=names).values_list(
        "picture", "employee"
    ):
        shown[picture].add(person)
    for picture, person in Employee.objects.filter(photo__in=pictures, pk__in=names).values_list("photo", "pk"):
        shown[picture].add(person)
    found = {}
    for pk, draft in drafts.items():
        here = (draft.people & set(names)).union(*(shown[picture] for picture in draft.pictures))
        found[pk] = sorted(names[person] for person in here)
    return found
