"""What the page of a contest shows, in a constant number of queries."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.models import Page

from contests import course, page_parts, plainly
from contests.gallery.showing import gallery, is_open
from contests.models import ContestPage
from people.blocks import employee_ids
from people.models import Employee
from portal.blocks.layout import fetch_pictures, lay_out, picture_ids
from portal.blocks.related import fetch_stories
from portal.images import Picture
from portal.prefetch import prefetch_pictures


def context(request: HttpRequest, contest: ContestPage) -> dict[str, object]:
    """Rules, faces, what rooms add, and the works once they are shown."""
    seats = [row.employee_id for row in contest.jury.all()]
    wanted = {*seats, contest.contact_id, *employee_ids(contest.body)} - {None}
    employees = Employee.objects.with_names_and_posts().in_bulk(wanted)
    pictures, stories = fetch_pictures(picture_ids(contest.body)), fetch_stories(contest.body, contest.audience)
    prefetch_pictures(
        contest.cover,
        *pictures.values(),
        *(story.cover for story in stories.values()),
        *(employee.photo for employee in employees.values()),
    )
    return {
        "body": lay_out(contest.body, {Picture: pictures, Employee: employees, Page: stories}),
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
