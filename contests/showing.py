"""What the page of a contest shows, in a constant number of queries."""

from __future__ import annotations

from django.http import HttpRequest

from contests import course, page_parts, plainly
from contests.gallery.showing import gallery, is_open
from contests.models import ContestPage
from people.reading import read


def context(request: HttpRequest, contest: ContestPage) -> dict[str, object]:
    """Rules, faces, what rooms add, and the works once they are shown."""
    seats = [row.employee_id for row in contest.jury.all()]
    wanted = [*seats, contest.contact_id]
    (body,), employees = read(contest.audience, contest.body, people=wanted, covers=[contest.cover])
    return {
        "body": body,
        "jury": [employees[pk] for pk in seats if pk in employees],
        "contact": employees.get(contest.contact_id),
        "nominations": list(contest.nominations.all()),
        "questions": list(contest.fields.all()),
        "moves": course.moves(contest),
        "formula": plainly.formula(contest),
        "who_enters": plainly.who_enters(contest),
        "deed": plainly.deed(contest),
        "parts": page_parts.of_contest(contest),
        "gallery": gallery(request, contest) if is_open(contest, request.user) else None,
    }
