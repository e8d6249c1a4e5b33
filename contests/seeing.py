"""Who may see a work: one rule for its page, its pictures and its files."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from contests.models import JuryMember, Work

State = Work.State
# A draft is nobody's business yet, a withdrawn work nobody's any more.
UNSEEN_BY_HR = (State.DRAFT, State.WITHDRAWN)


def may_see_work(user, work: Work) -> bool:
    """Its people at any time, HR once it is sent, the jury once it is accepted, everybody once works are shown.

    One query, besides the permissions of the user, which Django asks for once a request.
    """
    if not user.is_authenticated:
        return False
    if user.has_perm("contests.change_work") and work.state not in UNSEEN_BY_HR:
        return True
    return seen_by(user).filter(pk=work.pk).exists()


def seen_by(user) -> QuerySet[Work]:
    """Works this person may see without being HR."""
    own = Q(pk__in=Work.objects.filter(_made_by(user)).values("pk"))
    judged = Q(Exists(_seats(user)), state=State.ACCEPTED)
    return Work.objects.filter(own | judged | _shown())


def _made_by(user) -> Q:
    return Q(author__user=user) | Q(filed_by__user=user) | Q(members__employee__user=user)


def _seats(user) -> QuerySet[JuryMember]:
    """Of a jury that judges the nomination of the work outside."""
    everything, this_one = Q(nominations=None), Q(nominations=OuterRef("nomination"))
    mine = JuryMember.objects.filter(contest=OuterRef("contest"), employee__user=user)
    return mine.filter(everything | this_one)


def _shown() -> Q:
    """Accepted works are shown from the vote on; in a contest without one, from its results on."""
    now = timezone.now()
    vote = Q(contest__voting_from__lte=now) | Q(contest__voting_from=None, contest__results_from__lte=now)
    return Q(vote, state=State.ACCEPTED, contest__live=True)
