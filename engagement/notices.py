"""How the portal tells a person something: `tell` once under a key, `withdraw` when it is true no longer."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils.http import url_has_allowed_host_and_scheme

from engagement import letters
from engagement.models import LONGEST_KEY, LONGEST_TEXT, LONGEST_URL, Notice
from people.importing.writing import BATCH, batches
from people.models import Employee
from portal import pagecache

REACHED_BY_LETTER = Q(user__is_active=True, user__email__gt="", letter_refusal=None)


@transaction.atomic
def tell(employee_ids: Collection[int], text: str, url: str, *, key: str, letter: bool = False) -> int:
    """Tells these employees something, in the caller's transaction; those who have left are told nothing.

    `text` is plain Russian, shortened by words beyond 300 characters; `url` a local path. `key` says what it is about
    («contest:5:stage:vote:2026-11-28T12:00»): one person is told once under one key, a repeat is no error. With `letter`
    those who have an account with an e-mail address also get a letter, unless they want none; a task sends it after
    the commit. Answers how many were told anew.
    """
    _check(key, url)
    said = {"key": key, "text": _shortened(text), "url": url}
    told = sum(_tell_some(batch, said, letter) for batch in batches(sorted(set(employee_ids)), BATCH))
    if letter and told:
        letters.send_due.enqueue()
    return told


@transaction.atomic
def withdraw(key: str) -> None:
    """What was told under this key is no longer true: it goes, read or unread."""
    told = Notice.objects.filter(key=key)
    owners = told.unread().exclude(employee__user=None).values_list("employee__user_id", flat=True)
    for batch in batches(sorted(owners), BATCH):
        pagecache.bump_each("person", batch)
    told.delete()


def _tell_some(employee_ids: Sequence[int], said: dict[str, str], letter: bool) -> int:
    reached = ExpressionWrapper(REACHED_BY_LETTER, BooleanField())
    new = (
        Employee.objects.working()
        .filter(pk__in=employee_ids)
        .exclude(pk__in=Notice.objects.filter(key=said["key"]).values("employee_id"))
        .annotate(reached=reached)
        .values_list("pk", "user_id", "reached")
    )
    people = list(new)
    notices = [Notice(employee_id=pk, letter_due=bool(letter and reached), **said) for pk, _, reached in people]
    # Somebody else may be telling the same at this moment: whoever comes second tells nothing.
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    pagecache.bump_each("person", [user for _, user, _ in people if user])
    return len(people)


def _check(key: str, url: str) -> None:
    """Mistakes of the program, said before the database would pass over them."""
    if not key or len(key) > LONGEST_KEY:
        raise ValueError(f"A key has 1 to {LONGEST_KEY} characters: {key!r}")
    if not url.startswith("/") or len(url) > LONGEST_URL or not url_has_allowed_host_and_scheme(url, None):
        raise ValueError(f"A notice leads to a path of the portal: {url!r}")


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= LONGEST_TEXT:
        return text
    words = text[:LONGEST_TEXT].rpartition(" ")[0]
    return f"{words or text[: LONGEST_TEXT - 1]}…"
