"""Who is to get what: the persons behind the awards, those without, the jury; nobody twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from contests.diplomas import names
from contests.diplomas.names import Named
from contests.diplomas.wording import For
from contests.models import Award, ContestPage, Diploma, DiplomaTemplate, JuryMember, Work
from people.models import Employee

AT_ONCE = 300


@dataclass(frozen=True)
class Recipient:
    """One sheet of paper: for whom and for what. A child's is kept by the parent and bears the child's first name."""

    employee: Employee
    named: Named
    work: Work | None = None
    award: Award | None = None

    @property
    def row(self) -> tuple[int | None, int | None, int]:
        """By which a diploma is known: award, work, employee."""
        return self.award and self.award.pk, self.work and self.work.pk, self.employee.pk

    @property
    def key(self) -> str:
        """What the row of the desk is called."""
        return "-".join(str(pk or 0) for pk in self.row)

    @property
    def what_for(self) -> str:
        """«1-е место, «Дважды»»."""
        return ", ".join(filter(None, [str(self.award or ""), f"«{self.work.title}»" if self.work else "жюри"]))


def waiting(contest: ContestPage, template: DiplomaTemplate) -> list[tuple[Recipient, str]]:
    """Those who have none yet, at most `AT_ONCE`, each with the name as it would be printed."""
    found = _without_one(contest, _SOURCES[For(template.kind)](contest))
    written = names.forms((recipient.named for recipient in found), template.case)
    return [(recipient, written[recipient.named]) for recipient in found]


def _without_one(contest: ContestPage, recipients: Iterator[Recipient]) -> list[Recipient]:
    given = rows_given(contest)
    found = {recipient.row: recipient for recipient in recipients if recipient.row not in given}
    return list(found.values())[:AT_ONCE]


def rows_given(contest: ContestPage) -> set[tuple[int | None, int | None, int]]:
    """`Recipient.row` of whoever has a diploma that stands."""
    return set(Diploma.objects.standing().filter(contest=contest).values_list("award", "work", "employee"))


def _winners(contest: ContestPage) -> Iterator[Recipient]:
    awards = Award.objects.filter(nomination__contest=contest)
    awards = list(awards.order_by("nomination__sort_order", "nomination", "place", "pk"))
    works = _with_people(Work.objects.filter(pk__in={award.work_id for award in awards})).in_bulk()
    for award in awards:
        yield from _of_work(works[award.work_id], award)


def _entrants(contest: ContestPage) -> Iterator[Recipient]:
    """One letter a person, for the first work; a child's work has one of its own."""
    works = list(_with_people(Work.objects.accepted().filter(contest=contest)).order_by("number"))
    awarded = set(Award.objects.filter(nomination__contest=contest).values_list("work", flat=True))
    adults = [work for work in works if work.kind != Work.Kind.FAMILY]
    thanked = {person.pk for work in adults if work.pk in awarded for person in _people(work)}
    thanked |= set(_thanked_already(contest))
    for work in works:
        if work.pk in awarded:
            continue
        for recipient in _of_work(work, None):
            if work.kind == Work.Kind.FAMILY:
                yield recipient
            elif recipient.employee.pk not in thanked:
                thanked.add(recipient.employee.pk)
                yield recipient


def _thanked_already(contest: ContestPage) -> QuerySet:
    letters = Diploma.objects.standing().filter(contest=contest, award=None).exclude(work=None)
    return letters.exclude(work__kind=Work.Kind.FAMILY).values_list("employee", flat=True)


def _jury(contest: ContestPage) -> Iterator[Recipient]:
    for member in (
        JuryMember.objects.filter(contest=contest).select_related("employee").order_by("-chair", "sort_order")
    ):
        yield Recipient(member.employee, Named.of(member.employee))


_SOURCES = {For.AWARD: _winners, For.ENTRANT: _entrants, For.JURY: _jury}


def _with_people(works: QuerySet[Work]) -> QuerySet[Work]:
    return works.select_related("author", "nomination").prefetch_related("members__employee")


def _people(work: Work) -> list[Employee]:
    return [work.author, *(member.employee for member in work.members.all())]


def _of_work(work: Work, award: Award | None) -> Iterator[Recipient]:
    if work.kind == Work.Kind.FAMILY:
        if work.child_name:
            yield Recipient(work.author, Named(work.child_name), work, award)
        return
    for person in _people(work):
        yield Recipient(person, Named.of(person), work, award)
