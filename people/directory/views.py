"""The wall of faces. Its body is the same for everybody with the same rights."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from people.directory.facets import facets
from people.directory.filters import Filter, people
from portal.pagecache import shared_body

PER_PAGE = 60
FRAGMENT = "X-Fragment"


def wall(request: HttpRequest) -> HttpResponse:
    """Faces, found by name, post, phone, town, unit or by what they help with; the form alone for the live filter."""
    chosen = Filter.of(request.GET)
    page = Paginator(people(chosen).with_posts(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"chosen": chosen, "page": page, "facets": facets(chosen)}
    answer = _fragment if FRAGMENT in request.headers else _whole
    response = answer(request, context)
    patch_vary_headers(response, [FRAGMENT])
    return response


def _fragment(request: HttpRequest, context: dict) -> HttpResponse:
    return render(request, "people/wall_form.html", context)


@shared_body
def _whole(request: HttpRequest, context: dict) -> HttpResponse:
    return render(request, "people/wall.html", context)
