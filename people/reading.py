"""Bodies of blocks read for a page: their pictures, people and stories fetched in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from wagtail.blocks import StreamValue
from wagtail.models import Page

from people.blocks import employee_ids
from people.models import Employee
from portal.blocks.layout import Body, fetch_pictures, lay_out, picture_ids
from portal.blocks.related import fetch_stories
from portal.images import Picture
from portal.prefetch import prefetch_pictures


class Reading(NamedTuple):
    """The bodies in the order they were given, and by their numbers the employees who stand in them or were asked for beside."""

    bodies: list[Body]
    employees: dict[int, Employee]


def read(
    audience: str, *bodies: StreamValue, people: Iterable[int | None] = (), covers: Iterable[Picture | None] = ()
) -> Reading:
    """What readers of this audience see of the bodies. `people` and `covers` are what else the page shows."""
    wanted = {*people, *(pk for body in bodies for pk in employee_ids(body))} - {None}
    employees = Employee.objects.with_names_and_posts().in_bulk(wanted)
    pictures = fetch_pictures(*(picture_ids(body) for body in bodies))
    stories = [fetch_stories(body, audience) for body in bodies]
    prefetch_pictures(
        *covers,
        *pictures.values(),
        *(story.cover for found in stories for story in found.values()),
        *(employee.photo for employee in employees.values()),
    )
    laid_out = [
        lay_out(body, {Picture: pictures, Employee: employees, Page: found})
        for body, found in zip(bodies, stories, strict=True)
    ]
    return Reading(laid_out, employees)
