"""Somebody who copies the staff list page by page is slowed down and recorded (security.md, S67)."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts import audit

# A colleague who is looking for somebody opens a dozen profiles a minute. Counted in each process by itself: no page view
# writes a row, and a copier meets the limit all the same.
MOST_PER_MINUTE = 120
MINUTE = 60
REFUSED = ""
PROFILE = re.compile(r"/people/[\w-]+/(card\.\w+)?")
FEW_ADDRESSES = re.compile(r"/people/(quiz|units|today|book)/")


class BulkReadingMiddleware:
    """429 for whoever opens more different profiles in a minute than a person can read; one line in the audit log a minute."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response
        self.minute = 0
        self.opened: defaultdict[int, set[str]] = defaultdict(set)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_profile(request.path) or not request.user.is_authenticated:
            return self.get_response(request)
        opened = self._opened_by(request.user.pk)
        if request.path in opened or len(opened) < MOST_PER_MINUTE:
            opened.add(request.path)
            return self.get_response(request)
        if REFUSED not in opened:
            opened.add(REFUSED)
            audit.record("profiles-in-bulk", opened=MOST_PER_MINUTE)
        return _too_many(request)

    def _opened_by(self, user_id: int) -> set[str]:
        """The different profiles of this minute: to open one again is no copying."""
        minute = int(time.monotonic() // MINUTE)
        if minute != self.minute:
            self.minute, self.opened = minute, defaultdict(set)
        return self.opened[user_id]


def _is_profile(path: str) -> bool:
    return PROFILE.fullmatch(path) is not None and not FEW_ADDRESSES.match(path)


def _too_many(request: HttpRequest) -> HttpResponse:
    response = render(request, "people/too_many.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(MINUTE)
    return response
