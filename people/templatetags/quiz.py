"""`{% load quiz %}{% quiz_invite %}`: the face of the day, for a shared page."""

from django import template

from people.quiz import invite
from portal.prefetch import prefetch_pictures

register = template.Library()


@register.inclusion_tag("people/quiz/invite.html")
def quiz_invite() -> dict[str, object]:
    """«Узнаёте?» with a face that agreed; nothing where too few agree."""
    card = invite.of_the_day()
    if card:
        prefetch_pictures(card.person.photo)
    return {"card": card}
