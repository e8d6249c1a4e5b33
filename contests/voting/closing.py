"""The close of a vote: ballots are copied in random order without their keys, and what could join them to names is deleted."""

from __future__ import annotations

import logging
from collections import defaultdict
from datetime import timedelta
from secrets import SystemRandom

from django.db import connection, transaction
from django.utils import timezone

from contests.models import Ballot, ContestPage, CountedBallot, Participation, VoteClosing, VoteOrigin
from contests.stages import Stage
from contests.voting import signs, towns
from contests.voting.ballots import key_name, key_of
from people.models import Employee
from portal import keys
from portal.clock import periodic

log = logging.getLogger(__name__)
# A vote whose request began in time may still be under way.
GRACE = timedelta(minutes=2)
BATCH = 1_000
PREFIX = key_name(0).rstrip("0")


@periodic("close-votes", every=timedelta(seconds=30), lease=timedelta(minutes=10))
def close_due() -> None:
    """Every vote whose time is over, each in a transaction of its own; then the keys of those closed. May be repeated."""
    for contest in due():
        with transaction.atomic():
            close(contest)
        log.info("the vote of contest %s is closed", contest.pk)
    forget_keys()


def due() -> list[ContestPage]:
    """Contests whose vote is over and not closed yet."""
    now = timezone.now() - GRACE
    voted = ContestPage.objects.filter(voting_from__lte=now, vote_closing=None).defer_streamfields()
    return [contest for contest in voted if _is_over(contest, now)]


def close(contest: ContestPage) -> VoteClosing:
    """Counts, writes who took part, and deletes the ballots; in the caller's transaction. The key goes after it."""
    ballots = list(
        Ballot.objects.filter(nomination__contest=contest).values_list("nomination", "key", "work", "stratum")
    )
    voters = _voters(contest, {(nomination, key) for nomination, key, _, _ in ballots})
    counted = [(nomination, work, stratum) for nomination, _, work, stratum in _merged(ballots)]
    SystemRandom().shuffle(counted)
    CountedBallot.objects.bulk_create(
        (CountedBallot(nomination_id=of, work_id=work, stratum=stratum) for of, work, stratum in counted), BATCH
    )
    Participation.objects.bulk_create((Participation(contest=contest, employee_id=voter) for voter in voters), BATCH)
    closing = VoteClosing.objects.create(
        contest=contest, voters=len(voters), ballots=len(ballots), signs=signs.heaps(contest)
    )
    _delete(contest)
    return closing


def forget_keys() -> None:
    """Deletes the key of every contest that is closed, also of one whose worker died right after closing it."""
    for name in keys.kept(PREFIX):
        if VoteClosing.objects.filter(contest=int(name.removeprefix(PREFIX))).exists():
            keys.forget(name)
            _scrub()


def _is_over(contest: ContestPage, now) -> bool:
    return any(span.stage is Stage.VOTING and span.ends and span.ends <= now for span in contest.spans)


def _voters(contest: ContestPage, cast: set[tuple[int, str]]) -> list[int]:
    """Those whose key is among the ballots, in order of personnel number."""
    nominations = {nomination for nomination, _ in cast}
    everybody = Employee.objects.order_by("number").only("pk").iterator(chunk_size=BATCH)
    return [
        person.pk
        for person in everybody
        if any((nomination, key_of(contest, nomination, person)) in cast for nomination in nominations)
    ]


def _merged(ballots: list[tuple[int, str, int, str]]) -> list[tuple[int, str, int, str]]:
    """Towns with few voters under one name, in each nomination by itself."""
    voters: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for nomination, key, _, stratum in ballots:
        voters[nomination][stratum].add(key)
    called = {
        nomination: towns.merging({town: len(keys_) for town, keys_ in strata.items()}) if any(strata) else {"": ""}
        for nomination, strata in voters.items()
    }
    return [(nomination, key, work, called[nomination][stratum]) for nomination, key, work, stratum in ballots]


def _delete(contest: ContestPage) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:  # what is deleted is overwritten, not only forgotten
            cursor.execute("PRAGMA secure_delete = ON")
    Ballot.objects.filter(nomination__contest=contest).delete()
    VoteOrigin.objects.filter(work__contest=contest).delete()


def _scrub() -> None:
    """No old copy of a deleted row stays in the files of the database."""
    if connection.in_atomic_block:  # a test's transaction; the database refuses it there
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM contests_ballot")
            cursor.execute("VACUUM contests_voteorigin")
