"""The file of a work: for whoever may see the work, at each request anew."""

from __future__ import annotations

import mimetypes
from pathlib import PurePath

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from contests.models import WorkFile
from contests.seeing import may_see_work
from portal.sending import send
from portal.uploads import films


@require_safe
def work_file(request: HttpRequest, pk: int) -> HttpResponse:
    """A film is played, a document always a download; whoever may not see the work learns nothing: 404."""
    found = get_object_or_404(WorkFile.objects.select_related("work__contest__outcome"), pk=pk)
    if not may_see_work(request.user, found.work):
        raise Http404
    film_type = films.TYPES.get(films.suffix_of(found.name))
    content_type = film_type or mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    response = send(request, found.file.name, content_type, kept="asked anew")
    response["Content-Disposition"] = content_disposition_header(as_attachment=not film_type, filename=_called(found))
    return response


def _called(found: WorkFile) -> str:
    """As its author called it; while authors are hidden the name says only which work it is of."""
    work, suffix = found.work, PurePath(found.name).suffix
    return f"Работа № {work.number}{suffix}" if work.number and work.contest.hides_authors else found.name
