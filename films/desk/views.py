"""Videos in the CMS: the list with the upload, one video with its way, its frames and what can be done with it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from films.models import FilmPage, Track, Video
from films.models.tracks import texts_of
from films.pipeline import limits, storing, tools
from films.pipeline.tasks import make_films
from portal import pagecache, usage, worker
from portal.images import Picture

PER_PAGE = 20
may_change = permission_required("films.change_video", raise_exception=True)


@may_change
@require_safe
def videos(request: HttpRequest) -> HttpResponse:
    """All videos, the newest first."""
    page = Paginator(Video.objects.select_related("uploaded_by"), PER_PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "ffmpeg": tools.present(), "needs_ffmpeg": limits.NEEDS_FFMPEG}
    return render(request, "films/desk/videos.html", context)


@may_change
@require_safe
def video(request: HttpRequest, pk: int) -> HttpResponse:
    """One video: how far it is, or what it has become."""
    return render(request, "films/desk/video.html", _shown(get_object_or_404(Video, pk=pk)))


@may_change
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked again and again; `X-Over` says that the page has something new to show."""
    found = get_object_or_404(Video, pk=pk)
    response = render(request, "films/desk/progress.html", _shown(found))
    if not found.is_unfinished:
        response["X-Over"] = "1"
    return response


@may_change
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """The worker stops within seconds."""
    if get_object_or_404(Video, pk=pk).cancel():
        messages.success(request, "Обработка отменена. Файл на сервере: её можно повторить.")
    return redirect("films_video", pk)


@may_change
@require_POST
def repeat(request: HttpRequest, pk: int) -> HttpResponse:
    """From the beginning; the file need not be sent again."""
    if get_object_or_404(Video, pk=pk).repeat():
        make_films.enqueue()
        messages.success(request, "Видео снова в очереди.")
    return redirect("films_video", pk)


@may_change
@require_POST
def poster(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """This frame before the film is played, and as the cover of its page, unless the page has one of its own."""
    found = get_object_or_404(Video, pk=pk, state=Video.State.READY)
    name = f"poster-{number}.jpg"
    if name not in found.files:
        raise Http404
    with tempfile.TemporaryDirectory() as folder, default_storage.open(found.stored(name), "rb") as stored:
        frame = Path(folder) / name
        frame.write_bytes(stored.read())
        before, found.poster = found.poster, storing.frame_picture(found, frame)
    found.save(update_fields=["poster"])
    for page in FilmPage.objects.filter(video=found):
        _show_frame(page, before, found.poster)
    usage.recount()
    pagecache.bump("pages")
    messages.success(request, "Заставка выбрана.")
    return redirect("films_video", pk)


def _show_frame(page: FilmPage, before: Picture | None, frame: Picture) -> None:
    """On the page, and in a draft that waits to be published: each where it has no cover of its own."""
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else None
    if page.cover in {None, before}:
        page.cover = frame
        page.save()
    if draft and draft.cover in {None, before}:
        draft.cover = frame
        draft.save_revision()


@permission_required("films.delete_video", raise_exception=True)
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """With its files; a film that a page shows stays."""
    found = get_object_or_404(Video, pk=pk)
    try:
        found.delete()
    except ProtectedError:
        messages.error(request, "Видео показано на странице фильма. Сначала замените его там или удалите страницу.")
        return redirect("films_video", pk)
    messages.success(request, f"Удалено: {found.title}.")
    return redirect("films_videos")


def _shown(found: Video) -> dict[str, object]:
    stages = [
        {"title": "Загрузка", "state": "past"},
        {"title": "Обработка", "state": "now" if found.is_unfinished else "past", "at": f"{found.done}%"},
        {"title": "Готово", "state": "past" if found.is_ready else ""},
    ]
    frames = [(number, found.url_of(name)) for number, name in enumerate(found.posters, start=1)]
    pages = FilmPage.objects.filter(video=found).only("title", "path", "depth")
    captions, chapters = texts_of(found)
    return {
        "video": found,
        "stages": stages,
        "frames": frames,
        "pages": pages,
        "worker": worker.is_alive("heavy"),
        "languages": Track.Language.choices,
        "captioned": {track.language for track in captions},
        "has_chapters": bool(chapters),
    }
