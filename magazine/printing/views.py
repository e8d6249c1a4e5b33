"""«Печать» of an issue in the CMS: the PDF readers have, the proof, and the one being made."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from magazine.models import IssuePage, IssuePdf, PrintRun
from magazine.printing import runs
from portal import worker
from portal.sending import send

VIEW_NAME = "printing"


class MakeForm(forms.Form):
    """A PDF that somebody has uploaded is replaced only on purpose."""

    replaces = forms.BooleanField(label="Заменить загруженный PDF собранным из статей", required=False)

    def __init__(self, uploaded: bool, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not uploaded:
            del self.fields["replaces"]

    def clean_replaces(self) -> bool:
        if not self.cleaned_data["replaces"]:
            raise forms.ValidationError("Отметьте, что загруженный файл можно заменить.")
        return True


def index(request: HttpRequest, pk: int) -> HttpResponse:
    """The page; a POST asks for a new PDF."""
    issue = _issue(request, pk)
    pdf = IssuePdf.objects.filter(issue=issue).first()
    uploaded = bool(pdf and pdf.source == IssuePdf.Source.UPLOADED and issue.live)
    form = MakeForm(uploaded, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if issue.live and not issue.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        try:
            runs.ask(issue, request.user, replaces=uploaded)
        except runs.BusyError:
            messages.warning(request, "Этот номер уже собирается.")
        return redirect("magazine_print", pk)
    run = issue.print_runs.select_related("requested_by").first()
    context = {
        "issue": issue,
        "pdf": pdf,
        "outdated": runs.outdated(pdf) if pdf and issue.live else 0,
        "proof": issue.print_runs.filter(state=PrintRun.State.READY, is_proof=True).exclude(file="").first(),
        "run": run,
        "form": form,
        "worker": worker.is_alive("heavy"),
    }
    return render(request, "magazine/printing/index.html", context, status=422 if form.errors else 200)


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; `X-Over` says that the page has something new to show."""
    run = _issue(request, pk).print_runs.first()
    context = {"run": run, "worker": worker.is_alive("heavy")}
    response = render(request, "magazine/printing/progress.html", context)
    if run is None or not run.is_active:
        response["X-Over"] = "1"
    return response


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    run = _issue(request, pk).print_runs.first()
    if run and runs.cancel(run):
        messages.success(request, "Сборка отменена.")
    return redirect("magazine_print", pk)


@require_safe
def proof(request: HttpRequest, pk: int, run_pk: int) -> HttpResponse:
    """The proof, for those who edit the issue."""
    run = get_object_or_404(PrintRun, pk=run_pk, issue=_issue(request, pk))
    if not run.file:
        raise Http404
    response = send(request, run.file.name, "application/pdf", kept="asked anew")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=False, filename=f"Проба, {run.issue.label}.pdf"
    )
    return response


def _issue(request: HttpRequest, pk: int) -> IssuePage:
    issue = get_object_or_404(IssuePage, pk=pk)
    if not issue.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return issue
