"""The jury's desk on the site. Whoever has no seat in this jury learns nothing: 404, HR too."""

from __future__ import annotations

from itertools import chain

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from contests.judging import reviews, seats
from contests.judging.forms import AbstainForm, ReviewForm
from contests.judging.listing import rows
from contests.judging.pile import FILTERS, pile_of
from contests.judging.reviews import JudgingRefusedError
from contests.judging.sheet import about, review_of, sheet
from contests.models import ContestPage, JuryMember, Work

ON_A_PAGE = 60
IN = "Работа № {}: оценка сдана."
CHANGED = "Работа № {}: оценка изменена."
ABSTAINED = "Работа № {}: вы её не судите, это записано."
ALL_DONE = "Всё оценено. Спасибо! До закрытия оценки можно менять."


@require_safe
@never_cache
def pile(request: HttpRequest, slug: str) -> HttpResponse:
    """How much is done, and what is left."""
    contest, seat = _seated(request, slug)
    mine = pile_of(seat)
    opened = seats.is_open(contest)
    asked = request.GET.get("show", "left" if opened and mine.left else "all")
    chosen = asked if asked in FILTERS else "all"
    begun = opened or seats.is_over(contest)
    page = Paginator(mine.among(FILTERS[chosen][1]) if begun else [], ON_A_PAGE).get_page(request.GET.get("page"))
    context = about(contest) | {
        "pile": mine,
        "begun": begun,
        "page": page,
        "rows": rows(seat, page.object_list),
        "filters": [(key, name, len(mine.among(kinds)), key == chosen) for key, (name, kinds) in FILTERS.items()],
        "query": f"show={chosen}&",
        "following": mine.following() if opened else None,
    }
    return render(request, "contests/judging/pile.html", context)


@never_cache
def work(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One work and its sheet. Before the jury's stage there is nothing to see yet, after it nothing to change."""
    contest, seat = _seated(request, slug)
    found = get_object_or_404(seats.works_of(seat), number=number)
    if request.method == "POST":
        return _said(request, contest, seat, found)
    if not seats.is_open(contest) and not seats.is_over(contest):
        return redirect("contests:jury", slug)
    return sheet(request, contest, seat, found)


def _seated(request: HttpRequest, slug: str) -> tuple[ContestPage, JuryMember]:
    contest = get_object_or_404(ContestPage.objects.live().select_related("outcome"), slug=slug)
    seat = seats.seat_of(request.user, contest)
    if seat is None:
        raise Http404
    return contest, seat


def _said(request: HttpRequest, contest: ContestPage, seat: JuryMember, found: Work) -> HttpResponse:
    """What the pressed button asks; what the page sends by itself has no button and is a draft."""
    act = request.POST.get("act", "")
    try:
        if act == "abstain":
            return _abstain(request, contest, seat, found)
        if act == "judge":
            reviews.judge_after_all(contest, seat, found)
            return _to(contest, found.number, "sheet")
        return _score(request, contest, seat, found, act)
    except JudgingRefusedError as refused:
        if _by_itself(request):
            return JsonResponse({"error": str(refused)}, status=409)
        return sheet(request, contest, seat, found, refused=str(refused), status=409)


def _score(request: HttpRequest, contest: ContestPage, seat: JuryMember, found: Work, act: str) -> HttpResponse:
    handing_in = act in ("hand_in", "hand_in_next")
    form = ReviewForm(contest.criteria.all(), review_of(seat, found), request.POST, whole=handing_in)
    if not form.is_valid():
        if _by_itself(request):
            return JsonResponse({"error": " ".join(chain.from_iterable(form.errors.values()))}, status=422)
        return sheet(request, contest, seat, found, form=form, status=422)
    if not handing_in:
        reviews.keep(contest, seat, found, form.said())
        return _kept(request, contest, found)
    review = reviews.hand_in(contest, seat, found, form.said())
    messages.success(request, (CHANGED if review.changed_at else IN).format(found.number))
    return _onward(request, contest, seat, found, further=act == "hand_in_next")


def _kept(request: HttpRequest, contest: ContestPage, found: Work) -> HttpResponse:
    if _by_itself(request):
        return JsonResponse({"at": f"{timezone.localtime():%H:%M}"})
    messages.success(request, "Черновик сохранён.")
    return _to(contest, found.number, "sheet")


def _abstain(request: HttpRequest, contest: ContestPage, seat: JuryMember, found: Work) -> HttpResponse:
    form = AbstainForm(request.POST)
    if not form.is_valid():
        return sheet(request, contest, seat, found, abstain=form, status=422)
    reviews.abstain(contest, seat, found, form.cleaned_data["why"])
    messages.success(request, ABSTAINED.format(found.number))
    return _onward(request, contest, seat, found, further=True)


def _onward(
    request: HttpRequest, contest: ContestPage, seat: JuryMember, found: Work, *, further: bool
) -> HttpResponse:
    """To the next work that waits, or back to the one just judged."""
    if not further:
        return _to(contest, found.number, "verdict")
    if following := pile_of(seat).following(found.pk):
        return _to(contest, following.number, "top")
    messages.success(request, ALL_DONE)
    return redirect("contests:jury", contest.slug)


def _to(contest: ContestPage, number: int, place: str) -> HttpResponse:
    """The form names a place of the page, which a browser keeps over a redirect that names none."""
    return redirect(f"{reverse('contests:jury_work', args=[contest.slug, number])}#{place}")


def _by_itself(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"
