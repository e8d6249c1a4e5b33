"""One work and its sheet as a page: the same after a press that was refused, with what was typed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from contests.gallery import showing
from contests.gallery.naming import makers
from contests.gallery.views import answers_of
from contests.judging import seats
from contests.judging.forms import AbstainForm, ReviewForm
from contests.judging.marks import verdict
from contests.judging.pile import pile_of
from contests.models import ContestPage, JuryMember, Review, Work


def sheet(
    request: HttpRequest,
    contest: ContestPage,
    seat: JuryMember,
    found: Work,
    *,
    form: ReviewForm | None = None,
    abstain: AbstainForm | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    """The work large, one's own points, and once they are in, those of the others."""
    review, mine = review_of(seat, found), pile_of(seat)
    context = about(contest) | _shown(contest, found)
    context |= {
        "pile": mine,
        "own": found.pk in seats.own_works(seat),
        "review": review,
        "form": form or ReviewForm(contest.criteria.all(), review),
        "abstain": abstain or AbstainForm(),
        "refused": refused,
        "verdict": verdict(review),
        "following": mine.following(found.pk),
    }
    return render(request, "contests/judging/work.html", context, status=status)


def about(contest: ContestPage) -> dict[str, object]:
    """What both pages of the jury say of the contest."""
    opened = seats.is_open(contest)
    return {"contest": contest, "steps": [*contest.crumbs, contest], "open": opened, "over": seats.is_over(contest)}


def review_of(seat: JuryMember, work: Work) -> Review | None:
    return Review.objects.filter(member=seat, work=work).prefetch_related("scores").first()


def _shown(contest: ContestPage, found: Work) -> dict[str, object]:
    hidden = contest.hides_authors
    (work,) = showing.fetched([found.pk], with_people=not hidden)
    return {
        "work": work,
        "called": showing.called(work),
        "makers": makers(work, hidden=hidden),
        "hidden": hidden,
        "answers": answers_of(contest, work),
    }
