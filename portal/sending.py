"""Stored files on their way out: ranges, conditional requests, or the path alone for nginx."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import BinaryIO

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.utils.http import http_date, quote_etag

RANGE = re.compile(r"bytes=(\d*)-(\d*)")
CHUNK = 64 * 1024
# A sandboxed document can neither run scripts nor submit forms, whatever its bytes are.
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


# How long a browser shows a file without asking again, by whom it is for.
KEPT = {"public": "public, max-age=3600", "private": "private, max-age=300", "asked anew": "private, no-cache"}


def send(request: HttpRequest, path: str, content_type: str, *, kept: str) -> HttpResponse:
    """The file at this path of the storage; whether the person may have it was decided before. `kept` is a key of `KEPT`."""
    if settings.ENV.sendfile:
        response = HttpResponse(headers={"X-Accel-Redirect": f"/protected-media/{path}"})
    else:
        response = _from_storage(request, path)
    return _headed(response, content_type, kept)


def send_text(request: HttpRequest, text: str, content_type: str, *, kept: str) -> HttpResponse:
    """A text of the database as if it were such a file."""
    content = text.encode()
    etag = quote_etag(sha256(content).hexdigest()[:16])
    is_known = request.headers.get("If-None-Match") == etag
    response = HttpResponseNotModified() if is_known else HttpResponse(content)
    response["ETag"] = etag
    return _headed(response, f"{content_type}; charset=utf-8", kept)


def _headed(response: HttpResponse, content_type: str, kept: str) -> HttpResponse:
    response["Content-Type"] = content_type
    response["Cache-Control"] = KEPT[kept]
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _from_storage(request: HttpRequest, path: str) -> HttpResponse:
    if not default_storage.exists(path):
        raise Http404
    size, changed = default_storage.size(path), default_storage.get_modified_time(path)
    etag = quote_etag(f"{size:x}-{int(changed.timestamp()):x}")
    if request.headers.get("If-None-Match") == etag or _not_changed_since(request, changed):
        return _with_validators(HttpResponseNotModified(), etag, changed)
    span = _span(request.headers.get("Range", ""), size)
    if span is None:
        response = FileResponse(default_storage.open(path, "rb"))
        response["Content-Length"] = size
    elif not span:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        response = _partial(path, span, size)
    return _with_validators(response, etag, changed)


def _with_validators(response: HttpResponse, etag: str, changed: datetime) -> HttpResponse:
    response["ETag"], response["Last-Modified"] = etag, http_date(changed.timestamp())
    response["Accept-Ranges"] = "bytes"
    return response


def _not_changed_since(request: HttpRequest, changed: datetime) -> bool:
    since = request.headers.get("If-Modified-Since")
    return bool(since) and since == http_date(changed.astimezone(UTC).timestamp())


def _span(header: str, size: int) -> range | None:
    """The bytes asked for; None: all of them; an empty range: none of them exist. Several ranges are answered whole."""
    asked = RANGE.fullmatch(header)
    if not asked or not any(asked.groups()):
        return None
    first, last = asked.groups()
    if not first:
        return range(max(size - int(last), 0), size) if int(last) else range(0)
    return range(int(first), min(int(last) + 1 if last else size, size))


def _partial(path: str, span: range, size: int) -> HttpResponse:
    response = StreamingHttpResponse(_read(default_storage.open(path, "rb"), span), status=206)
    response["Content-Range"] = f"bytes {span.start}-{span.stop - 1}/{size}"
    response["Content-Length"] = len(span)
    return response


def _read(file: BinaryIO, span: range) -> Iterator[bytes]:
    with file:
        file.seek(span.start)
        left = len(span)
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
