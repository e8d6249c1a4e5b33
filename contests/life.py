"""What contests know of people: works that everybody may see under their names, and places won."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from contests.models import Award, Work, WorkMember
from portal.life import LifeEvent

KIND = "Конкурс"


def works_of(employee_ids: Collection[int]) -> dict[int, list[LifeEvent]]:
    """Accepted works of these people, each told once with the best of what it won; a constant number of queries."""
    asked = set(employee_ids)
    life = defaultdict(list)
    for work in _told(asked):
        makers = {work.author_id, *(member.employee_id for member in work.members.all())}
        for employee_id in makers & asked:
            life[employee_id].append(_event(work))
    return dict(life)


def _told(employee_ids: set[int]) -> QuerySet[Work]:
    """A blind contest tells names with its results, any other once works are shown."""
    theirs = Q(author__in=employee_ids) | Q(members__employee__in=employee_ids)
    now = timezone.now()
    shown = Q(contest__voting_from__lte=now) | Q(contest__voting_from=None, contest__results_from__lte=now)
    named = Q(contest__outcome__isnull=False) | Q(shown, contest__blind=False)
    found = Work.objects.accepted().filter(theirs).filter(named, contest__live=True).distinct()
    awards = Prefetch("awards", Award.objects.order_by("place", "pk"))
    members = Prefetch("members", WorkMember.objects.only("work", "employee"))
    return found.select_related("contest__outcome").prefetch_related(members, awards).order_by("pk")


def _event(work: Work) -> LifeEvent:
    contest = work.contest
    when = contest.outcome.known_at if contest.outcome_known else work.submitted_at
    return LifeEvent(
        when=timezone.localdate(when),
        kind=KIND,
        title=work.title,
        url=reverse("contests:work", args=[contest.slug, work.number]),
        role=f"{KIND}: {_role(work)}",
        note=contest.title,
    )


def _role(work: Work) -> str:
    """Awards are told once the results are; a child is not named in the life of the parent."""
    if work.contest.outcome_known and (won := [str(award) for award in work.awards.all()]):
        return ", ".join(won)
    return {Work.Kind.TEAM: "работа команды", Work.Kind.FAMILY: "работа семьи"}.get(work.kind, "работа")
