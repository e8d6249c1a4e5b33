"""The session engine (`SESSION_ENGINE`): Django's database sessions, each with its owner, so that they can be ended."""

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone

ORIGIN = "origin"


class Session(AbstractBaseSession):
    """A session with the account it belongs to (none before sign-in), and where and when it began."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="sessions", editable=False
    )
    started_at = models.DateTimeField("начат", default=timezone.now)
    address = models.CharField("адрес", max_length=45, blank=True)
    agent = models.CharField("обозреватель", max_length=255, blank=True)

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "сеанс"
        verbose_name_plural = "сеансы"

    @classmethod
    def get_session_store_class(cls):
        return SessionStore


class SessionStore(DatabaseSessionStore):
    """Copies the account and the origin from the session's data to its row at each save."""

    @classmethod
    def get_model_class(cls):
        return Session

    def create_model_instance(self, data):
        session = super().create_model_instance(data)
        session.user_id = data.get(SESSION_KEY)
        for name, value in data.get(ORIGIN, {}).items():
            setattr(session, name, value)
        return session


def standing_sessions(user) -> models.QuerySet[Session]:
    """The sessions of this account that have not run out, newest first."""
    return Session.objects.filter(user=user, expire_date__gt=timezone.now()).order_by("-started_at")


def end_sessions(user, but: str | None = None) -> int:
    """Ends all sessions of the account, except the one with the key `but`; returns how many."""
    sessions = Session.objects.filter(user=user)
    return sessions.exclude(session_key=but).delete()[0] if but else sessions.delete()[0]
