"""Sign-in by personnel number (or another login) or by e-mail, without regard to case."""

from django.contrib.auth.backends import ModelBackend
from django.db.models.functions import Lower

from accounts.models import User


def find(login: str) -> User | None:
    """The account with this login or this e-mail."""
    text = login.strip().lower()
    field = "email" if "@" in text else "username"
    return User.objects.alias(key=Lower(field)).filter(key=text).first()


class LoginBackend(ModelBackend):
    """Hashes once whether or not the account exists, is closed, or has a password: the answer takes the same time."""

    def authenticate(self, request, username=None, password=None, **credentials):
        if username is None or password is None:
            return None
        user = find(username)
        if user is None:
            User().set_password(password)
            return None
        if user.check_password(password) and self.user_can_authenticate(user):
            return user
        return None
