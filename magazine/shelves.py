"""Articles of all issues on one shelf: of a rubric, of a series, under a tag."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from taggit.models import Tag

from magazine.models import ArticlePage, MagazinePage, Rubric, Series
from portal.pagecache import shared_body
from portal.stories import summaries

PER_PAGE = 20
NEWEST = ("-first_published_at", "-pk")


@shared_body
def rubric(request: HttpRequest, slug: str) -> HttpResponse:
    """Newest first."""
    found = get_object_or_404(Rubric, slug=slug)
    articles = ArticlePage.objects.filter(rubric=found).order_by(*NEWEST)
    return _shelf(request, articles, kind="Рубрика", title=found.name, about=found.about, tone=found.colour)


@shared_body
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """In the order in which they came out: they continue one another."""
    found = get_object_or_404(Series, slug=slug)
    articles = ArticlePage.objects.filter(series=found).order_by("first_published_at", "pk")
    return _shelf(request, articles, kind="Серия", title=found.name, about=found.about)


@shared_body
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Newest first; a tag of drafts alone has no page."""
    found = get_object_or_404(Tag, slug=slug)
    articles = ArticlePage.objects.filter(tagged_items__tag=found).order_by(*NEWEST)
    if not articles.live().exists():
        raise Http404
    return _shelf(request, articles, kind="Метка", title=found.name)


def _shelf(request: HttpRequest, articles: QuerySet, **said: str) -> HttpResponse:
    page = Paginator(articles.live(), PER_PAGE).get_page(request.GET.get("page"))
    magazine = MagazinePage.objects.live().first()
    context = {"magazine": magazine, "pages": page, "stories": summaries(page.object_list), **said}
    return render(request, "magazine/shelf.html", context)
