"""The bell in the shell: a hole that depends on the person alone, remembered until something is told or read."""

from django.db.models import Count, FilteredRelation, Q
from django.http import HttpRequest
from django.template.loader import render_to_string

from people.models import Employee
from portal import holes

MOST_SHOWN = 99


def bell(request: HttpRequest) -> str:
    """How many notices wait; nothing for whoever is no employee."""
    unread = unread_of(request.user.pk) if request.user.is_authenticated else None
    if unread is None:
        return ""
    return render_to_string("engagement/bell.html", {"unread": unread, "most": MOST_SHOWN})


def unread_of(user_id: int) -> int | None:
    """One query, since pages that are not shared ask it each time; None: no employee."""
    waiting = FilteredRelation("notices", condition=Q(notices__read_at=None))
    me = (
        Employee.objects.filter(user_id=user_id)
        .order_by("pk")
        .values("pk")
        .annotate(waiting=waiting, unread=Count("waiting"))
    )
    return me.values_list("unread", flat=True).first()


def register() -> None:
    holes.register("bell", bell, of_person=True)
