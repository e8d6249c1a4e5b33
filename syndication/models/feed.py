"""The personal address under which somebody's reading program gets the channel."""

from __future__ import annotations

import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone

KEY_BYTES = 24


class FeedKey(models.Model):
    """One a person. Only the hash of the key is kept: the address itself is shown once, when it is made."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name="чей", on_delete=models.CASCADE, related_name="+"
    )
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField("выдан", default=timezone.now)

    class Meta:
        verbose_name = "адрес ленты"
        verbose_name_plural = "адреса лент"

    def __str__(self):
        return f"лента, {self.user}"

    @classmethod
    def renew(cls, user) -> str:
        """A new key for this person; the one before is dead at once."""
        key = secrets.token_urlsafe(KEY_BYTES)
        cls.objects.update_or_create(user=user, defaults={"hash": digest(key), "made_at": timezone.now()})
        return key

    @classmethod
    def holder_of(cls, key: str):
        """The active person who holds this key, or None."""
        found = cls.objects.select_related("user").filter(hash=digest(key), user__is_active=True).first()
        return found and found.user


def digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
