"""The course of a contest: what was said of its moments, moving one of them, and what the clock does when one arrives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from contests import wording
from contests.models import ContestPage, StageMoment, Work
from contests.stages import TIMED, Stage
from engagement import notices
from portal import clock, pagecache

MOVES_SHOWN = 20
REMINDED_BEFORE = timedelta(days=1)
UNFINISHED = (Work.State.DRAFT, Work.State.RETURNED)


@dataclass(frozen=True)
class Move:
    """A stage was moved. `sentence` is what people are told, with the reason."""

    sentence: str
    said: StageMoment


def in_force(contest: ContestPage) -> dict[Stage, StageMoment]:
    """The newest announcement of each stage."""
    return {Stage(said.stage): said for said in StageMoment.objects.filter(contest=contest).order_by("pk")}


def moves(contest: ContestPage) -> list[Move]:
    """What was moved since the contest was first announced, the newest first."""
    before: dict[str, datetime | None] = {}
    found = []
    for said in StageMoment.objects.filter(contest=contest).select_related("said_by").order_by("pk"):
        if said.stage in before:
            sentence = wording.moved(Stage(said.stage), before[said.stage], said.begins)
            found.append(Move(wording.with_reason(sentence, said.reason), said))
        before[said.stage] = said.begins
    return found[::-1][:MOVES_SHOWN]


@transaction.atomic
def announce(contest: ContestPage, *, reason: str = "", user=None) -> None:
    """Writes down the moments that differ from those announced, and tells whom it concerns; the first time nobody."""
    known = in_force(contest)
    for stage in TIMED:
        begins, before = contest.moments[stage], known.get(stage)
        if (before and before.begins == begins) or (not known and begins is None):
            continue
        said = _say(contest, stage, begins, reason, user)
        if known:
            _tell_moved(contest, before, said)


def _say(contest: ContestPage, stage: Stage, begins: datetime | None, reason: str, user) -> StageMoment:
    """Pages turn at the moment itself. What had come before it was announced has no need to be told when the clock next looks."""
    now = timezone.now()
    arrived = now if begins and begins <= now else None
    pagecache.turn_at(f"contest:{contest.pk}:{stage.value}", begins)
    return StageMoment.objects.create(
        contest=contest, stage=stage.value, begins=begins, reason=reason, said_by=user, arrived_at=arrived
    )


def _tell_moved(contest: ContestPage, before: StageMoment | None, said: StageMoment) -> None:
    """What was told of the former moment is withdrawn: only one of the two can be true."""
    stage = Stage(said.stage)
    if before:
        notices.withdraw(_moved_key(before))
        notices.withdraw(_closing_key(contest, before.begins))
    sentence = wording.with_reason(wording.moved(stage, before and before.begins, said.begins), said.reason)
    text = f"«{contest.title}»: {sentence[0].lower()}{sentence[1:]}."
    jury, key = jury_of(contest), _moved_key(said)
    notices.tell(jury, text, contest.url, key=key, letter=True)
    notices.tell(people_of(contest) - jury, text, contest.url, key=key)


def _moved_key(said: StageMoment) -> str:
    return f"contest:{said.contest_id}:moved:{said.pk}"


def _closing_key(contest: ContestPage, until: datetime | None) -> str:
    return f"contest:{contest.pk}:closing:{until and until.isoformat()}"


def people_of(contest: ContestPage, states: tuple[str, ...] = Work.OPEN) -> set[int]:
    """Whose works in these states are in the contest: authors, who filed them, and teams."""
    works = Work.objects.filter(contest=contest, state__in=states)
    rows = works.values_list("author", "filed_by", "members__employee")
    return {pk for row in rows for pk in row if pk}


def jury_of(contest: ContestPage) -> set[int]:
    return set(contest.jury.values_list("employee", flat=True))


@transaction.atomic
def shift(contest: ContestPage, stage: Stage, begins: datetime, reason: str, user) -> None:
    """Moves a stage of the published contest. A draft that somebody holds stays a draft, with the new moment in it."""
    live = ContestPage.objects.select_for_update().get(pk=contest.pk)
    draft = live.get_latest_revision_as_object() if live.has_unpublished_changes else None
    field = f"{stage.value}_from"
    setattr(live, field, begins)
    announce(live, reason=reason, user=user)
    live.save_revision(user=user, log_action=True).publish(user=user)
    if draft:
        setattr(draft, field, begins)
        draft.save_revision(user=user, clean=False)


def page_published(instance: ContestPage, revision, **kwargs) -> None:
    """Receiver: whatever way a page was published, its moments are announced."""
    announce(instance, user=revision and revision.user)


@clock.periodic("contest-moments", every=timedelta(seconds=5))
def arrive() -> None:
    """At each moment of a contest those concerned are told, once."""
    newer = StageMoment.objects.filter(contest=OuterRef("contest"), stage=OuterRef("stage"), pk__gt=OuterRef("pk"))
    due = StageMoment.objects.filter(~Exists(newer), begins__lte=timezone.now(), arrived_at=None, contest__live=True)
    for said in due.select_related("contest").order_by("begins"):
        _arrived(said)


@transaction.atomic
def _arrived(said: StageMoment) -> None:
    if not StageMoment.objects.filter(pk=said.pk, arrived_at=None).update(arrived_at=timezone.now()):
        return
    contest, key = said.contest, f"contest:{said.contest_id}:arrived:{said.stage}:{said.begins.isoformat()}"
    if said.stage == Stage.VOTING:
        told = people_of(contest, (Work.State.ACCEPTED,))
        notices.tell(told, f"«{contest.title}»: голосование началось, ваша работа в галерее.", contest.url, key=key)
    if said.stage == Stage.JURY:
        until = f"Итоги {wording.moment(contest.results_from)}."
        text = f"«{contest.title}»: работы ждут вашей оценки. {until}"
        notices.tell(jury_of(contest), text, contest.url, key=key, letter=True)


@clock.periodic("contest-closing", every=timedelta(minutes=5))
def remind() -> None:
    """A day before entries close, whoever holds something unfinished is reminded."""
    now = timezone.now()
    soon = ContestPage.objects.live().begun_by(now).filter(review_from__gt=now, review_from__lte=now + REMINDED_BEFORE)
    for contest in soon:
        text = f"«{contest.title}»: ваша работа ещё не отправлена. Приём до {wording.moment(contest.review_from)}."
        key = _closing_key(contest, contest.review_from)
        notices.tell(people_of(contest, UNFINISHED), text, contest.url, key=key)
