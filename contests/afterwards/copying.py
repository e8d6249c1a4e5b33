"""«Повторить конкурс»: the same contest as a draft for another year, with nothing of what happened in this one."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from contests.models import ContestIndexPage, ContestPage, Criterion, EntryField, JuryMember, Nomination
from contests.stages import TIMED
from portal.publishing import add_draft

YEAR = re.compile(r"\b20\d\d\b")
OF_THE_ROW = {"id", "contest", "page_ptr"}


@transaction.atomic
def copy(contest: ContestPage, user) -> ContestPage:
    """An unpublished page beside this one: rules, questions with their keys, nominations, criteria, the jury that still works here."""
    years = _years_on(contest)
    page = ContestPage(title=_title(contest, years), **_fields(contest) | _moments(contest, years))
    nominations = {row.pk: Nomination(**_fields(row)) for row in contest.nominations.all()}
    page.nominations = list(nominations.values())
    page.fields = [EntryField(**_fields(row)) for row in contest.fields.all()]
    page.criteria = [Criterion(**_fields(row)) for row in contest.criteria.all()]
    page.owner = user
    add_draft(ContestIndexPage.objects.get(), page)
    _seat_jury(contest, page, nominations)
    made = ContestPage.objects.get(pk=page.pk)
    made.save_revision(user=user)
    return made


def _years_on(contest: ContestPage) -> int:
    """One; more for a contest of long ago, so that entries begin in the future."""
    years = 1
    while _shifted(contest.entries_from, years) <= timezone.now():
        years += 1
    return years


def _shifted(moment: datetime, years: int) -> datetime:
    """The same day and hour by the company's clock; 29 February becomes the 28th."""
    local = timezone.localtime(moment)
    try:
        return local.replace(year=local.year + years)
    except ValueError:
        return local.replace(year=local.year + years, day=28)


def _moments(contest: ContestPage, years: int) -> dict[str, datetime | None]:
    moments = contest.moments
    return {f"{stage.value}_from": moments[stage] and _shifted(moments[stage], years) for stage in TIMED}


def _title(contest: ContestPage, years: int) -> str:
    """The year in the title grows; a title without one gets it."""
    year = _shifted(contest.results_from, years).year
    if YEAR.search(contest.title):
        return YEAR.sub(lambda found: str(int(found[0]) + years), contest.title)
    return f"{contest.title[:240]} — {year}"


def _fields(row) -> dict[str, object]:
    """What an editor has written in this row."""
    own = [field for field in row._meta.local_concrete_fields if field.name not in OF_THE_ROW]
    return {field.name: getattr(row, field.name) for field in own}


def _seat_jury(contest: ContestPage, page: ContestPage, nominations: dict[int, Nomination]) -> None:
    ticked = JuryMember.nominations.through
    for seat in contest.jury.select_related("employee"):
        if not seat.employee.is_working:
            continue
        row = JuryMember.objects.create(contest=page, **_fields(seat))
        own = ticked.objects.filter(jurymember=seat).values_list("nomination", flat=True)
        ticked.objects.bulk_create(ticked(jurymember=row, nomination=nominations[pk]) for pk in own)
