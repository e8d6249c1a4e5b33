"""«Архив номеров»: files in, their states, and the step to the shelf."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from magazine.archive import reading, shelving
from magazine.archive.forms import ShelfForm, UploadForm, take
from magazine.models import ArchivedPdf, MagazinePage
from portal import worker

PER_PAGE = 50
State = ArchivedPdf.State


def may_archive(user) -> bool:
    shelf = MagazinePage.objects.first()
    return shelf is not None and shelf.permissions_for_user(user).can_publish_subpage()


def archive(request: HttpRequest) -> HttpResponse:
    """The list; a POST takes files, each answered by itself."""
    _check(request)
    sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if sent else UploadForm()
    if sent and form.is_valid():
        taken = sum(_taken(request, file) for file in form.cleaned_data["files"])
        if taken:
            messages.success(request, f"Принято файлов: {taken}. Читаем их по одному.")
        return redirect("magazine_archive")
    return _shown(request, form)


@require_safe
def rows(request: HttpRequest) -> HttpResponse:
    """The states alone, asked again while something is read; `X-Over` when nothing is."""
    _check(request)
    waiting = ArchivedPdf.objects.filter(state__in=ArchivedPdf.ACTIVE).count()
    context = {"waiting": waiting, "worker": worker.is_alive("heavy")}
    response = render(request, "magazine/archive/progress.html", context)
    if not waiting:
        response["X-Over"] = "1"
    return response


@require_POST
def put_on_shelf(request: HttpRequest, pk: int) -> HttpResponse:
    """With the title, number and date as the editor has mended them."""
    _check(request)
    row = get_object_or_404(ArchivedPdf, pk=pk, state=State.READ)
    form = ShelfForm(request.POST, instance=row, prefix=f"row{pk}")
    if not form.is_valid():
        return _shown(request, UploadForm(), form)
    try:
        with transaction.atomic():
            issue = shelving.shelve(row, form.cleaned_data["standing"])
    except IntegrityError:  # somebody was faster
        form.add_error("number", "Этот номер только что заняли.")
        return _shown(request, UploadForm(), form)
    messages.success(request, f"«{issue.title}» — на полке.")
    return redirect("magazine_archive")


@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """A file that is on no shelf goes from the list; the issue of one that is stays."""
    _check(request)
    row = get_object_or_404(ArchivedPdf, pk=pk)
    if row.state in (State.READ, State.REFUSED, State.WAITING) and row.file:
        row.file.delete(save=False)
    row.delete()
    return redirect("magazine_archive")


def _taken(request: HttpRequest, file) -> bool:
    try:
        row = take(file, request.user)
    except ValidationError as error:
        messages.error(request, f"«{file.name}»: {error.messages[0]}")
        return False
    reading.read.enqueue(row.pk)
    return True


def _shown(request: HttpRequest, form: UploadForm, mended: ShelfForm | None = None) -> HttpResponse:
    files = ArchivedPdf.objects.select_related("issue", "cover").defer("texts")
    page = Paginator(files, PER_PAGE).get_page(request.GET.get("page"))
    shown = [(row, _form_of(row, mended)) for row in page.object_list]
    context = {
        "form": form,
        "page": page,
        "rows": shown,
        "waiting": ArchivedPdf.objects.filter(state__in=ArchivedPdf.ACTIVE).count(),
        "worker": worker.is_alive("heavy"),
    }
    wrong = form.errors or (mended and mended.errors)
    return render(request, "magazine/archive/index.html", context, status=422 if wrong else 200)


def _form_of(row: ArchivedPdf, mended: ShelfForm | None) -> ShelfForm | None:
    if row.state != State.READ:
        return None
    if mended and mended.instance.pk == row.pk:
        return mended
    return ShelfForm(instance=row, prefix=f"row{row.pk}")


def _check(request: HttpRequest) -> None:
    if not may_archive(request.user):
        raise PermissionDenied
