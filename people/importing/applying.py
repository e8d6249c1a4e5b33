"""From records to the database, in one transaction: all or nothing, and nothing at all when nothing has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from anyascii import anyascii
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from people import names
from people.finding import index
from people.importing.parsing import DEMO_PREFIX, Record
from people.linking import link_accounts
from people.models import Employee, Place, Post, Subdivision
from portal import pagecache

BATCH = 500
LARGEST_SHARE_OF_LEAVERS = 0.1
# Fields that HR's file decides, as they are called in the report.
FIELDS = {
    "surname": "фамилия",
    "name": "имя",
    "patronymic": "отчество",
    "former_surname": "прежняя фамилия",
    "sex": "пол",
    "birth_date": "дата рождения",
    "hired_on": "дата приёма",
    "left_on": "дата увольнения",
    "phone": "рабочий телефон",
    "mobile": "мобильный телефон",
    "email": "почта",
}


class TooManyLeaversError(Exception):
    """A complete file that lacks more than a tenth of the staff: a person must confirm it."""


@dataclass
class Report:
    """What the import did, by personnel number; `changed` says for each what became of what."""

    new: list[str] = field(default_factory=list)
    changed: dict[str, list[str]] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    unchanged: int = 0

    @property
    def nothing(self) -> bool:
        return not (self.new or self.changed or self.left)


class _DryRunError(Exception):
    """Undoes the transaction of a dry run."""


def apply(
    records: list[Record],
    *,
    dry_run: bool = False,
    complete: bool = False,
    leavers_confirmed: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Makes the staff equal to the records. Absent people stay, unless the file is complete."""
    report = Report()
    try:
        with transaction.atomic():
            _Import(records, report, progress).run()
            _absent(records, report, complete, leavers_confirmed)
            if not report.nothing:
                pagecache.bump("people")
            if dry_run:
                raise _DryRunError
    except _DryRunError:
        pass
    return report


def dismiss_leavers() -> int:
    """Closes the accounts of those whose last working day is over; their sessions end with the next request."""
    gone = Employee.objects.filter(left_on__lt=timezone.localdate(), user__is_active=True).select_related("user")
    for employee in gone:
        employee.user.is_active = False
        employee.user.save()
    return len(gone)


class _Import:
    def __init__(self, records: list[Record], report: Report, progress: Callable[[int, int], None]):
        self.records, self.report, self.progress = records, report, progress
        self.units = Units()
        self.places = {(place.town, place.address): place for place in Place.objects.all()}
        self.known = {employee.number: employee for employee in Employee.objects.all()}
        self.posts = {post.employee_id: post for post in Post.objects.current().select_related("subdivision", "place")}
        self.slugs = {employee.slug for employee in self.known.values()}

    def run(self) -> None:
        new = [record for record in self.records if record.number not in self.known]
        Employee.objects.bulk_create([self._made(record) for record in new], BATCH)
        self.report.new = [record.number for record in new]
        self.new_numbers = set(self.report.new)
        if new:
            self.known |= Employee.objects.in_bulk([record.number for record in new], field_name="number")
        changed, posts, ended = [], [], []
        for done, record in enumerate(self.records, start=1):
            employee = self.known[record.number]
            changes = self._differences(employee, record)
            post, old = self._post(employee, record)
            if post:
                posts.append(post)
                ended += [old] if old else []
                changes += [f"должность: {old or 'не было'} → {post}"]
            if changes:
                self._note(employee, record, changes)
                employee.sort_key = employee.made_sort_key()
                employee.search_key = employee.made_search_key(post or self.posts[employee.pk])
                changed.append(employee)
            self.progress(done, len(self.records))
        self._write(changed, posts, ended)
        link_accounts()
        dismiss_leavers()

    def _made(self, record: Record) -> Employee:
        slug = names.slug(record.name.surname, record.name.name)
        if slug in self.slugs:
            slug = f"{slug}-{slugify(anyascii(record.number))}"
        self.slugs.add(slug)
        return Employee(number=record.number, slug=slug, **_wanted(record))

    def _differences(self, employee: Employee, record: Record) -> list[str]:
        changes = []
        for name, wanted in _wanted(record).items():
            before = getattr(employee, name)
            if before != wanted:
                changes.append(f"{FIELDS[name]}: {_shown(before)} → {_shown(wanted)}")
                setattr(employee, name, wanted)
        manager = self.known[record.manager].pk if record.manager else None
        if "manager" not in record.unknown and employee.manager_id != manager:
            changes.append(f"руководитель: → {record.manager or 'нет'}")
            employee.manager_id = manager
        return changes

    def _post(self, employee: Employee, record: Record) -> tuple[Post | None, Post | None]:
        """The post to be made and the one it ends; nothing when it is the same."""
        unit, old = self.units.of(record.units), self.posts.get(employee.pk)
        place = old.place if old and "town" in record.unknown else self._place(record.town)
        if old and (old.position, old.subdivision_id, old.place_id) == (record.position, unit.pk, place and place.pk):
            return None, None
        head = record.position.lower().startswith(
            ("начальник", "директор", "генеральный директор", "заведующ", "главный бухгалтер")
        )
        since = record.hired_on if old is None else timezone.localdate()
        post = Post(
            employee=employee, position=record.position, subdivision=unit, place=place, is_head=head, since=since
        )
        return post, old

    def _place(self, town: str) -> Place | None:
        if not town:
            return None
        if (town, "") not in self.places:
            self.places[town, ""] = Place.objects.create(town=town)
        return self.places[town, ""]

    def _note(self, employee: Employee, record: Record, changes: list[str]) -> None:
        if record.number in self.new_numbers:
            return
        if employee.left_on and any(change.startswith(FIELDS["left_on"]) for change in changes):
            self.report.left.append(record.number)
        else:
            self.report.changed[record.number] = changes

    def _write(self, changed: list[Employee], posts: list[Post], ended: list[Post]) -> None:
        Post.objects.filter(pk__in=[post.pk for post in ended]).update(until=timezone.localdate())
        Post.objects.bulk_create(posts, BATCH)
        Employee.objects.bulk_update(changed, [*FIELDS, "manager", "search_key", "sort_key"], BATCH)
        index.reindex(employee.pk for employee in changed)
        touched = len(self.report.new) + len(self.report.changed) + len(self.report.left)
        self.report.unchanged = len(self.records) - touched


