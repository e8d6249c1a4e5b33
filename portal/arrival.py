"""When a request began to arrive: what was begun before a deadline is in time, however slow the line.

Behind nginx the body is gathered before the portal hears of the request, so nginx says when the headers had come
(`X-Request-Start: t=<seconds>`); only a trusted proxy's word counts. Without it this is the moment when gunicorn, which
calls the portal once the headers are in, did so.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

HEADER = "HTTP_X_REQUEST_START"
STARTED = re.compile(r"t=(\d{10}\.\d{1,6})")
# No body takes longer than the server lets it; what says so is wrong.
LONGEST = timedelta(hours=1)


def begun_at(request: HttpRequest) -> datetime:
    """The moment this request began to arrive."""
    return request.begun_at


def said_by_proxy(header: str, now: datetime) -> datetime:
    """The moment the proxy names, if it can be; else now."""
    told = STARTED.fullmatch(header)
    if not told:
        return now
    begun = datetime.fromtimestamp(float(told[1]), UTC)
    return begun if now - LONGEST <= begun <= now else now


def note(request: HttpRequest, is_trusted: bool) -> None:
    """Writes the moment down, at the outermost door."""
    header = request.META.pop(HEADER, "")
    now = timezone.now()
    request.begun_at = said_by_proxy(header, now) if is_trusted else now
