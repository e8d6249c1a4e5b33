"""Giving a vote and taking it back. No row and no answer joins a name to a choice; the contest's key is the only thread."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

from django.db import IntegrityError, transaction

from contests.models import Ballot, ContestPage, Nomination, Work
from contests.stages import Stage
from contests.voting import towns
from people.models import Employee
from portal import keys

CLOSED = "Сейчас не голосуют: голосование ещё не началось или уже закончилось."
OWN = "За свою работу голосовать нельзя — а за чужие можно."
GONE = "Этой работы больше нет среди участников."
SPENT = "Вы отдали все свои голоса в этой номинации ({}). Сначала заберите один."
BUSY = "Вы голосуете сразу в двух местах. Проверьте свои голоса и попробуйте ещё раз."


class VoteRefusedError(Exception):
    """The vote does not stand; the message says why, in Russian."""


def give(contest: ContestPage, work: Work, employee: Employee) -> None:
    """This person's vote goes to this work: a single vote is moved, one of several is spent. Twice is once."""
    _check(contest, work, employee)
    nomination = work.nomination
    key = key_of(contest, nomination.pk, employee)
    stratum = towns.town_of(employee) if contest.weighted else ""
    try:
        with transaction.atomic():
            _give(nomination, key, work, stratum)
    except IntegrityError as error:  # another window was quicker: its vote stands
        if not Ballot.objects.filter(nomination=nomination, key=key, work=work).exists():
            raise VoteRefusedError(BUSY) from error


def take_back(contest: ContestPage, work: Work, employee: Employee) -> None:
    """The vote is free again. What was not given is no error."""
    if contest.stage is not Stage.VOTING:
        raise VoteRefusedError(CLOSED)
    if work.nomination_id:
        mine = Ballot.objects.filter(nomination=work.nomination_id, key=key_of(contest, work.nomination_id, employee))
        mine.filter(work=work).delete()


def chosen(contest: ContestPage, employee: Employee, nominations: Iterable[int]) -> set[int]:
    """The works this person votes for, without those that have left the contest since: one query."""
    mine = [key_of(contest, nomination, employee) for nomination in nominations]
    ballots = Ballot.objects.filter(key__in=mine, work__state=Work.State.ACCEPTED)
    return set(ballots.values_list("work_id", flat=True))


def key_of(contest: ContestPage, nomination: int, employee: Employee) -> str:
    """Whose ballot it is, to whoever holds the contest's key; after the close nobody does."""
    return hmac.new(
        keys.secret(key_name(contest.pk)), f"{nomination}:{employee.pk}".encode(), hashlib.sha256
    ).hexdigest()


def key_name(contest: int) -> str:
    return f"contest-{contest}"


def _give(nomination: Nomination, key: str, work: Work, stratum: str) -> None:
    mine = list(Ballot.objects.filter(nomination=nomination, key=key).select_related("work"))
    if any(ballot.work_id == work.pk for ballot in mine):
        return
    # A single vote moves; one of several does so only if the work it was given to has left the contest.
    spare = [ballot for ballot in mine if nomination.votes_each == 1 or ballot.work.state != Work.State.ACCEPTED]
    free = set(range(nomination.votes_each)) - {ballot.slot for ballot in mine}
    if spare and (nomination.votes_each == 1 or not free):
        _move(spare[0], work, stratum)
        return
    if not free:
        raise VoteRefusedError(SPENT.format(nomination.votes_each))
    Ballot.objects.create(nomination=nomination, key=key, slot=min(free), work=work, stratum=stratum)


def _move(ballot: Ballot, work: Work, stratum: str) -> None:
    if not Ballot.objects.filter(pk=ballot.pk).update(work=work, stratum=stratum):
        raise VoteRefusedError(BUSY)


def _check(contest: ContestPage, work: Work, employee: Employee) -> None:
    if contest.stage is not Stage.VOTING:
        raise VoteRefusedError(CLOSED)
    if work.contest_id != contest.pk or work.state != Work.State.ACCEPTED:
        raise VoteRefusedError(GONE)
    if Work.objects.made_by(employee.pk).filter(pk=work.pk).exists():
        raise VoteRefusedError(OWN)
