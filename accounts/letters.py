"""Letters about the account, written by the worker: a page never waits for the mail server."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from accounts import logins
from accounts.models import User


@task(backend="jobs", queue_name="jobs")
def send_reset_letter(login: str) -> None:
    """Writes to the account with this login or e-mail, if there is an open one with a password. May be repeated."""
    user = logins.find(login)
    if user is None or not user.is_active or not user.email or not user.has_usable_password():
        return
    context = {"user": user, "link": reset_link(user), "hours": settings.PASSWORD_RESET_TIMEOUT // 3600}
    send_mail("Новый пароль для «Тепла»", render_to_string("accounts/reset_letter.txt", context), None, [user.email])


def reset_link(user: User) -> str:
    """Good once and for `PASSWORD_RESET_TIMEOUT`; the host is the portal's own, not the request's."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    path = reverse("password_reset_confirm", args=[uid, default_token_generator.make_token(user)])
    return settings.ENV.base_url + path


def forget_unsent(**kwargs) -> None:
    """A restored portal does not write again what may have been sent since the copy was made."""
    DBTaskResult.objects.filter(task_path=send_reset_letter.module_path, finished_at=None).delete()
