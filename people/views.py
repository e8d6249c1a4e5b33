"""The directory on the site. Its body is the same for everybody with the same rights."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from people import directory
from portal.pagecache import shared_body


@shared_body
def wall(request: HttpRequest) -> HttpResponse:
    """Faces, found by name, post, phone, town or unit."""
    chosen = directory.Filter.of(request.GET)
    page = directory.page_of(chosen, request.GET.get("page"))
    context = {"chosen": chosen, "page": page, "towns": directory.towns(), "units": directory.units()}
    return render(request, "people/wall.html", context)
