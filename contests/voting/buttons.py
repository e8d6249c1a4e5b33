"""The vote's buttons under works, and what a person has left: made for all works of a page at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.template.loader import render_to_string

from contests.models import ContestPage, Work
from contests.rights import employee_of
from contests.stages import Stage
from contests.voting import ballots
from contests.voting.views import until


def vote_buttons(request: HttpRequest, contest: ContestPage, works: Sequence[Work]) -> dict[int, str]:
    """By work; nothing while no vote is held. Three queries for any number of works."""
    if contest.stage is not Stage.VOTING or not works:
        return {}
    me = employee_of(request.user)
    if me is None:
        return {}
    chosen = ballots.chosen(contest, me, {work.nomination_id for work in works})
    own = set(Work.objects.made_by(me.pk).filter(contest=contest).values_list("pk", flat=True))
    closes = until(contest)
    return {work.pk: _button(request, contest, work, work.pk in chosen, work.pk in own, closes) for work in works}


def _button(request: HttpRequest, contest: ContestPage, work: Work, given: bool, own: bool, closes: str) -> str:
    context = {"contest": contest, "work": work, "given": given, "own": own, "closes": closes}
    return render_to_string("contests/voting/button.html", context, request)
