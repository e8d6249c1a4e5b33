"""Papers on the desk: asked for by a button, watched, taken away by HR alone."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from contests.models import ContestPage, PaperRun
from contests.papers import runs
from contests.rights import may_run
from people.consents.sheets import record_access
from portal import worker
from portal.sending import send

TYPES = {"pdf": "application/pdf", "html": "text/html; charset=utf-8", "zip": "application/zip"}
BUSY = "Уже готовится: подождите."
NO_RESULTS = "Это готовят после того, как итоги объявлены."
WHERE = {"diplomas": "contests_diplomas", "protocol": "contests_results", "works": "contests_after"}
# The protocol and the diplomas stand on places.
AFTER_RESULTS = (PaperRun.Kind.DIPLOMAS, PaperRun.Kind.PROTOCOL)


@may_run
@require_POST
def ask(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    contest = get_object_or_404(ContestPage.objects.select_related("outcome"), pk=pk)
    if kind in AFTER_RESULTS and not contest.outcome_known:
        messages.warning(request, NO_RESULTS)
    elif runs.ask(contest, kind, request.user) is None:
        messages.warning(request, BUSY)
    return redirect(WHERE[kind], pk)


@may_run
@require_safe
def progress(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """How far it is; `X-Over` says that the page has something new to show."""
    run = PaperRun.objects.filter(contest=pk, kind=kind).first()
    response = render(request, "contests/papers/progress.html", {"run": run, "worker": worker.is_alive("heavy")})
    if run is None or not run.is_active:
        response["X-Over"] = "1"
    return response


@may_run
@require_safe
def take(request: HttpRequest, pk: int, run_pk: int) -> HttpResponse:
    """The file; who took it is written down."""
    run = get_object_or_404(PaperRun.objects.select_related("contest"), pk=run_pk, contest=pk)
    if not run.file:
        raise Http404
    suffix = run.file.name.rpartition(".")[2]
    name = f"{runs.paper(run.kind).name} — {run.contest.title[:80]}.{suffix}"
    record_access(request.user, f"{runs.paper(run.kind).name}: {run.contest.title}"[:120])
    response = send(request, run.file.name, TYPES[suffix], kept="asked anew")
    response["Content-Disposition"] = content_disposition_header(as_attachment=suffix == "zip", filename=name)
    return response
