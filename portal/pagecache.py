"""The page cache: the body of a page is made once for everybody with the same rights; what is personal fills its holes.

A body is kept under the numbers ("generations") that stood *before* it was made. Every change of what pages show adds one
to its number in the transaction of the change, so a body made from older data is never found again, in any process, and
the cache itself may be per process. A hit costs session, user and one plain query.

Only what says `shared_body` is kept: it must be the same for all people of one access class (see `Person.access_class`).
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps

from django.core.cache import cache, caches
from django.core.cache.backends.base import BaseCache
from django.db import connection, models
from django.db.models import F
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone

from portal import holes
from portal.release import RELEASE

# The clock changes pages too (an alert that runs out): no body is older than this.
LIFETIME = timedelta(minutes=5).total_seconds()
NEVER_SHARED = ("/admin/", "/media/", "/films/media/", "/renditions/", "/documents/", "/static/", "/healthz", "/readyz")
PLAIN_QUERY = re.compile(r"(page=\d{1,4})?")
EVERYBODY = 0
# Generations whose number is a moment: they change by themselves when it has come.
MOMENT = "at:"
MOMENTS_KEPT = timedelta(days=1).total_seconds()
# Addresses that are kept with their query, and in which cache; said by the apps whose addresses they are.
_shared_queries: list[tuple[re.Pattern, str]] = []


class Generation(models.Model):
    """A number that grows with each change of what pages show everybody (owner 0) or one person of himself (owner: the user)."""

    owner = models.BigIntegerField(default=EVERYBODY)
    name = models.CharField(max_length=32)
    number = models.BigIntegerField(default=1)

    class Meta:
        verbose_name = "поколение страниц"
        verbose_name_plural = "поколения страниц"
        constraints = [models.UniqueConstraint(fields=("owner", "name"), name="one_generation_per_owner")]

    def __str__(self):
        return f"{self.owner} {self.name} {self.number}"


def bump(name: str, owner: int = EVERYBODY) -> None:
    """Makes every body that shows this outdated; call it inside the transaction of the change, bulk writers at its end."""
    row = Generation.objects.filter(owner=owner, name=name)
    if row.update(number=F("number") + 1):
        return
    if not Generation.objects.get_or_create(owner=owner, name=name)[1]:
        row.update(number=F("number") + 1)


def bump_each(name: str, owners: Collection[int]) -> None:
    """`bump` for many people, in a constant number of queries; inside a transaction."""
    if not owners:
        return
    Generation.objects.bulk_create(
        [Generation(owner=owner, name=name) for owner in sorted(owners)], ignore_conflicts=True
    )
    rows = Generation.objects.filter(owner__in=owners, name=name)
    # Locked in one order, or two who tell the same people something would wait for each other.
    list(rows.select_for_update().order_by("owner").values_list("pk", flat=True))
    rows.update(number=F("number") + 1)


def number_of(name: str) -> int:
    """The number that stands now for everybody: read it before the data, and `bump_from` tells whether they still stand."""
    return Generation.objects.get_or_create(owner=EVERYBODY, name=name)[0].number


def bump_from(name: str, number: int) -> bool:
    """Bumps only if nobody has since `number` was read; then others wait until this transaction is over."""
    return bool(Generation.objects.filter(owner=EVERYBODY, name=name, number=number).update(number=number + 1))


def turn_at(name: str, when: datetime | None) -> None:
    """Makes every body outdated at that moment, in all processes at once and without any job; None: not any more."""
    moments = Generation.objects.filter(owner=EVERYBODY, name__startswith=MOMENT)
    moments.filter(number__lt=timezone.now().timestamp() - MOMENTS_KEPT).delete()
    if when is None:
        moments.filter(name=f"{MOMENT}{name}").delete()
        return
    number = {"number": math.ceil(when.timestamp())}
    Generation.objects.update_or_create(owner=EVERYBODY, name=f"{MOMENT}{name}", defaults=number)


def watch(name: str, *model_classes: type[models.Model]) -> None:
    """Bumps `name` for everybody whenever a row of these models is saved or deleted."""

    def changed(**kwargs):
        bump(name)

    for model in model_classes:
        for signal in (post_save, post_delete):
            signal.connect(changed, sender=model, weak=False, dispatch_uid=f"{name}:{model._meta.label}")


def share_queries(pattern: str, store: str) -> None:
    """Keeps the bodies of addresses, query included, that match this too, in a store of their own (see CACHES)."""
    _shared_queries.append((re.compile(pattern), store))


def shared_body(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Marks a view whose body is the same for all people of one access class."""

    @wraps(view)
    def marked(*args, **kwargs):
        response = view(*args, **kwargs)
        response.shared_body = True
        return response

    return marked


