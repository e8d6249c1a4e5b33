"""The one brake on guessing: of passwords, of second-factor codes, and of addresses in the password reset.

Only failures count, in the database, where every process sees them. A password guess counts against (login, address)
and against the address, so that the right password from elsewhere still works. While one has to wait, nothing is
counted and no password is hashed.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil

from django.db import connection, models, transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac


class Failure(models.Model):
    """One failed try. The key is a digest: people type passwords into the login field."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "неудачная попытка"
        verbose_name_plural = "неудачные попытки"
        indexes = [
            models.Index(fields=["key", "at"], name="failure_key_at"),
            models.Index(fields=["at"], name="failure_at"),
        ]

    def __str__(self):
        return f"{self.key[:8]} {self.at:%H:%M:%S}"


@dataclass(frozen=True)
class Limit:
    """`free` failures within the window cost nothing; each further one doubles the wait."""

    free: int
    window: timedelta = timedelta(hours=1)
    first: timedelta = timedelta(minutes=1)
    longest: timedelta = timedelta(minutes=15)

    def free_again(self, failures: list[datetime], now: datetime) -> datetime:
        """The moment from which the next try is allowed."""
        recent = [at for at in failures if at > now - self.window]
        if len(recent) < self.free:
            return now
        doublings = min(len(recent) - self.free, 10)
        return max(recent) + min(self.first * 2**doublings, self.longest)


# The tenth wrong password for one login from one address has to wait, and the fortieth from one address for any logins:
# a whole office may stand behind that address, so its window is short.
ONE_SUBJECT = Limit(free=9)
ONE_ADDRESS = Limit(free=39, window=timedelta(minutes=15), longest=timedelta(minutes=5))


@dataclass
class Tries:
    """The tries that one guess belongs to: limits by key, that of the subject itself first."""

    limits: Mapping[str, Limit]
    counted: list[Failure] = field(default_factory=list)

    def begin(self) -> int:
        """Seconds to wait; 0: go on. The try counts as failed until it has `succeeded`: a volley gets no free shots."""
        if seconds := self.wait():
            return seconds
        with transaction.atomic():
            _one_at_a_time(self.limits)
            if seconds := self.wait():
                return seconds
            self.counted = Failure.objects.bulk_create(Failure(key=key) for key in self.limits)
        return 0

    def wait(self) -> int:
        """Seconds until the next try is allowed."""
        now = timezone.now()
        since = now - max(limit.window for limit in self.limits.values())
        failures: dict[str, list[datetime]] = {key: [] for key in self.limits}
        for key, at in Failure.objects.filter(key__in=failures, at__gt=since).values_list("key", "at"):
            failures[key].append(at)
        free_again = max(limit.free_again(failures[key], now) for key, limit in self.limits.items())
        return ceil((free_again - now).total_seconds())

    def succeeded(self) -> None:
        """Forgives the subject, not the address: an attacker may own one account."""
        this_try = Q(pk__in=[failure.pk for failure in self.counted])
        Failure.objects.filter(this_try | Q(key=next(iter(self.limits)))).delete()


def _one_at_a_time(keys: Iterable[str]) -> None:
    """Till the end of the transaction. SQLite's writers queue anyway."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for key in sorted(keys):
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(key[:15], 16)])


def of_password(login: str, request: HttpRequest) -> Tries:
    return _by_subject_and_address("password", login.strip().lower(), request)


def of_reset(login: str, request: HttpRequest) -> Tries:
    return _by_subject_and_address("reset", login.strip().lower(), request)


def of_invitation(code: str, request: HttpRequest) -> Tries:
    """A wrong code is counted from its address; codes themselves are kept as digests like everything here."""
    return _by_subject_and_address("invitation", code, request)


def of_account(user) -> Tries:
    """For who has shown one factor already: counted from wherever the tries come."""
    return Tries({_key("account", str(user.pk)): ONE_SUBJECT})


def forget_old() -> None:
    """Deletes what no window reaches any more."""
    Failure.objects.filter(at__lt=timezone.now() - max(ONE_SUBJECT.window, ONE_ADDRESS.window)).delete()


def _by_subject_and_address(kind: str, subject: str, request: HttpRequest) -> Tries:
    network = network_of(request.META.get("REMOTE_ADDR", ""))
    return Tries({_key(kind, subject, network): ONE_SUBJECT, _key(kind, network): ONE_ADDRESS})


def _key(*parts: str) -> str:
    return salted_hmac("accounts.throttle", "\n".join(parts), algorithm="sha256").hexdigest()


def network_of(address: str) -> str:
    """The address; of IPv6 its /64, all of which one machine may use."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network(f"{ip}/64", strict=False)) if ip.version == 6 else str(ip)
