"""Somebody who copies the staff list page by page is slowed down and recorded (security.md, S67)."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts import audit

# A colleague who is looking for somebody opens a dozen profiles a minute. Counted in each process by itself: no page view
# writes a row, and a copier meets the limit all the same.
MOST_PER_MINUTE = 120
MINUTE = 60
PROFILE = re.compile(r"/people/[\w-]+/(card\.\w+)?")
FEW_ADDRESSES = re.compile(r"/people/(quiz|units|today|book)/")


class BulkReadingMiddleware:
    """429 for whoever opens more profiles in a minute than a person can read; one line in the audit log a minute."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response
        self.minute = 0
        self.opened: Counter[int] = Counter()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_profile(request.path) or not request.user.is_authenticated:
            return self.get_response(request)
        if self._count(request.user.pk) <= MOST_PER_MINUTE:
            return self.get_response(request)
        if self.opened[request.user.pk] == MOST_PER_MINUTE + 1:
            audit.record("profiles-in-bulk", opened=MOST_PER_MINUTE)
        return _too_many(request)

    def _count(self, user_id: int) -> int:
        minute = int(time.monotonic() // MINUTE)
        if minute != self.minute:
            self.minute, self.opened = minute, Counter()
        self.opened[user_id] += 1
        return self.opened[user_id]


def _is_profile(path: str) -> bool:
    return PROFILE.fullmatch(path) is not None and not FEW_ADDRESSES.match(path)


def _too_many(request: HttpRequest) -> HttpResponse:
    response = render(request, "people/too_many.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(MINUTE)
    return response
