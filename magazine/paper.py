"""The PDF of an issue for readers, as a file and page by page: whoever may open the issue may have it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from magazine.models import IssuePage, IssuePdf
from portal.access import Audience, send_to_sign_in
from portal.search.normal import stems, words
from portal.sending import send

LONGEST_QUERY = 80
AROUND = 60
MOST_HITS = 50


@require_safe
@login_not_required
def pdf(request: HttpRequest, issue_pk: int) -> HttpResponse:
    """`?download` saves it; otherwise the browser shows it."""
    found = get_object_or_404(IssuePdf.objects.select_related("issue"), issue__live=True, issue=issue_pk)
    if closed := _closed(found.issue, request):
        return closed
    response = send(request, found.file.name, "application/pdf", kept=_kept(found.issue))
    response["Content-Disposition"] = content_disposition_header(
        as_attachment="download" in request.GET, filename=f"{found.issue.label}.pdf"
    )
    return response


@require_safe
@login_not_required
def read(request: HttpRequest, issue_pk: int) -> HttpResponse:
    """The reader; `?q=` finds pages, `#page=3` in the address opens one."""
    found = get_object_or_404(IssuePdf.objects.select_related("issue"), issue__live=True, issue=issue_pk)
    if closed := _closed(found.issue, request):
        return closed
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    context = {"issue": found.issue, "pdf": found, "query": query, "hits": _hits(found, query)}
    return render(request, "magazine/archive/reader.html", context)


def _hits(pdf: IssuePdf, query: str) -> list[tuple[int, str]]:
    """Pages that have every word of the query in some form, with the words around the first of them."""
    wanted = [stems(word) for word in words(query)]
    found = []
    for number, text in pdf.texts.values_list("number", "text") if wanted else ():
        plain = text.lower().replace("ё", "е")
        if all(any(stem in plain for stem in forms) for forms in wanted):
            at = min(plain.index(stem) for stem in wanted[0] if stem in plain)
            found.append((number, text[max(at - AROUND, 0) : at + AROUND]))
    return found[:MOST_HITS]


def _closed(issue: IssuePage, request: HttpRequest) -> HttpResponse | None:
    """The way to signing in, for who may not open the issue."""
    if leads := send_to_sign_in(issue, request):
        return leads
    if all(restriction.accept_request(request) for restriction in issue.get_view_restrictions()):
        return None
    return redirect_to_login(request.get_full_path())


def _kept(issue: IssuePage) -> str:
    """A file may be made anew at any time: what is for employees is asked anew each time."""
    return "private" if issue.audience == Audience.PUBLIC else "asked anew"
