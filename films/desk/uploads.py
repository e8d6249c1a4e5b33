"""The browser's side of an upload: `POST` begins or finds it, `PATCH` continues at `Upload-Offset`, `POST …/complete/` ends it."""

from __future__ import annotations

import errno
from http import HTTPStatus

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, JsonResponse
from django.http.request import UnreadablePostError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from films import uploading
from films.models import Video
from films.pipeline import limits
from films.pipeline.limits import RefusedError
from portal.transactions import own_transactions

may_upload = permission_required("films.add_video", raise_exception=True)


@may_upload
@require_POST
def begin(request: HttpRequest) -> JsonResponse:
    """Where to send the pieces, and from which offset on."""
    name, size = request.POST.get("name", ""), request.POST.get("size", "")
    if not name or not size.isdecimal():
        return _refused(limits.EMPTY, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        video = uploading.begin(request.user, name, int(size))
    except RefusedError as error:
        full = str(error) == uploading.NO_ROOM
        return _refused(str(error), HTTPStatus.INSUFFICIENT_STORAGE if full else HTTPStatus.UNPROCESSABLE_ENTITY)
    return JsonResponse(
        {
            "url": reverse("films_upload", args=[video.token]),
            "complete": reverse("films_upload_complete", args=[video.token]),
            "offset": uploading.received(video),
            "chunk": uploading.CHUNK,
        }
    )


@may_upload
@own_transactions
@require_http_methods(["PATCH"])
def piece(request: HttpRequest, token: str) -> JsonResponse:
    """The next piece. What arrived before the line broke stays."""
    video = _own(request, token)
    offset = request.headers.get("Upload-Offset", "")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not offset.isdecimal() or not length.isdecimal():
        return _at(uploading.received(video), HTTPStatus.BAD_REQUEST)
    try:
        return _at(uploading.append(video, int(offset), request, int(length)))
    except uploading.WrongOffsetError as error:
        return _at(error.offset, HTTPStatus.CONFLICT)
    except UnreadablePostError:
        return _at(uploading.received(video), HTTPStatus.BAD_REQUEST)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        return _refused(uploading.NO_ROOM, HTTPStatus.INSUFFICIENT_STORAGE)


@may_upload
@own_transactions
@require_POST
def complete(request: HttpRequest, token: str) -> JsonResponse:
    """All pieces are there: the worker may begin."""
    video = _own(request, token)
    try:
        uploading.complete(video)
    except uploading.WrongOffsetError as error:
        return _at(error.offset, HTTPStatus.CONFLICT)
    return JsonResponse({"url": video.get_absolute_url()})


def _own(request: HttpRequest, token: str) -> Video:
    return get_object_or_404(Video, token=token, uploaded_by=request.user)


def _at(offset: int, status: int = HTTPStatus.OK) -> JsonResponse:
    return JsonResponse({"offset": offset}, status=status)


def _refused(reason: str, status: int) -> JsonResponse:
    return JsonResponse({"reason": reason}, status=status)
