"""From records to the database: compared first, then written in one short transaction, all or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from people.finding import index
from people.importing import writing
from people.importing.labels import FIELDS
from people.importing.parsing import Record
from people.importing.planning import Change, Plan, Progress, TooManyLeaversError, make_plan
from people.linking import link_accounts
from people.models import Employee, ImportedChange, Place, Post
from portal import pagecache

# The staff is compared without a lock; if somebody has changed it meanwhile, it is compared again.
ATTEMPTS = 4
# Ranks of a company, from the director down.
DEEPEST = 12
Kind = ImportedChange.Kind


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


class StaffChangedError(Exception):
    """People were edited all the time while the file was compared with them."""


def apply(
    records: list[Record],
    *,
    complete: bool = False,
    may_leave: Callable[[int], bool] = lambda leavers: False,
    progress: Progress = lambda done, total: None,
    written: Callable[[Plan], None] = lambda plan: None,
) -> Plan:
    """Makes the staff equal to the records. Absent people stay, unless the file is complete.

    `may_leave` says whether so many may leave for their absence; `written` is called at the end of the transaction.
    """
    for _ in range(ATTEMPTS):
        seen = pagecache.number_of("people")
        plan = make_plan(records, complete, progress)
        if plan.leavers_to_confirm and not may_leave(plan.leavers_to_confirm):
            raise TooManyLeaversError(plan.leavers_to_confirm)
        try:
            with transaction.atomic():
                if plan.to_write:
                    _still_stands(seen)
                    _Writer(plan).write()
                written(plan)
        except StaffChangedError:
            continue
        return plan
    raise StaffChangedError


def report_of(plan: Plan) -> Report:
    """The plan in the words of the command."""
    report = Report(absent=[change.number for change in plan.absent], unchanged=plan.unchanged)
    report.new = [change.number for change in plan.changes if change.kind == Kind.NEW]
    report.left = [change.number for change in plan.to_write if change.kind == Kind.LEFT]
    report.changed = {change.number: change.lines() for change in plan.changes if change.kind == Kind.CHANGED}
    return report


def dismiss_leavers() -> set[str]:
    """Closes the accounts of those whose last working day is over; their sessions end with the next request."""
    gone = Employee.objects.filter(left_on__lt=timezone.localdate(), user__is_active=True).select_related("user")
    for employee in gone:
        employee.user.is_active = False
        employee.user.save()
    return {employee.number for employee in gone}


def _still_stands(seen: int) -> None:
    if not pagecache.bump_from("people", seen):
        raise StaffChangedError


class _Writer:
    """Writes a plan within the transaction of its caller."""

    def __init__(self, plan: Plan):
        self.plan, self.staff = plan, plan.staff

    def write(self) -> None:
        self.pks = {number: known.pk for number, known in self.staff.known.items()}
        self._create_all([change for change in self.plan.changes if change.kind == Kind.NEW])
        self._update([change for change in self.plan.changes if change.kind != Kind.NEW])
        self._in_portions(self._write_posts, [change for change in self.plan.changes if change.post])
        for change in self.plan.dismissed[:1]:
            writing.dismiss([gone.pk for gone in self.plan.dismissed], change.after["left_on"])
        link_accounts()
        self._close_accounts()
        index.reindex(change.pk for change in self.plan.changes)

    def _in_portions(self, write: Callable[[list[Change]], None], changes: list[Change]) -> None:
        for portion in writing.batches(changes, writing.PORTION):
            write(portion)

    def _create_all(self, new: list[Change]) -> None:
        """Managers first: who is made after them is written once. Where two manage each other, the manager is added afterwards."""
        for _ in range(DEEPEST):
            ready = [change for change in new if "manager" not in change.after or change.after["manager"] in self.pks]
            if not ready:
                break
            self._in_portions(self._create, ready)
            new = [change for change in new if change.pk is None]
        self._in_portions(self._create, new)
        self._in_portions(self._set_managers, new)

    def _create(self, changes: list[Change]) -> None:
        people = [_row(change, manager_id=self.pks.get(change.after.get("manager"))) for change in changes]
        for person in people:
            person.slug = self.staff.new_slug(person.surname, person.name, person.number)
        writing.create_employees(people)
        for change, person in zip(changes, people, strict=True):
            change.pk = self.pks[change.number] = person.pk

    def _set_managers(self, changes: list[Change]) -> None:
        people = [Employee(pk=change.pk, manager_id=self.pks[change.after["manager"]]) for change in changes]
        writing.update_employees(people, ["manager"])

    def _update(self, changes: list[Change]) -> None:
        """Only the fields that have changed in somebody."""
        fields = [*sorted({name for change in changes for name in change.after} - {"post"}), "sort_key"]
        self._in_portions(lambda portion: writing.update_employees(list(map(self._updated, portion)), fields), changes)

    def _updated(self, change: Change) -> Employee:
        manager = change.after.get("manager", self.staff.known[change.number].manager)
        return _row(change, pk=change.pk, manager_id=self.pks[manager] if manager else None)

    def _close_accounts(self) -> None:
        closed = dismiss_leavers()
        for change in self.plan.to_write:
            if change.kind == Kind.LEFT and change.number in closed:
                change.after["account_closed"] = True

    def _write_posts(self, changes: list[Change]) -> None:
        ended = [change.post.old.pk for change in changes if change.post.old]
        for batch in writing.batches(ended, writing.BATCH):
            Post.objects.filter(pk__in=batch).update(until=timezone.localdate())
        made = Post.objects.bulk_create([self._made_post(change) for change in changes], writing.BATCH)
        for change, post in zip(changes, made, strict=True):
            old = change.post.old
            change.before["post_id"], change.after["post_id"] = old.pk if old else None, post.pk

    def _made_post(self, change: Change) -> Post:
        post = change.post
        unit = self.staff.units.of(post.units)
        place_id = post.place_id or self._place(post.town)
        return Post(
            employee_id=change.pk,
            position=post.position,
            subdivision_id=unit.pk,
            place_id=place_id,
            is_head=post.is_head,
            since=post.since,
        )

    def _place(self, town: str) -> int | None:
        if not town:
            return None
        if town not in self.staff.towns:
            place = Place.objects.create(town=town)
            self.staff.places[place.pk] = place
            self.staff.towns[town] = place.pk
        return self.staff.towns[town]


def _row(change: Change, **more: object) -> Employee:
    values = dict(zip(FIELDS, change.values, strict=True))
    person = Employee(number=change.number, **values, **more)
    person.sort_key = person.made_sort_key()
    return person
