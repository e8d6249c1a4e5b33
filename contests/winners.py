"""The winners of a year: contests with their places, faces and pictures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from contests.models import ContestIndexPage, ContestPage
from contests.results.podium import Podium, of_contests
from portal.pagecache import shared_body

ON_A_PAGE = 8
YEARS = 40


@dataclass(frozen=True)
class Won:
    """A contest with its winners."""

    contest: ContestPage
    podiums: list[Podium]


@shared_body
@require_safe
def winners(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """One year, the newest that has any; a year nobody has ever seen here is 404."""
    years, now = years_with_results(), timezone.localdate().year
    year = year or next(iter(years), now)
    if year not in years and year != now:
        raise Http404
    page = Paginator(_of_year(year), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "year": year,
        "years": years,
        "page": page,
        "won": _won(page),
        "steps": list(ContestIndexPage.objects.live()[:1]),
    }
    return render(request, "contests/winners/year.html", context)


def years_with_results() -> list[int]:
    """Newest first, by the company's clock."""
    months = _known().datetimes("results_from", "year", order="DESC")
    return [moment.year for moment in months[:YEARS]]


def _known() -> QuerySet[ContestPage]:
    """Contests whose results everybody may see."""
    return ContestPage.objects.live().public().filter(outcome__isnull=False)


def _of_year(year: int) -> QuerySet[ContestPage]:
    zone = timezone.get_default_timezone()
    bounds = datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)
    found = _known().filter(results_from__gte=bounds[0], results_from__lt=bounds[1])
    return found.select_related("outcome").defer_streamfields().order_by("-results_from", "-pk")


def _won(page: Page) -> list[Won]:
    contests = list(page)
    podiums = of_contests(contests)
    return [Won(contest, podiums.get(contest.pk, [])) for contest in contests]
