"""Diplomas for people: the page behind the QR, for everybody; one's own ones, and the file."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from contests.diplomas import paper
from contests.models import Diploma
from contests.rights import RUN

SHOWN = 200


@login_not_required
@require_safe
@never_cache
def diploma(request: HttpRequest, code: str) -> HttpResponse:
    """What the paper says and no more: a family or a journalist may scan it. Whoever has no code gets 404."""
    found = get_object_or_404(Diploma, code=code)
    context = {
        "diploma": found,
        "lines": found.lines(found.public_name or "имя удалено"),
        "own": found.is_printable and _may_take(request, found),
    }
    response = render(request, "contests/diplomas/diploma.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
@never_cache
def own(request: HttpRequest) -> HttpResponse:
    """«Мои дипломы»."""
    found = Diploma.objects.filter(employee__user=request.user).select_related("contest")
    found = found.order_by("-year", "-running")[:SHOWN]
    return render(request, "contests/diplomas/own.html", {"diplomas": found})


@require_safe
@never_cache
def file(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet as PDF, for its owner and HR."""
    found = get_object_or_404(Diploma.objects.printable().select_related("background"), code=code)
    if not _may_take(request, found):
        raise Http404
    drawn = paper.pdf([found])
    if drawn is None:
        return render(request, "contests/diplomas/no_paper.html", status=503)
    name = f"{found.heading} № {found.number}.pdf"
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)}
    return HttpResponse(drawn, content_type="application/pdf", headers=headers)


def _may_take(request: HttpRequest, found: Diploma) -> bool:
    if not request.user.is_authenticated:
        return False
    return found.employee.user_id == request.user.pk or request.user.has_perm(RUN)
