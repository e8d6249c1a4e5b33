"""The works of a contest as a table for people's own programs."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from contests.models import ContestPage, Work
from contests.results.protocol import count
from people.models import Employee
from portal.tables import xlsx

HEADING = ("№", "Номинация", "Название", "Кто участвует", "Автор", "Подразделение", "Город", "Команда")
CHILD = ("Имя ребёнка", "Возраст")
COUNTED = ("Голосов", "Жюри, среднее %", "Место")
# A draft is its author's, a withdrawn work nobody's any more.
NOT_TAKEN = (Work.State.DRAFT, Work.State.WITHDRAWN)


def sheet(contest: ContestPage) -> tuple[bytes, int]:
    """The file, and how many people stand in it; votes and marks only once the results are known."""
    works = list(taken(contest))
    counted = {line.work.pk: line for _, lines in count(contest) for line in lines} if contest.outcome_known else None
    heading = (*HEADING, *CHILD, "Состояние", *(COUNTED if counted is not None else ()))
    rows = [_row(work) + (_counted(counted.get(work.pk)) if counted is not None else ()) for work in works]
    people = {person.pk for work in works for person in people_of(work)}
    return xlsx("Работы", heading, rows), len(people)


def taken(contest: ContestPage) -> QuerySet[Work]:
    """What HR may take out, with all that is told of it, in a constant number of queries."""
    people = Employee.objects.with_names_and_posts()
    works = Work.objects.filter(contest=contest, number__isnull=False).exclude(state__in=NOT_TAKEN)
    works = works.select_related("nomination").prefetch_related(
        Prefetch("author", people), Prefetch("members__employee", people)
    )
    return works.order_by("nomination__sort_order", "number")


def people_of(work: Work) -> list[Employee]:
    return [work.author, *(member.employee for member in work.members.all())]


def _row(work: Work) -> tuple:
    post = work.author.post
    team = ", ".join(str(member.employee) for member in work.members.all())
    return (
        work.number,
        work.nomination.title,
        work.title,
        work.get_kind_display(),
        str(work.author),
        post.subdivision.name if post else "",
        post.place.town if post and post.place else "",
        ": ".join(filter(None, [work.team_name, team])),
        work.child_name,
        work.get_child_age_display(),
        work.get_state_display(),
    )


def _counted(line) -> tuple:
    return (line.votes, round(line.mean * 100, 1), line.place) if line else ("", "", "")