class Units:
    """The tree of subdivisions by path; makes what is missing."""

    def __init__(self):
        self.by_path: dict[tuple[str, ...], Subdivision] = {}
        names_by_treebeard_path = {}
        for unit in Subdivision.objects.order_by("path"):
            parent = names_by_treebeard_path.get(unit.path[: -Subdivision.steplen], ())
            names_by_treebeard_path[unit.path] = (*parent, unit.name)
            self.by_path[(*parent, unit.name)] = unit
        self.slugs = {unit.slug for unit in self.by_path.values()}

    def of(self, path: tuple[str, ...]) -> Subdivision:
        if path not in self.by_path:
            self.by_path[path] = self._make(path)
        return self.by_path[path]

    def _make(self, path: tuple[str, ...]) -> Subdivision:
        base = slugify(anyascii(" ".join(path)))[:100] or "unit"
        slug = next(name for name in _numbered(base) if name not in self.slugs)
        self.slugs.add(slug)
        unit = Subdivision(name=path[-1], slug=slug)
        if len(path) == 1:
            return Subdivision.add_root(instance=unit)
        # Fetched anew: treebeard keeps the number of children on the instance.
        return Subdivision.objects.get(pk=self.of(path[:-1]).pk).add_child(instance=unit)


def _numbered(base: str) -> Iterable[str]:
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1


def _wanted(record: Record) -> dict[str, object]:
    """What the record says of the fields; a column that is not in the file says nothing, an empty cell empties."""
    full = {"surname": record.name.surname, "name": record.name.name, "patronymic": record.name.patronymic}
    same = ("former_surname", "sex", "birth_date", "hired_on", "left_on", "phone", "mobile", "email")
    return full | {name: getattr(record, name) for name in same if name not in record.unknown}


def _shown(value: object) -> str:
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    return str(value) if value else "пусто"


def _absent(records: list[Record], report: Report, complete: bool, confirmed: bool) -> None:
    """Who works here and is not in the file: listed, or, if the file is complete, gone since yesterday."""
    present = {record.number for record in records}
    working = Employee.objects.working().exclude(number__startswith=DEMO_PREFIX)
    absent = [number for number in working.order_by("number").values_list("number", flat=True) if number not in present]
    if not complete:
        report.absent = absent
        return
    if len(absent) > LARGEST_SHARE_OF_LEAVERS * max(working.count(), 1) and not confirmed:
        raise TooManyLeaversError(len(absent))
    yesterday = timezone.localdate() - timedelta(days=1)
    Employee.objects.filter(number__in=absent).update(left_on=yesterday)
    report.left += absent
    dismiss_leavers()
