"""One-use invitations on paper, for people without e-mail: the first sign-in, and the way back after a lost password.

The code stands on the sheet alone; here is its digest. A login has at most one invitation that stands.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

# No letter that looks like another, in print or in a hand: 16 of 31 signs are 79 bits.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH, GROUP = 16, 4
VALID_FOR = timedelta(days=14)
AT_ONCE = 500

MayHaveAccount = Callable[[str], bool]
_rules: list[MayHaveAccount] = []


class InvitationQuerySet(models.QuerySet):
    def standing(self):
        """Neither used nor taken back; they may have run out."""
        return self.filter(used_at=None, revoked_at=None)

    def usable(self):
        return self.standing().filter(valid_till__gt=timezone.now())


class Invitation(models.Model):
    """An invitation for a login, which may or may not have an account yet."""

    login = models.CharField("логин", max_length=64)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    batch = models.CharField(max_length=32, db_index=True, editable=False, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="кто дал", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField("дано", default=timezone.now)
    valid_till = models.DateTimeField("действует до")
    used_at = models.DateTimeField("использовано", null=True, blank=True)
    revoked_at = models.DateTimeField("отозвано", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "приглашение"
        verbose_name_plural = "приглашения"
        ordering = ["-made_at", "login"]
        constraints = [
            models.UniqueConstraint(
                fields=("login",), condition=Q(used_at=None, revoked_at=None), name="one_standing_invitation"
            )
        ]

    def __str__(self):
        return f"{self.login} до {self.valid_till:%d.%m.%Y}"


def register_rule(rule: MayHaveAccount) -> None:
    """An app's word whether somebody of this login may have an account; people says it of leavers."""
    _rules.append(rule)


def may_have_account(login: str) -> bool:
    return all(rule(login) for rule in _rules)


@transaction.atomic
def invite(logins: Iterable[str], *, by, batch: str = "") -> dict[str, str]:
    """A new code for each login; what stood for it before no longer does. The codes are kept nowhere."""
    codes = {login: _new_code() for login in logins}
    revoke(Q(login__in=list(codes)))
    valid_till = timezone.now() + VALID_FOR
    rows = [
        Invitation(login=login, digest=digest(code), batch=batch, made_by=by, valid_till=valid_till)
        for login, code in codes.items()
    ]
    Invitation.objects.bulk_create(rows, AT_ONCE)
    return codes


def revoke(which: Q) -> int:
    """Takes back those that stand."""
    return Invitation.objects.standing().filter(which).update(revoked_at=timezone.now())


def find(code: str) -> Invitation | None:
    """The invitation that this code opens now, however it was typed; nothing is used up."""
    found = Invitation.objects.usable().filter(digest=digest(code)).first()
    return found if found and may_have_account(found.login) else None


def use(invitation: Invitation) -> bool:
    """Whether it was still free: of two who come at once, one gets it."""
    return bool(Invitation.objects.usable().filter(pk=invitation.pk).update(used_at=timezone.now()))


def in_groups(code: str) -> str:
    """«ABCD-EFGH-…», as it is printed."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def digest(code: str) -> str:
    """Of the letters and digits alone, without regard to case."""
    plain = "".join(filter(str.isalnum, code.upper()))
    return salted_hmac("accounts.invitations", plain, algorithm="sha256").hexdigest()


def forget_old() -> None:
    """What ran out or was used three months ago says nothing to anybody."""
    Invitation.objects.filter(valid_till__lt=timezone.now() - timedelta(days=90)).delete()


def _new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
