"""The pages of «Импорт из Word»: the file, what was read of it, how far it is, and then the editor of the article."""

from __future__ import annotations

import io

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_safe
from PIL import Image
from wagtail.models import Page

from magazine.models import ArticlePage, IssuePage, WordImport
from magazine.word import making, tasks
from magazine.word.forms import DraftForm, UploadForm
from portal import worker

State = WordImport.State
THUMBNAIL = (480, 320)


def may_import(page: Page, user) -> bool:
    """Who may add an article to this issue."""
    return isinstance(page, IssuePage) and page.permissions_for_user(user).can_add_subpage()


def index(request: HttpRequest, issue_pk: int) -> HttpResponse:
    """The form for a file."""
    issue = get_object_or_404(IssuePage, pk=issue_pk)
    if not may_import(issue, request.user):
        raise PermissionDenied
    form = UploadForm(issue, request.user, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        form.kept.save()
        return redirect("magazine_word_read", form.kept.pk)
    return render(
        request, "magazine/word/index.html", {"form": form, "issue": issue}, status=422 if form.errors else 200
    )


def read(request: HttpRequest, pk: int) -> HttpResponse:
    """What was read; «Создать черновик» carries it over."""
    kept = _own(request, pk)
    if kept.state == State.DONE:
        return _to_editor(request, kept)
    form = DraftForm(request.POST or None, instance=kept)
    if request.method == "POST" and kept.state == State.READ and form.is_valid():
        form.save()
        if WordImport.objects.filter(pk=pk, state=State.READ).update(state=State.WORKING):
            tasks.carry_over.enqueue(pk)
        return redirect("magazine_word_read", pk)
    context = {"form": form, "kept": kept, "worker": worker.is_alive(), **_progress(kept)}
    return render(request, "magazine/word/read.html", context, status=422 if form.errors else 200)


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, asked again and again; `X-Over` says that the page has something new to show."""
    kept = _own(request, pk)
    response = render(request, "magazine/word/progress.html", {"worker": worker.is_alive(), **_progress(kept)})
    if kept.state != State.WORKING:
        response["X-Over"] = "1"
    return response


@require_safe
def thumbnail(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A picture of the document, small."""
    kept = _own(request, pk)
    if number >= len(kept.places) or not kept.file:
        raise Http404
    try:
        image = Image.open(making.picture_of(kept, number)).convert("RGB")
    except (ValidationError, KeyError) as error:
        raise Http404 from error
    image.thumbnail(THUMBNAIL)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=80)
    return HttpResponse(
        buffer.getvalue(), content_type="image/jpeg", headers={"Cache-Control": "private, max-age=3600"}
    )


def _own(request: HttpRequest, pk: int) -> WordImport:
    kept = get_object_or_404(WordImport.objects.select_related("issue"), pk=pk, created_by=request.user)
    if not may_import(kept.issue, request.user):
        raise PermissionDenied
    return kept


def _progress(kept: WordImport) -> dict[str, int]:
    return {"done": len(kept.pictures), "total": len(set(kept.places))}


def _to_editor(request: HttpRequest, kept: WordImport) -> HttpResponse:
    """The article's editor, with what was left out said above it; an article deleted since leaves its issue."""
    article = ArticlePage.objects.filter(pk=kept.article_id).first()
    if article is None:
        return redirect("wagtailadmin_explore", kept.issue_id)
    lines = format_html_join("; ", "{}", ((line,) for line in kept.report))
    said = format_html(" Не вошло или изменилось: {}.", lines) if kept.report else ""
    messages.success(request, format_html("Черновик создан из документа «{}».{}", kept.original_name, said))
    return redirect(reverse("wagtailadmin_pages:edit", args=[article.pk]))
