"""Names of children are forgotten when their time has come: in works, on diplomas, in what was made for printing."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from contests.models import ContestPage, Diploma, PaperRun, Work, WorkFile
from contests.papers import runs
from portal import pagecache
from portal.clock import periodic

FAMILY = Work.Kind.FAMILY


def due_on(contest: ContestPage) -> date:
    """The day on which the names go: so many months after the results, by the company's calendar."""
    since = timezone.localdate(contest.results_from)
    months = since.month - 1 + contest.forget_families_after
    year, month = since.year + months // 12, months % 12 + 1
    return date(year, month, min(since.day, calendar.monthrange(year, month)[1]))


def has_families(contest: ContestPage) -> bool:
    return Work.objects.filter(contest=contest, kind=FAMILY).exists()


def are_forgotten(contest: ContestPage) -> bool:
    return not _named(contest).exists()


@transaction.atomic
def forget(contest: ContestPage) -> int:
    """How many works named a child. The age group, and that a parent agreed, stay: the contest keeps its proof."""
    forget_file_names(Work.objects.filter(contest=contest, kind=FAMILY))
    count = _named(contest).update(child_name="", relation="")
    given = Diploma.objects.filter(contest=contest, work__kind=FAMILY).exclude(printed_name="", public_name="")
    given.update(printed_name="", public_name="")
    if count:
        runs.forget(PaperRun.objects.filter(contest=contest))
        pagecache.bump("pages")
    return count


def forget_file_names(works: QuerySet[Work]) -> None:
    """«Соня Иванова.docx» becomes «работа.docx»."""
    files = list(WorkFile.objects.filter(work__in=works))
    for file in files:
        file.name = f"работа.{file.file.name.rpartition('.')[2]}"
    WorkFile.objects.bulk_update(files, ["name"])


@periodic("forget-families", every=timedelta(hours=6))
def forget_due() -> None:
    """Idempotent: a contest whose names have gone is not found again. An unpublished contest keeps them no longer either."""
    today = timezone.localdate()
    over = ContestPage.objects.filter(results_from__lte=timezone.now(), works__in=_named())
    for contest in over.distinct():
        if due_on(contest) <= today:
            forget(contest)


def _named(contest: ContestPage | None = None) -> QuerySet[Work]:
    works = Work.objects.filter(kind=FAMILY).exclude(child_name="", relation="")
    return works.filter(contest=contest) if contest else works
