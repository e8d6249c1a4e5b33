"""The tree of units and the page of one. Their bodies are the same for everybody with the same rights."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from people.models import Subdivision
from people.units import tree
from portal.pagecache import shared_body

PER_PAGE = 60


@shared_body
def units(request: HttpRequest) -> HttpResponse:
    """The whole company: its branches as pipes, and the same by town."""
    return render(request, "people/units/units.html", {"branches": tree.company(), "towns": tree.by_town()})


@shared_body
def unit(request: HttpRequest, slug: str) -> HttpResponse:
    """One unit: who leads it, what belongs to it, where it works, and its people."""
    found = get_object_or_404(Subdivision, slug=slug)
    page = Paginator(tree.people_of(found).with_posts(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "unit": found,
        "above": found.get_ancestors(),
        "heads": tree.heads_of([found])[found.pk][: tree.MOST_HEADS],
        "branches": tree.below(found),
        "towns": tree.towns_of(found),
        "page": page,
    }
    return render(request, "people/units/unit.html", context)
