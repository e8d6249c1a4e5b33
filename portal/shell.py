"""What the shell shows of the one who asks: messages and the token of forms, as holes of the shared pages."""

from django.contrib import messages
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from portal import holes

LEVELS = {"success": "good", "warning": "warning", "error": "bad"}


def messages_hole(request: HttpRequest) -> str:
    """Messages that wait for this person, if any."""
    waiting = [
        {"text": str(message), "level": LEVELS.get(message.level_tag, "")} for message in messages.get_messages(request)
    ]
    return render_to_string("portal/messages.html", {"notices": waiting}) if waiting else ""


def register() -> None:
    holes.register("messages", messages_hole)
    holes.register("csrf", get_token)
