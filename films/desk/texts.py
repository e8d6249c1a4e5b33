"""What is said in a film, in the CMS: captions from a file or typed beside the player, chapters."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from films.captions import files, telling
from films.captions.cues import COMFORTABLE, MOST_CUES, CaptionError, Cue
from films.desk.rows import Row, rows_of, typed
from films.desk.views import may_change
from films.models import Track, Video
from films.models.tracks import ChangedError, keep, keep_over, kept
from portal.templatetags.portal_ui import plural

SPARE = 3
SAVED = "Субтитры сохранены: {}."
FAST = " Слишком быстрых для чтения: {}, они отмечены."
FAULTY = "Не сохранено: у отмеченных титров ошибки. Всё, что вы ввели, осталось на странице."
CHANGED = "Не сохранено: пока вы правили, здесь сохранил кто-то ещё. Ваша правка осталась на странице; сохраните ещё раз — она заменит сохранённое."
NOTHING = "Не сохранено: титров нет. Впишите их или загрузите файл."


@may_change
@require_http_methods(["GET", "POST"])
def captions(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """The editor. What cannot be kept comes back as it was typed, with the reason at its place."""
    video = _ready(pk)
    if language not in Track.Language.values:
        raise Http404
    if request.method == "POST":
        return _take(request, video, language)
    track = kept(video, language=language)
    return _editor(request, video, language, rows_of(track.cues if track else [], video.seconds))


def _take(request: HttpRequest, video: Video, language: str) -> HttpResponse:
    rows = typed(request.POST, video.seconds)
    if "read" in request.POST:
        try:
            rows = rows_of(_uploaded(request), video.seconds)
        except CaptionError as error:
            return _editor(request, video, language, rows, str(error))
    if len(rows) > MOST_CUES:
        return _editor(request, video, language, rows, files.TOO_MANY)
    if not rows or any(row.fault for row in rows):
        return _editor(request, video, language, rows, FAULTY if rows else NOTHING)
    try:
        keep_over(request.POST.get("version", ""), video, [row.cue for row in rows], language=language)
    except ChangedError:
        return _editor(request, video, language, rows, CHANGED)
    messages.success(request, _said_of(rows))
    return redirect("films_captions", video.pk, language)


def _uploaded(request: HttpRequest) -> list[Cue]:
    if "file" not in request.FILES:
        raise CaptionError("Выберите файл VTT или SRT.")
    return files.read(request.FILES["file"].read(files.LARGEST_FILE + 1))


def _said_of(rows: list[Row]) -> str:
    fast = sum(row.cue.is_fast for row in rows)
    return SAVED.format(plural(len(rows), "титр,титра,титров")) + (FAST.format(fast) if fast else "")


def _editor(request: HttpRequest, video: Video, language: str, rows: list[Row], error: str = "") -> HttpResponse:
    track = kept(video, language=language)
    context = {
        "video": video,
        "rows": [*rows, *[Row()] * (0 if len(rows) >= MOST_CUES else SPARE)],
        "track": track,
        "version": _version(request, track, error),
        "languages": Track.Language.choices,
        "language": language,
        "comfortable": COMFORTABLE,
        "error": error,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    return render(request, "films/desk/captions.html", context, status=status)


def _version(request: HttpRequest, track: Track | None, error: str) -> str:
    """What the editor has seen: a form that comes back keeps its own, until somebody has been told of the other one."""
    if error and error != CHANGED:
        return request.POST.get("version", "")
    return track.version if track else ""


@may_change
@require_POST
def delete_captions(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """All of this language."""
    keep(_ready(pk), [], language=language)
    messages.success(request, "Субтитры удалены.")
    return redirect("films_video", pk)


@may_change
@require_http_methods(["GET", "POST"])
def chapters(request: HttpRequest, pk: int) -> HttpResponse:
    """Lines «02:14 Снегурочка»; none of them: the film has no chapters."""
    video, error = _ready(pk), ""
    track = kept(video, kind=Track.Kind.CHAPTERS)
    lines = telling.chapter_lines(track.cues if track else [])
    if request.method == "POST":
        lines = request.POST.get("lines", "")
        error = _keep_chapters(request, video, lines)
        if not error:
            messages.success(request, "Главы сохранены.")
            return redirect("films_chapters", pk)
    version = _version(request, kept(video, kind=Track.Kind.CHAPTERS), error)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    context = {"video": video, "lines": lines, "error": error, "version": version}
    return render(request, "films/desk/chapters.html", context, status=status)


def _keep_chapters(request: HttpRequest, video: Video, lines: str) -> str:
    """Why they could not be kept, if so."""
    try:
        told = telling.chapters_of(lines, video.seconds)
        keep_over(request.POST.get("version", ""), video, told, kind=Track.Kind.CHAPTERS)
    except CaptionError as wrong:
        return f"Не сохранено. {wrong}"
    except ChangedError:
        return CHANGED
    return ""


def _ready(pk: int) -> Video:
    return get_object_or_404(Video, pk=pk, state=Video.State.READY)
