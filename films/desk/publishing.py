"""A film that may not be published: the editor is told why and keeps what was typed as a draft."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page

from films.consents import obstacles
from films.models import FilmPage


@hooks.register("before_publish_page")
def stop(request: HttpRequest, page: Page) -> HttpResponse | None:
    return _refused(request, page) if isinstance(page, FilmPage) else None


@hooks.register("before_bulk_action")
def stop_in_bulk(request: HttpRequest, action_type: str, objects: Collection, action) -> HttpResponse | None:
    if action_type != "publish":
        return None
    films = [page.specific for page in objects if isinstance(page, Page) and page.specific_class is FilmPage]
    answers = (_refused(request, film.get_latest_revision_as_object()) for film in films)
    return next((answer for answer in answers if answer), None)


def _refused(request: HttpRequest, film: FilmPage) -> HttpResponse | None:
    if not (reasons := obstacles(film)):
        return None
    if film.first_published_at is None:
        # Wagtail has added a new page as live already, trusting that its publication follows.
        FilmPage.objects.filter(pk=film.pk).update(live=False, has_unpublished_changes=True)
    messages.error(request, f"Фильм «{film.title}» не опубликован. {' '.join(reasons)}")
    return redirect("wagtailadmin_pages:edit", film.pk)
