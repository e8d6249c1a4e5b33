"""One-use invitations: how people without e-mail get an account, or get back into theirs.

The code is known only to the paper it is printed on, or to whoever reads it out; the database keeps a digest.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac

GROUP, BATCH = 4, 500
# Typed on a Russian keyboard these look right and are other letters.
LOOK_ALIKES = str.maketrans("АВЕКМНРСТУХ", "ABEKMHPCTYX")


@dataclass(frozen=True)
class Carrier:
    """How a code gets to its person: of which signs it is made, and how long it stands."""

    signs: str
    length: int
    valid_for: timedelta


# Without I, O, 0 and 1: sixteen of these thirty-two signs are eighty bits.
PAPER = Carrier("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 16, timedelta(days=14))
# Read out and typed at once: twelve digits are forty bits, enough for an hour behind the brake.
TELEPHONE = Carrier("0123456789", 12, timedelta(hours=1))


class InvitationQuerySet(models.QuerySet):
    def unspent(self):
        """Neither used nor revoked; perhaps run out."""
        return self.filter(used_at=None, revoked_at=None)

    def standing(self):
        """Those that still open the door."""
        return self.unspent().filter(valid_till__gt=timezone.now())

    def revoke(self) -> int:
        return self.unspent().update(revoked_at=timezone.now())


class Invitation(models.Model):
    """An invitation for one login. At most one is unspent: a new one revokes the old."""

    login = models.CharField("табельный номер", max_length=64)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    # Those printed on one sheet have it in common.
    batch = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="кто выдал", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField("выдано", default=timezone.now)
    valid_till = models.DateTimeField("действует до")
    used_at = models.DateTimeField("использовано", null=True, blank=True)
    revoked_at = models.DateTimeField("отозвано", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "приглашение"
        verbose_name_plural = "приглашения"
        constraints = [
            models.UniqueConstraint(
                Lower("login"),
                condition=Q(used_at=None, revoked_at=None),
                name="one_unspent_invitation",
                violation_error_message="Для этого номера уже есть приглашение.",
            )
        ]

    def __str__(self):
        return f"{self.login}, до {timezone.localtime(self.valid_till):%d.%m.%Y}"


def invite(logins: Iterable[str], by, batch: uuid.UUID | None = None, carrier: Carrier = PAPER) -> dict[str, str]:
    """Makes an invitation for each login and revokes those there were; answers the codes by login, known from now on to the caller alone."""
    now, batch = timezone.now(), batch or uuid.uuid4()
    codes = {login: _new_code(carrier) for login in logins}
    keys = [login.lower() for login in codes]
    made = [
        Invitation(
            login=login,
            digest=digest_of(code),
            batch=batch,
            made_by=by,
            made_at=now,
            valid_till=now + carrier.valid_for,
        )
        for login, code in codes.items()
    ]
    with transaction.atomic():
        for start in range(0, len(keys), BATCH):
            batch_of_keys = keys[start : start + BATCH]
            Invitation.objects.alias(key=Lower("login")).filter(key__in=batch_of_keys).revoke()
        Invitation.objects.bulk_create(made, batch_size=BATCH)
    return codes


def standing_by(code: str) -> Invitation | None:
    """The standing invitation with this code, however it was typed."""
    return Invitation.objects.standing().filter(digest=digest_of(code)).first()


def use(invitation: Invitation) -> bool:
    """Spends it. Of several at once one gets True."""
    return bool(Invitation.objects.standing().filter(pk=invitation.pk).update(used_at=timezone.now()))


def revoke_restored(**kwargs) -> None:
    """In a restored portal what was used since the copy would stand again: the papers are printed anew."""
    Invitation.objects.all().revoke()


def in_groups(code: str) -> str:
    """As it is printed: «ABCD-EFGH-…»."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def plain(typed: str) -> str:
    """The code without what people put between its groups; Cyrillic look-alikes become Latin."""
    return "".join(filter(str.isalnum, typed.upper())).translate(LOOK_ALIKES)


def digest_of(code: str) -> str:
    return salted_hmac("accounts.invitations", plain(code), algorithm="sha256").hexdigest()


def _new_code(carrier: Carrier) -> str:
    return "".join(secrets.choice(carrier.signs) for _ in range(carrier.length))
