"""What other rooms put under a work in the gallery, for all works of a page at once: the button of the vote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from contests.models import ContestPage, Work

Controls = Callable[[HttpRequest, ContestPage, Sequence[Work]], dict[int, SafeString]]
_controls: list[Controls] = []


def register(controls: Controls) -> Controls:
    """Adds `function(request, contest, works) -> {work_pk: safe html}`; call it in `AppConfig.ready`."""
    if controls not in _controls:
        _controls.append(controls)
    return controls


def of_works(request: HttpRequest, contest: ContestPage, works: Sequence[Work]) -> dict[int, SafeString]:
    """What each work has under it."""
    found: dict[int, list[SafeString]] = defaultdict(list)
    for controls in _controls:
        for pk, html in controls(request, contest, works).items():
            found[pk].append(html)
    return {pk: format_html_join("", "{}", ((html,) for html in parts)) for pk, parts in found.items()}
