"""Contests of the demo company: one in the vote, one that takes works, one before its jury, one with its winners. Loaded once."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path

from django.utils import timezone

from contests import demo_results
from contests.campaigns import demo as campaigns
from contests.models import (
    ContestIndexPage,
    ContestPage,
    Criterion,
    EntryField,
    JuryMember,
    Nomination,
    Work,
    WorkPicture,
)
from people.demo_keys import employee_pk
from portal.demo import DATA as DRAWINGS
from portal.demo import Demo, load_picture, moment
from portal.images import Picture
from portal.publishing import publish_under

DATA = Path(__file__).parent / "demo_data" / "contests.json"


def load(demo: Demo) -> str:
    for told in json.loads(DATA.read_text(encoding="utf-8")):
        if not ContestPage.objects.filter(slug=told["slug"]).exists():
            contest = _contest(demo, told)
            _works(contest, told["works"])
            if "votes" in told["works"][0]:
                demo_results.finish(contest, told["works"])
    told = campaigns.load(demo)
    return f"{ContestPage.objects.count()} contests with {Work.objects.count()} works, {told}"


def _contest(demo: Demo, told: dict) -> ContestPage:
    page = ContestPage(
        **{name: told[name] for name in ("title", "slug", "lead", "rules", "prizes")},
        **{f"{stage}_from": _at(*when) for stage, when in told["moments"].items()},
        **told["settings"],
        cover=demo.picture(told["cover"]),
        contact_id=employee_pk(told["contact"]),
    )
    page.nominations = [
        Nomination(title=title, about=about, sort_order=n) for n, (title, about) in _numbered(told, "nominations")
    ]
    page.criteria = [
        Criterion(title=title, weight=weight, sort_order=n) for n, (title, weight) in _numbered(told, "criteria")
    ]
    page.jury = [
        JuryMember(employee_id=employee_pk(key), chair=n == 0, sort_order=n) for n, key in _numbered(told, "jury")
    ]
    page.fields = [_field(n, *row) for n, row in _numbered(told, "fields")]
    return publish_under(ContestIndexPage.objects.get(), page, moment(told["published"]))


def _numbered(told: dict, name: str):
    return enumerate(told[name])


def _field(place: int, kind: str, label: str, most: int) -> EntryField:
    return EntryField(kind=kind, label=label, most=most, required=kind == "photos", sort_order=place)


def _at(days: int, clock: str) -> datetime:
    """So many days from today, at this hour of the company's time."""
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))


def _works(contest: ContestPage, rows: list[dict]) -> None:
    nominations = list(contest.nominations.all())
    questions = {question.kind: question.key for question in contest.fields.all()}
    for number, row in enumerate(rows, 1):
        work = Work.objects.create(
            contest=contest,
            nomination=nominations[row.get("nomination", 0)],
            author_id=employee_pk(row["author"]),
            filed_by_id=employee_pk(row.get("filed_by", row["author"])),
            title=row["title"],
            answers={questions["text"]: row["text"]} if "text" in row else {},
            **_standing(row, number, contest.entries_from + timedelta(days=number / 2)),
            **_family(row, contest.entries_from),
        )
        if "picture" in row:
            picture = _picture(contest.slug, row["picture"])
            WorkPicture.objects.create(work=work, field=questions["photos"], picture=picture)


def _standing(row: dict, number: int, sent: datetime) -> dict[str, object]:
    if row.get("state") == Work.State.DRAFT:
        return {"state": Work.State.DRAFT}
    sent = min(sent, timezone.now())
    return {"state": row.get("state", Work.State.ACCEPTED), "number": number, "submitted_at": sent}


def _family(row: dict, agreed: datetime) -> dict[str, object]:
    if "child" not in row:
        return {}
    name, age, relation = row["child"]
    child = {"child_name": name, "child_age": age, "relation": relation}
    return {"kind": Work.Kind.FAMILY, "parent_agreed_at": agreed, **child}


def _picture(contest: str, key: str) -> Picture:
    """A picture of its own, whose title names nobody: what hangs in a gallery is seen by other rules than a story's."""
    return load_picture(DRAWINGS / "pictures" / _files()[key], f"{contest}: {key}", "", "")


@cache
def _files() -> dict[str, str]:
    catalogue = json.loads((DRAWINGS / "pictures" / "pictures.json").read_text(encoding="utf-8"))
    return {key: about["file"] for key, about in catalogue.items()}
