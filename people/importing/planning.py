"""What a file would change, found by comparing alone: nothing is written here, no lock is taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.utils import timezone

from people.consents.erasure import hashed
from people.importing.labels import FIELDS, LABELS, shown
from people.importing.parsing import DEMO_PREFIX, Record
from people.importing.staff import Held, Known, Staff
from people.models import Employee, Erasure, ImportedChange

Kind = ImportedChange.Kind
Progress = Callable[[int, int], None]
LARGEST_SHARE_OF_LEAVERS = 0.1
HEADS = ("начальник", "директор", "генеральный директор", "заведующ", "главный бухгалтер")


class TooManyLeaversError(Exception):
    """A complete file that lacks more than a tenth of the staff: a person must confirm it. Its text is their number."""


@dataclass(slots=True)
class PlannedPost:
    """A post to be made; `place_id` is None where the town is new or not said. `old` ends when it begins."""

    position: str
    units: tuple[str, ...]
    town: str
    place_id: int | None
    since: date | None
    old: Held | None

    @property
    def is_head(self) -> bool:
        return self.position.lower().startswith(HEADS)

    def __str__(self):
        return f"{self.position}, {self.units[-1]}"


@dataclass(slots=True)
class Change:
    """What becomes of one employee: values of fields before and after (the manager by number, the post as words)."""

    kind: Kind
    number: str
    title: str
    pk: int | None = None
    before: dict[str, object] = field(default_factory=dict)
    after: dict[str, object] = field(default_factory=dict)
    post: PlannedPost | None = None
    # What the row of the employee will hold: the values of FIELDS in their order.
    values: tuple = ()

    def lines(self) -> list[str]:
        """«должность: Слесарь, АДС → Мастер, АДС»."""
        return [
            f"{LABELS[name]}: {said(name, self.before.get(name), value)}"
            for name, value in self.after.items()
            if name in LABELS
        ]


def said(name: str, before: object, after: object) -> str:
    """«было → стало» of one field, as people read it."""
    if name == "manager":
        return f"→ {after or 'нет'}"
    return f"{shown(before) if before or name != 'post' else 'не было'} → {shown(after)}"


@dataclass
class Plan:
    """All changes; who is not in the file (`absent`), and who leaves for that because the file is complete (`dismissed`)."""

    staff: Staff
    changes: list[Change] = field(default_factory=list)
    dismissed: list[Change] = field(default_factory=list)
    absent: list[Change] = field(default_factory=list)
    unchanged: int = 0
    working: int = 0

    @property
    def to_write(self) -> list[Change]:
        return self.changes + self.dismissed

    @property
    def leavers_to_confirm(self) -> int:
        """How many would leave for not being in the file, if they are too many to be believed."""
        many = len(self.dismissed) > LARGEST_SHARE_OF_LEAVERS * max(self.working, 1)
        return len(self.dismissed) if many else 0

    def counts(self) -> dict[str, int]:
        by_kind = {str(kind): sum(change.kind == kind for change in self.to_write) for kind in ImportedChange.UNDOABLE}
        rest = {"absent": len(self.absent), "unchanged": self.unchanged, "to_write": len(self.to_write)}
        return {**by_kind, **rest, "leavers_to_confirm": self.leavers_to_confirm}


def make_plan(records: list[Record], complete: bool, progress: Progress = lambda done, total: None) -> Plan:
    """Compares the records with the staff."""
    plan = Plan(Staff())
    records = _without_erased(records)
    today = timezone.localdate()
    for done, record in enumerate(records, start=1):
        known = plan.staff.known.get(record.number)
        change = _changed(plan.staff, known, record, today) if known else _new(plan.staff, record)
        if change:
            plan.changes.append(change)
        progress(done, len(records))
    plan.unchanged = len(records) - len(plan.changes)
    _absent(plan, {record.number for record in records}, complete, today)
    return plan


def _without_erased(records: list[Record]) -> list[Record]:
    """HR's file does not bring back whose data were erased, neither as an employee nor as a manager."""
    if not Erasure.objects.exists():
        return records
    numbers = {number for record in records for number in (record.number, record.manager)}
    hashes = set(Erasure.objects.values_list("number_hash", flat=True))
    erased = {number for number in numbers if hashed(number) in hashes}
    kept = (record for record in records if record.number not in erased)
    return [replace(record, manager="") if record.manager in erased else record for record in kept]


