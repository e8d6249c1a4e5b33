"""What the page says of being read. Answers nothing, whatever it was told."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from people.readership import buffer
from portal.transactions import own_transactions

LONGEST = 64  # bytes: «page=123456&end=1»


@csrf_exempt  # a beacon has no header of its own; it changes nothing but a count, and only our own pages are heard
@own_transactions
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """`page` is the story's id; `end` is there when its end was seen."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return HttpResponse(status=204)
    if int(request.headers.get("Content-Length") or 0) > LONGEST:
        return HttpResponse(status=204)
    page = request.POST.get("page", "")
    if page.isascii() and page.isdigit() and len(page) < 10:
        buffer.note(int(page), request.user.pk, finished="end" in request.POST)
    return HttpResponse(status=204)
