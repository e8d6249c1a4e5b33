"""The files of films: whoever may open a page with the film may have them, at each request anew."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.contrib.auth.decorators import login_not_required
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from wagtail.models import PageViewRestriction

from films.models import FilmPage, Track, Video
from films.models.films import FilmQuerySet
from films.models.video import FILM
from portal.access import Audience
from portal.sending import send, send_text

TYPES = {
    ".m3u8": "application/vnd.apple.mpegurl",
    ".m4s": "video/iso.segment",
    ".mp4": "video/mp4",
    ".jpg": "image/jpeg",
}


@login_not_required
@require_safe
def media(request: HttpRequest, folder: str, name: str) -> HttpResponse:
    """A playlist, a part of the film or a frame. A stranger with the address learns nothing: 404."""
    video = _allowed(request, folder, name)
    return send(request, video.stored(name), TYPES[PurePosixPath(name).suffix], kept="asked anew")


@login_not_required
@require_safe
def save(request: HttpRequest, folder: str) -> HttpResponse:
    """The 360p file, for watching where there is no line."""
    video = _allowed(request, folder, FILM)
    response = send(request, video.stored(FILM), TYPES[".mp4"], kept="asked anew")
    filename = f"{video.title}.mp4"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename)
    return response


@login_not_required
@require_safe
def track(request: HttpRequest, folder: str, kind: str, language: str) -> HttpResponse:
    """Captions or chapters, for whoever may watch the film."""
    video = _watched(request, folder)
    found = get_object_or_404(Track, video=video, kind=kind, language=language)
    return send_text(request, found.text, "text/vtt", kept="asked anew")


def _allowed(request: HttpRequest, folder: str, name: str) -> Video:
    video = _watched(request, folder)
    if name not in video.files:
        raise Http404
    return video


def _watched(request: HttpRequest, folder: str) -> Video:
    """Most films are for whoever has come in: that is asked together with the film itself, once a segment."""
    pages = pages_for(request).filter(video=OuterRef("pk")).for_whoever_is_in()
    videos = Video.objects.filter(folder=folder, state=Video.State.READY).annotate(is_let_out=Exists(pages))
    video = get_object_or_404(videos)
    if not video.is_let_out and not may_watch(video, request):
        raise Http404
    return video


def may_watch(video: Video, request: HttpRequest) -> bool:
    """By any live page that shows it and lets this person in, from its premiere on; editors of films see it before."""
    if any(opens(page, request) for page in pages_for(request).filter(video=video)):
        return True
    return request.user.is_authenticated and request.user.has_perm("films.change_video")


def pages_for(request: HttpRequest) -> FilmQuerySet:
    """Open films whose audience this person belongs to."""
    pages = FilmPage.objects.opened()
    return pages if request.user.is_authenticated else pages.filter(audience=Audience.PUBLIC)


def opens(page: FilmPage, request: HttpRequest) -> bool:
    """Whether the page's own restrictions let this person in."""
    restrictions: list[PageViewRestriction] = page.get_view_restrictions()
    return all(restriction.accept_request(request) for restriction in restrictions)