@dataclass(frozen=True)
class Person:
    """What the cache must know of who asks; remembered until one of the numbers changes."""

    access_class: str
    holes: dict[str, str]

    @classmethod
    def of(cls, request: HttpRequest) -> Person:
        return cls(_access_class(request), holes.of_person(request))


def _access_class(request: HttpRequest) -> str:
    """All that decides what a page shows: the groups and the way into the CMS. Pages with restrictions of their own are not kept."""
    user = request.user
    if not user.is_authenticated:
        return "anonymous"
    if user.is_superuser:
        return "superuser"
    kind = "editor" if request.may_edit else "reader"
    return f"{kind} in groups " + ",".join(str(pk) for pk in sorted(user.groups.values_list("pk", flat=True)))


class PageCacheMiddleware:
    """Stands right behind authentication and every gate on the person: whoever gets here may be answered."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(NEVER_SHARED):
            return self.get_response(request)
        store = _store_of(request) if request.method == "GET" else None
        if store:
            return self._shared(request, caches[store])
        return holes.fill(request, self.get_response(request), {})

    def _shared(self, request: HttpRequest, store: BaseCache) -> HttpResponse:
        user_id = request.user.pk or -1
        numbers = read_numbers(user_id)
        etag = _digest("etag", user_id, numbers, timezone.localdate(), _csrf_secret(request))
        if request.headers.get("If-None-Match") == f'"{etag}"' and "messages" not in request.COOKIES:
            return _headed(HttpResponseNotModified(), etag)
        person = _remembered(_digest("person", user_id, numbers), lambda: Person.of(request))
        key = _digest(
            "body", request.get_host(), request.get_full_path(), person.access_class, timezone.localdate(), numbers[0]
        )
        body = store.get(key)
        if body is not None:
            return _headed(holes.fill(request, HttpResponse(body), person.holes), etag)
        response = self.get_response(request)
        if not _may_be_kept(request, response):
            return holes.fill(request, response, person.holes)
        store.set(key, response.content, LIFETIME)
        return _headed(holes.fill(request, response, person.holes), etag)


def _store_of(request: HttpRequest) -> str | None:
    """The cache that may hold the body of this address; None: it is made anew each time."""
    if PLAIN_QUERY.fullmatch(request.META.get("QUERY_STRING", "")):
        return "default"
    path = request.get_full_path()
    return next((store for pattern, store in _shared_queries if pattern.fullmatch(path)), None)


def read_numbers(user_id: int) -> tuple[tuple, tuple]:
    """The numbers that stand now, for everybody and for this person, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT owner, name, number FROM portal_generation WHERE owner IN (%s, %s)", (EVERYBODY, user_id)
        )
        now = timezone.now().timestamp()
        rows = sorted(_turned(row, now) for row in cursor.fetchall())
    return tuple(row for row in rows if row[0] == EVERYBODY), tuple(row for row in rows if row[0] != EVERYBODY)


def _turned(row: tuple[int, str, int], now: float) -> tuple:
    """A moment says whether it has come."""
    owner, name, number = row
    return (owner, name, number, number <= now) if name.startswith(MOMENT) else (owner, name, number)


def _remembered(key: str, make: Callable[[], Person]) -> Person:
    found = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, LIFETIME)
    return found


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Deny by default: only a page that says so, and only if making it touched nothing of the one who asked."""
    return (
        getattr(response, "shared_body", False)
        and response.status_code == 200
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and not getattr(request, "is_preview", False)
    )


def _headed(response: HttpResponse, etag: str) -> HttpResponse:
    response["ETag"] = f'"{etag}"'
    response["Cache-Control"] = "private, no-cache"
    return response


def _csrf_secret(request: HttpRequest) -> str:
    return request.META.get("CSRF_COOKIE", "")


def _digest(*parts: object) -> str:
    return hashlib.blake2b(repr((RELEASE, *parts)).encode(), digest_size=16).hexdigest()
