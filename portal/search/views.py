"""`/search/` and the suggestions under the search field."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from portal.search import results
from portal.search.suggest import suggestions

SUGGESTIONS_FOR_SECONDS = 30


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """People and stories; `kind` shows one kind of them, `page` the next twenty."""
    found = results.look_for(request.GET.get("q", ""))
    kinds = results.facets(found)
    kind = next((facet.kind for facet in kinds if facet.kind == request.GET.get("kind")), "")
    page = results.page_of(found, kind, request.GET.get("page"))
    context = {
        "found": found,
        "facets": kinds,
        "kind": kind,
        "labels": results.labels(),
        "page": page,
        "blocks": results.blocks(found, page),
        "query": urlencode({"q": found.typed, **({"kind": kind} if kind else {})}) + "&",
    }
    return _private(render(request, "portal/search/search.html", context), no_cache=True)


@require_GET
def suggest(request: HttpRequest) -> HttpResponse:
    """A fragment for the search field: a list of links, or nothing."""
    lines = suggestions(request.GET.get("q", ""))
    fragment = render(request, "portal/search/suggestions.html", {"suggestions": lines}) if lines else HttpResponse()
    return _private(fragment, max_age=SUGGESTIONS_FOR_SECONDS)


def _private(response: HttpResponse, **directives) -> HttpResponse:
    patch_cache_control(response, private=True, **directives)
    return response
