"""The user: who signs in. The person behind the account is `people.Employee`."""

import unicodedata

from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.invitations import Invitation
from accounts.restoring import RestoreRequest
from accounts.sessions import Session
from accounts.throttle import Failure

__all__ = ["Failure", "Invitation", "RestoreRequest", "Session", "User"]

# No «@»: what holds one is an e-mail address, so the two ways to sign in never meet.
LOGIN = RegexValidator(r"\A[A-Za-z0-9._-]+\Z", "Только латинские буквы, цифры, точка, дефис и подчёркивание.")


class User(AbstractUser):
    """An account. `username` is the login: the personnel number for employees, any word for others."""

    username = models.CharField(
        "логин",
        max_length=64,
        unique=True,
        validators=[LOGIN],
        help_text="Табельный номер сотрудника или слово латиницей.",
        error_messages={"unique": "Такой логин уже есть."},
    )
    email = models.EmailField("электронная почта", blank=True, null=True, default=None)
    must_change_password = models.BooleanField(
        "сменить пароль при входе", default=False, help_text="До смены пароля человек ничего другого не откроет."
    )
    # When anything changed that decides what this person's sessions may do: see `accounts.standing`.
    rights_at = models.DateTimeField(default=timezone.now, editable=False)
    # Made by `manage.py demo`; such accounts are closed when the portal is started with DEMO=0.
    is_demo = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = "учётная запись"
        verbose_name_plural = "учётные записи"
        constraints = [
            models.UniqueConstraint(
                Lower("username"), name="login_unique_without_case", violation_error_message="Такой логин уже есть."
            ),
            models.UniqueConstraint(
                Lower("email"),
                name="email_unique_without_case",
                violation_error_message="Такая почта уже указана у другой учётной записи.",
            ),
        ]

    def clean(self):
        super().clean()
        self.email = self.email or None

    def set_password(self, raw_password):
        super().set_password(normalised(raw_password))

    def check_password(self, raw_password):
        return super().check_password(normalised(raw_password))


def normalised(password: str | None) -> str | None:
    """One form for what looks the same: a phone and a computer may write «й» differently."""
    return None if password is None else unicodedata.normalize("NFKC", password)
