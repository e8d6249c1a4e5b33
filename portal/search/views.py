"""`/search/` and the suggestions under the search field."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from portal.pagecache import shared_body
from portal.search import results
from portal.search.suggest import suggestions


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
    response = render(request, "portal/search/search.html", context)
    patch_cache_control(response, private=True, no_cache=True)
    return response


@require_GET
@shared_body
def suggest(request: HttpRequest) -> HttpResponse:
    """A fragment for the search field: a list of links, or nothing. Kept: many people type the same beginnings."""
    lines = suggestions(request.GET.get("q", ""))
    return render(request, "portal/search/suggestions.html", {"suggestions": lines}) if lines else HttpResponse()
