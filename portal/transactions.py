"""A write is one transaction; a read takes no lock.

`ATOMIC_REQUESTS` would do the first, but with SQLite's IMMEDIATE mode every GET would then take the write lock.
"""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def own_transactions(view: Callable) -> Callable:
    """Marks a view that opens its own short transactions, such as one that receives a long upload."""
    view.own_transactions = True
    return view


class AtomicWritesMiddleware:
    """Wraps each unsafe request in `transaction.atomic`: the page and its outbox row commit together or not at all."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method in SAFE_METHODS or getattr(view, "own_transactions", False):
            return None
        with transaction.atomic():
            return view(request, *args, **kwargs)
