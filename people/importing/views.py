"""The pages on which HR loads a file: upload, columns, preview, progress, report, undo."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from accounts import audit
from people.importing import exporting, runs, stages, tasks
from people.importing.forms import ColumnsForm, UploadForm
from people.models import ImportedChange, ImportRun
from portal import tables, worker
from portal.uploads.names import download_name

State = ImportRun.State
Kind = ImportedChange.Kind
may_import = permission_required("people.add_importrun", raise_exception=True)
LISTED_RUNS = 30
ON_A_PAGE = 50
BUSY = "Сейчас применяется или отменяется другая загрузка. Подождите, пока она закончится."
FORMATS = {"csv": (exporting.as_csv, exporting.CSV_TYPE), "xlsx": (exporting.as_xlsx, tables.XLSX)}


@may_import
def index(request: HttpRequest) -> HttpResponse:
    """The form for a file, and what was loaded before."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return redirect("people_import_run", _uploaded(request, form).pk)
    runs.settle_expired()
    context = {
        "form": form,
        "runs": Paginator(ImportRun.objects.select_related("created_by"), LISTED_RUNS).get_page(request.GET.get("p")),
        "undoable": ImportRun.objects.newest_applied(),
    }
    return render(request, "people/importing/index.html", context, status=422 if form.errors else 200)


def _uploaded(request: HttpRequest, form: UploadForm) -> ImportRun:
    file = form.cleaned_data["file"]
    run = ImportRun(
        original_name=download_name(file.name)[: runs.LONGEST_NAME],
        complete=form.cleaned_data["complete"],
        created_by=request.user,
    )
    run.file.save(file.name, file)
    _start_check(run)
    audit.record("import-uploaded", run=run.pk, size=file.size)
    return run


@may_import
@require_safe
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the load stands: progress, what it would change or has changed, and the buttons."""
    runs.settle_expired()
    load = get_object_or_404(ImportRun.objects.select_related("created_by"), pk=pk)
    if load.state == State.ASKED:
        return redirect("people_import_columns", pk)
    kinds = _kinds(load)
    kind = request.GET.get("kind")
    if kind not in kinds:
        kind = next(iter(kinds), "")
    changes = Paginator(load.changes.filter(kind=kind), ON_A_PAGE).get_page(request.GET.get("p"))
    context = {"run": load, "kinds": kinds, "kind": kind, "changes": changes, **_progress(load)}
    context["undoable"] = load == ImportRun.objects.newest_applied()
    return render(request, "people/importing/run.html", context)


def _kinds(load: ImportRun) -> dict[str, tuple[str, int]]:
    """The lists that have anything, with their names and true counts."""
    counts = ((kind, load.report.get(kind, 0)) for kind in Kind)
    return {kind.value: (kind.label, count) for kind, count in counts if count}


def _progress(load: ImportRun) -> dict[str, object]:
    return {"run": load, "stages": stages.stages(load), "spoken": stages.spoken(load), "worker": worker.is_alive()}


@may_import
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The pipe alone, asked again and again; `X-Over` says that the page has something new to show."""
    runs.settle_expired()
    load = get_object_or_404(ImportRun, pk=pk)
    response = render(request, "people/importing/progress.html", _progress(load))
    if not load.is_working:
        response["X-Over"] = "1"
    return response


@may_import
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks which column is what; also for changing it before the file is applied."""
    load = get_object_or_404(ImportRun, pk=pk)
    if not (load.headings and (load.state == State.ASKED or load.may_be_checked_again)):
        return redirect("people_import_run", pk)
    form = ColumnsForm(load, request.POST or None)
    if request.method == "POST" and form.is_valid():
        _start_check(load, columns=form.columns(), columns_chosen=True)
        return redirect("people_import_run", pk)
    context = {"run": load, "form": form, "stages": stages.stages(load)}
    return render(request, "people/importing/columns.html", context, status=422 if form.errors else 200)


@may_import
@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Reads the same file again: the staff may have changed meanwhile."""
    load = get_object_or_404(ImportRun, pk=pk)
    if load.may_be_checked_again:
        _start_check(load)
    return redirect("people_import_run", pk)


def _start_check(load: ImportRun, **fields: object) -> None:
    runs.ask_for(load, State.UPLOADED, leavers_confirmed=None, **fields)
    tasks.check.enqueue(load.pk)


@may_import
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """«Применить»; if too many would leave, first a page that names their number."""
    load = get_object_or_404(ImportRun.objects.select_for_update(), pk=pk) if request.method == "POST" else None
    load = load or get_object_or_404(ImportRun, pk=pk)
    if not load.may_be_applied:
        return redirect("people_import_run", pk)
    leavers = load.report["leavers_to_confirm"]
    confirmed = request.POST.get("leavers") == str(leavers)
    if request.method != "POST" or (leavers and not confirmed):
        return render(request, "people/importing/confirm.html", {"run": load, "leavers": leavers})
    try:
        runs.ask_for(load, State.APPLYING, leavers_confirmed=leavers or None)
    except runs.BusyError:
        messages.error(request, BUSY)
        return redirect("people_import_run", pk)
    tasks.apply_run.enqueue(pk)
    audit.record("import-apply-asked", run=pk, leavers_confirmed=leavers)
    return redirect("people_import_run", pk)


@may_import
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """«Отменить последнюю загрузку»: a GET asks, a POST does."""
    load = get_object_or_404(ImportRun, pk=pk)
    if load != ImportRun.objects.newest_applied():
        messages.error(request, "Отменить можно только последнюю применённую загрузку.")
        return redirect("people_import_run", pk)
    if request.method != "POST":
        return render(request, "people/importing/undo.html", {"run": load})
    try:
        runs.ask_for(load, State.UNDOING)
    except runs.BusyError:
        messages.error(request, BUSY)
        return redirect("people_import_run", pk)
    tasks.undo_run.enqueue(pk)
    audit.record("import-undo-asked", run=pk)
    return redirect("people_import_run", pk)


@may_import
@require_safe
def report(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    """The report as a table, to take away."""
    load = get_object_or_404(ImportRun, pk=pk)
    if suffix not in FORMATS:
        raise Http404
    make, content_type = FORMATS[suffix]
    response = HttpResponse(make(load), content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, f"Загрузка {load.pk}.{suffix}")
    response["Cache-Control"] = "private, no-store"
    audit.record("import-report-taken", run=pk)
    return response
