"""Gates: apps answer "may this leave?" and "may this face be shown?"; consumers ask once and get reasons in Russian."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.dispatch import Signal

from portal.stories import StoryPerson

PictureGate = Callable[[object, object], bool | None]
FaceTest = Callable[[object], bool]


@dataclass(frozen=True)
class Leaving:
    """What a post carries out of the company: its texts as they are read, its pictures, and who has to do with the story.

    With `film` it carries a film of these people.
    """

    texts: tuple[str, ...]
    pictures: frozenset[int] = frozenset()
    people: tuple[StoryPerson, ...] = ()
    film: bool = False


LeaveGate = Callable[[Leaving], list[str]]

# Sent with `page_ids` when the answer about these stories may have changed, with `pictures` of which it may have changed, and
# with `names`, which says of a text whether it names somebody of whom it may have changed; in the transaction of the change.
changed = Signal()

_leave_gates: list[LeaveGate] = []
_picture_gates: list[PictureGate] = []
_face_tests: list[FaceTest] = []


def register_leave_gate(gate: LeaveGate) -> LeaveGate:
    """Adds a gate that names, in Russian, what stops a post from leaving for a channel, and what to do about it."""
    if gate not in _leave_gates:
        _leave_gates.append(gate)
    return gate


def reasons_to_stay(leaving: Leaving) -> list[str]:
    """Everything that stops this post from leaving; empty: it may leave."""
    return [reason for gate in _leave_gates for reason in gate(leaving)]


def register_picture_gate(gate: PictureGate) -> PictureGate:
    """Adds a gate `(picture, user) -> bool | None`: shown, forbidden, or not mine to say."""
    if gate not in _picture_gates:
        _picture_gates.append(gate)
    return gate


def picture_verdict(picture, user) -> bool | None:
    """Forbidden if any gate forbids, shown if any shows, None if no gate knows the picture."""
    verdicts = {gate(picture, user) for gate in _picture_gates} - {None}
    return None if not verdicts else False not in verdicts


def register_face_test(test: FaceTest) -> FaceTest:
    """Adds a test `picture -> bool`: whether the picture shows somebody whose consent may be withdrawn."""
    if test not in _face_tests:
        _face_tests.append(test)
    return test


def shows_somebody(picture) -> bool:
    """Whether a browser must ask anew each time it shows this picture."""
    return any(test(picture) for test in _face_tests)
