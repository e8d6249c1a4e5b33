"""Holes: the personal places in a page whose body is shared. `{% hole "me" %}` writes a mark; the mark is filled at answer time."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Render = Callable[[HttpRequest], str]
MARK = re.compile(rb"<!--hole:([a-z_]+)-->")

_of_person: dict[str, Render] = {}
_of_request: dict[str, Render] = {}


def register(name: str, render: Render, *, of_person: bool = False, fallback: bool = False) -> None:
    """`render(request)` answers safe HTML. With `of_person` it depends on the person alone and is remembered for him.

    A `fallback` stays only where nobody else registers the hole, whatever the order of the apps.
    """
    holes = _of_person if of_person else _of_request
    if not (fallback and name in holes):
        holes[name] = render


def mark(name: str) -> str:
    """What a template writes where the hole is."""
    return f"<!--hole:{name}-->"


def of_person(request: HttpRequest) -> dict[str, str]:
    """All holes that depend on the person alone."""
    return {name: render(request) for name, render in _of_person.items()}


def fill(request: HttpRequest, response: HttpResponse, known: dict[str, str]) -> HttpResponse:
    """Fills the marks of an HTML answer: from `known` if there, else by asking who registered the hole; nobody: nothing."""
    if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
        return response

    def content(found: re.Match) -> bytes:
        name = found[1].decode()
        render = _of_request.get(name) or _of_person.get(name)
        if name in known:
            return known[name].encode()
        return render(request).encode() if render else b""

    response.content = MARK.sub(content, response.content)
    return response
