"""Signs that votes came in heaps. They are told to HR and change nothing: colleagues may well share a computer."""

from __future__ import annotations

import hashlib
import hmac

from django.db.models import Count, F
from django.http import HttpRequest

from contests.models import Ballot, ContestPage, VoteOrigin
from contests.voting.ballots import key_name
from portal import keys

# So many voters from one browser at one address, and so large a part of what the work has.
LEAST_HEAP = 10
LEAST_PART = 0.3


def note(request: HttpRequest, contest: ContestPage, before: set[int], after: set[int]) -> None:
    """One voter's choice changed from these works to those, and it was done here."""
    origin = _origin(request, contest)
    VoteOrigin.objects.filter(work__in=before - after, origin=origin, voters__gt=0).update(voters=F("voters") - 1)
    for work in after - before:
        row = VoteOrigin.objects.filter(work=work, origin=origin)
        if row.update(voters=F("voters") + 1):
            continue
        _, is_new = VoteOrigin.objects.get_or_create(work_id=work, origin=origin)
        if not is_new:
            row.update(voters=F("voters") + 1)


def heaps(contest: ContestPage) -> list[dict[str, int]]:
    """Works much of whose votes came from one place: number of the work, its votes, those from there."""
    origins = VoteOrigin.objects.filter(work__contest=contest, voters__gte=LEAST_HEAP)
    largest = dict(origins.order_by("voters").values_list("work", "voters"))
    votes = Ballot.objects.filter(work__in=largest).values_list("work", "work__number").annotate(Count("pk"))
    return [
        {"work": number, "votes": count, "heap": largest[work]}
        for work, number, count in votes.order_by("work")
        if largest[work] >= count * LEAST_PART
    ]


def _origin(request: HttpRequest, contest: ContestPage) -> str:
    where = f"{request.META.get('REMOTE_ADDR', '')}|{request.headers.get('User-Agent', '')[:200]}"
    return hmac.new(keys.secret(key_name(contest.pk)), where.encode(), hashlib.sha256).hexdigest()[:32]
