"""Undoing a load: old values come back, people it made go, unless somebody has built on them since."""

from __future__ import annotations

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, ForeignKey
from django.utils.dateparse import parse_date
from wagtail.models import ReferenceIndex

from accounts.models import User
from people.finding import index
from people.importing import runs, writing
from people.importing.labels import DATES, FIELDS, LABELS
from people.importing.planning import Kind
from people.models import Employee, HelpTopic, ImportedChange, ImportRun, Post, SearchWord, Subdivision
from portal import pagecache

OWN_FIELDS = ("photo_id", "about", "helps_with")
# Links to a person that a load itself makes; whatever else links to one is the person's own.
GIVEN = {
    *(model._meta.get_field("employee") for model in (Post, SearchWord, HelpTopic)),
    Employee._meta.get_field("manager"),
}
STAYS = "Остаётся на портале: о человеке уже есть другие записи."
GONE = "Этого человека на портале больше нет."


def undo(run: ImportRun) -> None:
    """All in one transaction, together with the word that it is undone."""
    with transaction.atomic():
        changes = list(run.changes.filter(kind__in=ImportedChange.UNDOABLE))
        people = {person.number: person for person in _of(changes)}
        _Undoing(changes, people).run()
        _remove_empty_units(run.report.get("units_made", []))
        ImportedChange.objects.bulk_update([change for change in changes if change.note], ["note"], writing.BATCH)
        kept = sum(bool(change.note) for change in changes)
        pagecache.bump("people")
        runs.finish(run, ImportRun.State.UNDONE, report={**run.report, "kept": kept})


def _of(changes: list[ImportedChange]) -> list[Employee]:
    numbers = [change.number for change in changes]
    found = Employee.objects.annotate(manager_number=F("manager__number"))
    return [person for batch in writing.batches(numbers, writing.BATCH) for person in found.filter(number__in=batch)]


class _Undoing:
    def __init__(self, changes: list[ImportedChange], people: dict[str, Employee]):
        self.changes, self.people = changes, people
        self.new = [change for change in changes if change.kind == Kind.NEW and change.number in people]
        self.old = [change for change in changes if change.kind != Kind.NEW and change.number in people]
        managers = {change.before["manager"] for change in changes if change.before.get("manager")}
        self.managers = dict(Employee.objects.filter(number__in=managers).values_list("number", "pk"))
        self.posts = self._posts("before") | self._posts("after")

    def _posts(self, side: str) -> dict[int, Post]:
        pks = [getattr(change, side).get("post_id") for change in self.changes]
        return {
            post.pk: post
            for batch in writing.batches(filter(None, pks), writing.BATCH)
            for post in Post.objects.filter(pk__in=batch)
        }

    def run(self) -> None:
        for change in self.changes:
            if change.number not in self.people:
                change.note = GONE
        for change in self.old:
            self._bring_back(change)
        changed = [self.people[change.number] for change in self.old]
        self._posts_back()
        self._remove_new()
        for person in changed:
            person.sort_key = person.made_sort_key()
        touched = {name for change in self.old for name in change.before} & {*FIELDS, "manager"}
        writing.update_employees(changed, [*sorted(touched), "sort_key"])
        index.reindex(person.pk for person in changed)
        self._accounts_back()

    def _bring_back(self, change: ImportedChange) -> None:
        person, kept = self.people[change.number], []
        for name in change.before.keys() & LABELS.keys() - {"post"}:
            if _stands(person, name) != (change.after[name] or ""):
                kept.append(LABELS[name])
            elif name == "manager":
                person.manager_id = self.managers.get(change.before[name])
            else:
                setattr(person, name, _value(name, change.before[name]))
        if "post_id" in change.after and not self._post_may_go(change):
            kept.append(LABELS["post"])
        change.note = f"Изменено после загрузки и оставлено: {', '.join(sorted(kept))}." if kept else ""

    def _post_may_go(self, change: ImportedChange) -> bool:
        made = self.posts.get(change.after["post_id"])
        return made is not None and made.until is None

    def _posts_back(self) -> None:
        changes = [change for change in self.old if "post_id" in change.after and self._post_may_go(change)]
        made = [change.after["post_id"] for change in changes]
        ended = [change.before["post_id"] for change in changes if change.before["post_id"] in self.posts]
        for batch in writing.batches(made, writing.BATCH):
            writing.delete_rows(Post.objects.filter(pk__in=batch))
        for batch in writing.batches(ended, writing.BATCH):
            Post.objects.filter(pk__in=batch).update(until=None)

    def _remove_new(self) -> None:
        people = {self.people[change.number].pk: change for change in self.new}
        made_posts = {change.after["post_id"] for change in self.new}
        own = _with_own([self.people[change.number] for change in self.new], made_posts)
        for pk in own:
            people[pk].note = STAYS
        gone = [pk for pk in people if pk not in own]
        for batch in writing.batches(gone, writing.BATCH):
            writing.delete_rows(Post.objects.filter(employee__in=batch))
        writing.delete_employees(gone)

    def _accounts_back(self) -> None:
        reopened = [
            self.people[change.number].user_id
            for change in self.old
            if change.after.get("account_closed") and self.people[change.number].is_working
        ]
        User.objects.filter(pk__in=filter(None, reopened)).update(is_active=True)


def _stands(person: Employee, name: str) -> str:
    """The present value as it is kept in a change."""
    value = getattr(person, "manager_number" if name == "manager" else name)
    return value.isoformat() if isinstance(value, date) else value or ""


def _value(name: str, kept: str | None) -> object:
    if name in DATES:
        return parse_date(kept) if kept else None
    return kept


def _with_own(people: list[Employee], made_posts: set[int]) -> set[int]:
    """Those of whom something else speaks: a portrait, a consent, an article, a post given by hand."""
    own = {person.pk for person in people if any(getattr(person, name) for name in OWN_FIELDS)}
    content_type = ContentType.objects.get_for_model(Employee)
    mentions = ReferenceIndex.objects.filter(to_content_type=content_type).exclude(base_content_type=content_type)
    for batch in writing.batches([person.pk for person in people], writing.BATCH):
        for field in _links():
            found = field.model._base_manager.filter(**{f"{field.name}__in": batch})
            own.update(found.values_list(field.name, flat=True))
        own.update(map(int, mentions.filter(to_object_id__in=batch).values_list("to_object_id", flat=True)))
        posts = Post.objects.filter(employee__in=batch).values_list("employee_id", "pk")
        own.update(employee for employee, post in posts if post not in made_posts)
    return own


def _links() -> list[ForeignKey]:
    """Fields of all models, hidden ones too, that name an employee."""
    links = (link for link in Employee._meta.get_fields(include_hidden=True) if link.auto_created and not link.concrete)
    return [link.field for link in links if not link.many_to_many and link.field not in GIVEN]


def _remove_empty_units(pks: list[int]) -> None:
    """Subdivisions that the load has made and nobody uses, from the leaves up."""
    for unit in Subdivision.objects.filter(pk__in=pks).order_by("-depth"):
        if not Post.objects.filter(subdivision=unit.pk).exists() and not unit.get_children().exists():
            Subdivision.objects.get(pk=unit.pk).delete()
