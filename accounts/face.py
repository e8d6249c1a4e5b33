"""The hole «me»: the name of who is signed in, leading to the account. `people` registers it anew with a face."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from portal import holes


def me(request: HttpRequest) -> str:
    return render_to_string("accounts/face.html", {"user": request.user})


def register() -> None:
    holes.register("me", me, of_person=True, fallback=True)
