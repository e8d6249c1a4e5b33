"""What a person sees when a request has failed: «портал занят» if the database was locked or away, else the page of breakdowns."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

AGAIN_IN = 10  # seconds


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler of uncaught exceptions: neither page needs the database."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": str(AGAIN_IN)})
    return HttpResponse(render_to_string("500.html"), status=500)