def _title(record: Record) -> str:
    return f"{record.name.surname} {record.name.name} {record.name.patronymic}".strip()


def _new(staff: Staff, record: Record) -> Change:
    wanted = _wanted(record)
    post = _post(staff, record, (), record.hired_on)
    after = {name: value for name, value in wanted.items() if value} | {"post": str(post)}
    if record.manager:
        after["manager"] = record.manager
    change = Change(Kind.NEW, record.number, _title(record), after=after, post=post)
    change.values = tuple(wanted.get(name, Employee._meta.get_field(name).get_default()) for name in FIELDS)
    return change


def _changed(staff: Staff, known: Known, record: Record, today: date) -> Change | None:
    standing = dict(zip(FIELDS, known.values, strict=True))
    wanted = _wanted(record)
    if record.number in staff.own_mobiles:
        wanted.pop("mobile", None)
    after = {name: value for name, value in wanted.items() if value != standing[name]}
    if "manager" not in record.unknown and record.manager != known.manager:
        after["manager"] = record.manager
    post = None if _holds(staff, known, record) else _post(staff, record, known.posts, today)
    if not (after or post):
        return None
    before = {name: known.manager if name == "manager" else standing[name] for name in after}
    if post:
        before["post"], after["post"] = _words(staff, post.old) if post.old else "", str(post)
    kind = Kind.LEFT if after.get("left_on") else Kind.CHANGED
    change = Change(kind, record.number, _title(record), known.pk, before, after, post)
    change.values = tuple((standing | wanted)[name] for name in FIELDS)
    return change


def _wanted(record: Record) -> dict[str, object]:
    """What the record says of the fields; a column that is not in the file says nothing, an empty cell empties."""
    full = {"surname": record.name.surname, "name": record.name.name, "patronymic": record.name.patronymic}
    same = ("former_surname", "sex", "birth_date", "hired_on", "left_on", "phone", "mobile", "email")
    return full | {name: getattr(record, name) for name in same if name not in record.unknown}


def _holds(staff: Staff, known: Known, record: Record) -> bool:
    """Whether one of the present posts is the one in the file."""
    unit = staff.units.by_path.get(record.units)
    return unit is not None and any(
        (held.position, held.subdivision_id) == (record.position, unit.pk) and _is_there(staff, held, record)
        for held in known.posts
    )


def _is_there(staff: Staff, held: Held, record: Record) -> bool:
    town = staff.places[held.place_id].town if held.place_id else ""
    return "town" in record.unknown or town == record.town


def _post(staff: Staff, record: Record, held: tuple[Held, ...], since: date | None) -> PlannedPost:
    """The post in the file; it takes the place of the same one elsewhere, or of the first."""
    unit = staff.units.by_path.get(record.units)
    same = [post for post in held if unit and (post.position, post.subdivision_id) == (record.position, unit.pk)]
    old = next(iter((*same, *held)), None)
    place_id = old.place_id if old and "town" in record.unknown else None
    town = staff.places[place_id].town if place_id else record.town
    return PlannedPost(record.position, record.units, town, place_id, since, old)


def _words(staff: Staff, held: Held) -> str:
    return f"{held.position}, {staff.units.by_pk[held.subdivision_id].name}"


def _absent(plan: Plan, present: set[str], complete: bool, today: date) -> None:
    """Who works here and is not in the file: listed, or, if the file is complete, gone since yesterday."""
    place = list(FIELDS).index("left_on")
    working = [
        (number, known)
        for number, known in plan.staff.known.items()
        if not number.startswith(DEMO_PREFIX) and (known.values[place] is None or known.values[place] >= today)
    ]
    plan.working = len(working)
    for number, known in sorted((item for item in working if item[0] not in present), key=lambda item: item[0]):
        title = " ".join(filter(None, known.values[:3]))
        if complete:
            before, after = {"left_on": known.values[place]}, {"left_on": today - timedelta(days=1)}
            plan.dismissed.append(Change(Kind.LEFT, number, title, known.pk, before, after))
        else:
            plan.absent.append(Change(Kind.ABSENT, number, title, known.pk))
