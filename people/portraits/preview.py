"""Wagtail's preview of a picture in the CMS sends the bytes itself: it asks the gates first."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.images.views import images

from portal import gates
from portal.images import Picture


def preview(request: HttpRequest, image_id: int, filter_spec: str) -> HttpResponse:
    """404 for a face that this editor may not see."""
    if gates.picture_verdict(get_object_or_404(Picture, pk=image_id), request.user) is False:
        raise Http404
    return images.preview(request, image_id, filter_spec)
