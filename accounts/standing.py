"""What an account's standing demands of its session: how long it may last and whether a second factor is still missing.

The answer is kept in the session and asked again only when `User.rights_at` has moved, so that an ordinary page pays
no query for it.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role

STANDING, SINCE, SEEN = "standing", "since", "seen"
ROLE_BY_NAME = {role.label: role.value for role in Role}


def begin(session: SessionBase, user: User) -> None:
    """The start of a signed-in session."""
    session[SINCE] = session[SEEN] = time.time()
    _ask(session, user)


def keep(session: SessionBase, user: User) -> None:
    """At each request: asks anew if the rights have moved, and puts off the end, at most every ten minutes."""
    if session.get(STANDING, {}).get("for") != _stamp(user):
        session.setdefault(SINCE, time.time())
        _ask(session, user)
    if time.time() - session.get(SEEN, 0) >= settings.SESSION_RENEWAL.total_seconds():
        _put_off_the_end(session)


def may_edit(session: SessionBase) -> bool:
    """Whether the person may enter the CMS."""
    return session[STANDING]["staff"]


def must_enrol(session: SessionBase) -> bool:
    """Whether the person's groups demand a second factor that is not there."""
    return session[STANDING]["must_enrol"]


def moved(users: Q) -> None:
    """The rights of these users, or their second factors, have changed."""
    User.objects.filter(users).update(rights_at=timezone.now())


def _ask(session: SessionBase, user: User) -> None:
    session[STANDING] = {
        "for": _stamp(user),
        "staff": user.has_perm("wagtailadmin.access_admin"),
        "must_enrol": second_factor_demanded(user) and not has_second_factor(user),
    }
    _put_off_the_end(session)


def _stamp(user: User) -> str:
    return f"{user.rights_at.isoformat()} {','.join(sorted(settings.ENV.mfa_required_for))}"


def _put_off_the_end(session: SessionBase) -> None:
    idle, absolute = settings.SESSION_LIMITS["staff" if session[STANDING]["staff"] else "readers"]
    now = time.time()
    session[SEEN] = now
    end = min(now + idle.total_seconds(), session[SINCE] + absolute.total_seconds())
    session.set_expiry(datetime.fromtimestamp(end, UTC))


def second_factor_demanded(user: User) -> bool:
    if not settings.ENV.mfa_required_for:
        return False
    roles = {ROLE_BY_NAME.get(name) for name in user.groups.values_list("name", flat=True)}
    if user.is_superuser:
        roles.add(Role.ADMIN.value)
    return not settings.ENV.mfa_required_for.isdisjoint(roles)


def remove_factors(user: User) -> None:
    """One by one: each leaves a line in the audit."""
    for authenticator in Authenticator.objects.filter(user=user):
        authenticator.delete()


def has_passkey(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()


def has_second_factor(user: User) -> bool:
    codes = Authenticator.Type.RECOVERY_CODES
    return Authenticator.objects.filter(user=user).exclude(type=codes).exists()
