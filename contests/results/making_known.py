"""HR makes the results known: places are written, the page of results appears, the entrants are told. One act, once."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from contests.course import jury_of, people_of
from contests.models import Award, ContestPage, JuryMember, Outcome, ResultsPage, Review, VoteClosing, Work
from contests.results.gathering import all_standings
from engagement import notices
from portal.typography import plural

NOT_YET = "Итоги подводят, когда придёт их час: {:%d.%m.%Y %H:%M}."
NOT_LIVE = "Конкурс снят с публикации."
VOTE_OPEN = "Голоса ещё складываются: голосование закрывается через две минуты после конца, подождите."
NO_WORKS = "В конкурсе нет принятых работ."
KNOWN = "Итоги уже объявлены."
DIPLOMAS = "По этим наградам уже выпущены дипломы. Сначала отзовите дипломы."
WAITING = "Не проверено работ: {}. В итоги они не войдут."
JURY_LATE = "Не сдали оценки: {}. Считаем без них."
PLACES = Award.PODIUM


class NotReadyError(Exception):
    """The results cannot be made known; the message says why, in Russian."""


@dataclass(frozen=True)
class Readiness:
    """What forbids, and what HR should know before pressing."""

    obstacles: list[str]
    warnings: list[str]


def readiness(contest: ContestPage) -> Readiness:
    return Readiness(_obstacles(contest), _warnings(contest))


@transaction.atomic
def make_known(contest: ContestPage, user) -> Outcome:
    """Places, page, notices. Raises NotReadyError; a second press at the same time finds the first one's outcome."""
    ContestPage.objects.select_for_update().get(pk=contest.pk)
    if obstacles := _obstacles(contest):
        raise NotReadyError(" ".join(obstacles))
    found = all_standings(contest)
    for nomination, standings in found.items():
        Award.objects.bulk_create(
            Award(nomination_id=nomination, work_id=standing.candidate.work, place=standing.place)
            for standing in standings
            if standing.place <= PLACES and standing.total > 0
        )
    outcome = Outcome.objects.create(contest=contest, known_by=user, count=as_told(contest, found))
    page = _publish(contest, user)
    _tell(contest, page.url)
    return outcome


@transaction.atomic
def take_back(contest: ContestPage, user) -> None:
    """A mistake was found: places and the page go, prizes given by hand stay."""
    awards = Award.objects.filter(nomination__contest=contest, place__isnull=False)
    try:
        with transaction.atomic():
            awards.delete()
    except ProtectedError as error:
        raise NotReadyError(DIPLOMAS) from error
    Outcome.objects.filter(contest=contest).delete()
    for page in ResultsPage.objects.child_of(contest).live():
        page.unpublish(user=user)
    notices.withdraw(_key(contest))


def _obstacles(contest: ContestPage) -> list[str]:
    if Outcome.objects.filter(contest=contest).exists():
        return [KNOWN]
    found = []
    if not contest.live:
        found.append(NOT_LIVE)
    if contest.results_from > timezone.now():
        found.append(NOT_YET.format(timezone.localtime(contest.results_from)))
    elif contest.has_vote and not VoteClosing.objects.filter(contest=contest).exists():
        found.append(VOTE_OPEN)
    if not Work.objects.accepted().filter(contest=contest).exists():
        found.append(NO_WORKS)
    return found


def _warnings(contest: ContestPage) -> list[str]:
    waiting = Work.objects.waiting().filter(contest=contest).count()
    late = late_members(contest)
    return [
        *([WAITING.format(plural(waiting, "работа,работы,работ"))] if waiting else []),
        *([JURY_LATE.format(", ".join(str(member.employee) for member in late))] if late else []),
    ]


def late_members(contest: ContestPage) -> list[JuryMember]:
    """Members who have handed in nothing although there is something to judge."""
    if not contest.has_jury:
        return []
    handed_in = Review.objects.filter(work__contest=contest, handed_in_at__isnull=False).values("member")
    return list(JuryMember.objects.filter(contest=contest).exclude(pk__in=handed_in).select_related("employee"))


def as_told(contest: ContestPage, found: dict) -> dict:
    """The count as it stands: works and figures, no names. The protocol is printed from it."""
    numbers = dict(Work.objects.filter(contest=contest).values_list("pk", "number"))
    return {
        "people_share": contest.people_share,
        "weighted": contest.weighted,
        "nominations": [
            {"nomination": nomination, "works": [_row(standing, numbers) for standing in standings]}
            for nomination, standings in found.items()
        ],
    }


def _row(standing, numbers: dict[int, int]) -> dict:
    candidate = standing.candidate
    return {
        "work": candidate.work,
        "number": numbers[candidate.work],
        "place": standing.place,
        "votes": candidate.votes,
        "share": round(float(candidate.share), 4),
        "mean": round(float(candidate.mean), 4),
        "median": round(float(candidate.median), 4),
        "members": len(candidate.marks),
        "total": round(float(standing.total), 4),
    }


def _publish(contest: ContestPage, user) -> ResultsPage:
    """The page of results, made or brought back; the feed, the search and the channel take it as any story."""
    page = ResultsPage.objects.child_of(contest).first() or contest.add_child(instance=ResultsPage.of(contest))
    page.save_revision(user=user).publish(user=user)
    return page


def _tell(contest: ContestPage, url: str) -> None:
    text = f"Итоги конкурса «{contest.title}» объявлены."
    notices.tell(people_of(contest) | jury_of(contest), text, url, key=_key(contest), letter=True)


def _key(contest: ContestPage) -> str:
    return f"contest:{contest.pk}:results"
