"""What is being prepared: drafts for the holidays ahead, for the press alone. A hole, so it is in nobody's shared page."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from films.models import FilmPage
from portal import holes

MOST = 20


def prepared(request: HttpRequest) -> str:
    """Films that nobody sees yet, the last touched first."""
    if not request.user.has_perm("films.change_video"):
        return ""
    drafts = FilmPage.objects.not_live().select_related("holiday").defer_streamfields()
    return render_to_string("films/prepared.html", {"films": drafts.order_by("-latest_revision_created_at")[:MOST]})


def register() -> None:
    holes.register("films_prepared", prepared)
