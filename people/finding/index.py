"""The index of words: kept equal to employees, posts, units and places; one person at a save, thousands at an import."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import lru_cache

from django.db import connection
from django.db.models.signals import post_delete, post_save
from django_tasks import task

from people.finding import spelling
from people.finding.acronyms import acronyms
from people.models import Employee, HelpTopic, Place, Post, SearchWord, Subdivision
from portal.search.normal import fold, words

Field = SearchWord.Field
AT_ONCE = 1000
INSERTED_AT_ONCE = 5000
LONGEST_WORD = 80
COUNTRY_CODES = ("7", "8")
FULL_NUMBER = 11
# Of a telephone number people type all of it, or its end: so many digits.
NUMBER_ENDS = (10, 7, 6, 5, 4)
TEXTS = {
    Field.SURNAME: "surname",
    Field.NAME: "name",
    Field.PATRONYMIC: "patronymic",
    Field.FORMER_SURNAME: "former_surname",
    Field.NUMBER: "number",
    Field.HELP: "helps_with",
}

Known = set[tuple[int, str]]


def reindex(employee_ids: Iterable[int]) -> None:
    """Makes the index of these people equal to what is known of them now; writes only what differs."""
    ids = list(employee_ids)
    units = _unit_words()
    for start in range(0, len(ids), AT_ONCE):
        _reindex(ids[start : start + AT_ONCE], units)


def reindex_everybody() -> None:
    """What a change of the rules, a lost task or a restored copy has left behind; writes only what differs."""
    _soon(Employee.objects.order_by("pk").values_list("pk", flat=True))


def phone_words(*numbers: str) -> set[str]:
    """What is typed to find a telephone: all digits without the country's code, and the ends of a long number."""
    found = set()
    for digits in ("".join(filter(str.isdigit, number)) for number in numbers):
        national = digits[1:] if len(digits) == FULL_NUMBER and digits.startswith(COUNTRY_CODES) else digits
        found |= {national, *(national[-count:] for count in NUMBER_ENDS if len(national) > count)}
    return found - {""}


def _reindex(ids: list[int], units: dict[int, frozenset[str]]) -> None:
    people = list(Employee.objects.filter(pk__in=ids).only(*TEXTS.values(), "phone", "mobile"))
    wanted = {person.pk: _of_person(person) for person in people}
    for post in Post.objects.current().filter(employee__in=wanted).select_related("place"):
        wanted[post.employee_id] |= _of_post(post, units)
    _write(wanted)
    _write_topics(people)


def _of_person(person: Employee) -> Known:
    known = {(field, word) for field, name in TEXTS.items() for word in _words(getattr(person, name))}
    return known | {(Field.PHONE, digits) for digits in phone_words(person.phone, person.mobile)}


def _of_post(post: Post, units: dict[int, frozenset[str]]) -> Known:
    town = _words(post.place.town) if post.place else ()
    by_field = {Field.POSITION: _words(post.position), Field.UNIT: units.get(post.subdivision_id, ()), Field.TOWN: town}
    return {(field, word) for field, texts in by_field.items() for word in texts}


def _write(wanted: dict[int, Known]) -> None:
    present = defaultdict(dict)
    for pk, employee_id, field, word in SearchWord.objects.filter(employee__in=wanted).values_list(
        "pk", "employee_id", "field", "word"
    ):
        present[employee_id][field, word] = pk
    gone = [pk for owner, rows in present.items() for known, pk in rows.items() if known not in wanted[owner]]
    new = [(owner, *known) for owner, words_ in wanted.items() for known in words_ - present[owner].keys()]
    SearchWord.objects.filter(pk__in=gone).delete()
    if new:
        _insert(new)
    spelling.learn({word for _, field, word in new if field not in {Field.NUMBER, Field.PHONE}})


def _insert(rows: list[tuple[int, int, str]]) -> None:
    """Seventeen words a person: as instances of the model, those of an import would cost more than everything else."""
    into = f"INSERT INTO {SearchWord._meta.db_table} (employee_id, field, word)"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            columns = [list(column) for column in zip(*rows, strict=True)]
            arrays = "SELECT * FROM unnest(%s::bigint[], %s::smallint[], %s::text[])"
            cursor.execute(f"{into} {arrays} ON CONFLICT DO NOTHING", columns)
        else:
            cursor.executemany(f"{into} VALUES (%s, %s, %s) ON CONFLICT DO NOTHING", rows)


def _write_topics(people: Collection[Employee]) -> None:
    wanted = {(person.pk, fold(label)[:LONGEST_WORD]): label for person in people for label in person.helps}
    present = {
        (topic.employee_id, topic.key): topic for topic in HelpTopic.objects.filter(employee__in=people) if people
    }
    gone = [topic.pk for known, topic in present.items() if known not in wanted]
    new = [
        HelpTopic(employee_id=owner, key=key, label=label[:LONGEST_WORD])
        for (owner, key), label in wanted.items()
        if (owner, key) not in present
    ]
    HelpTopic.objects.filter(pk__in=gone).delete()
    HelpTopic.objects.bulk_create(new, INSERTED_AT_ONCE)


def _unit_words() -> dict[int, frozenset[str]]:
    """Of each unit the words of its name and of the names above it, and how people shorten these."""
    by_path: dict[str, frozenset[str]] = {}
    found = {}
    for pk, path, name in Subdivision.objects.order_by("path").values_list("pk", "path", "name"):
        above = by_path.get(path[: -Subdivision.steplen], frozenset())
        found[pk] = by_path[path] = above | set(_words(name)) | acronyms(name)
    return found


@lru_cache(20_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(word[:LONGEST_WORD] for word in words(text))


def person_saved(instance: Employee, raw: bool = False, **kwargs) -> None:
    reindex([instance.pk])


def post_changed(instance: Post, **kwargs) -> None:
    reindex([instance.employee_id])


def unit_renamed(instance: Subdivision, created: bool, **kwargs) -> None:
    """A unit's words are those of all who work below it."""
    if created:
        return
    below = Post.objects.current().filter(subdivision__path__startswith=instance.path)
    _soon(below.values_list("employee_id", flat=True).distinct())


def place_renamed(instance: Place, created: bool, **kwargs) -> None:
    if not created:
        _soon(instance.posts.current().values_list("employee_id", flat=True).distinct())


@task(backend="jobs", queue_name="jobs")
def reindex_soon(ids: list[int]) -> None:
    """Repeatable: it makes equal, whatever was there."""
    reindex(ids)


def _soon(ids: Iterable[int]) -> None:
    chosen = list(ids)
    for start in range(0, len(chosen), AT_ONCE):
        reindex_soon.enqueue(chosen[start : start + AT_ONCE])


def connect() -> None:
    post_save.connect(person_saved, sender=Employee, dispatch_uid="finding")
    post_save.connect(unit_renamed, sender=Subdivision, dispatch_uid="finding")
    post_save.connect(place_renamed, sender=Place, dispatch_uid="finding")
    for signal in (post_save, post_delete):
        signal.connect(post_changed, sender=Post, dispatch_uid="finding")
