"""What follows from a change of an account: the audit line, and sessions that learn of new rights."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models import Q
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.utils import timezone

from accounts import audit, standing
from accounts.models import User
from accounts.sessions import ORIGIN, end_sessions


def signed_in(request, user, **kwargs) -> None:
    request.session[ORIGIN] = {
        "started_at": timezone.now().isoformat(),
        "address": request.META.get("REMOTE_ADDR", ""),
        "agent": request.META.get("HTTP_USER_AGENT", "")[:255],
    }
    standing.begin(request.session, user)
    audit.record("signed-in", account=user.get_username())


def sign_in_failed(credentials, **kwargs) -> None:
    audit.record("sign-in-failed", account=credentials.get("username", ""))


def signed_out(user, **kwargs) -> None:
    if user:
        audit.record("signed-out", account=user.get_username())


def membership_changed(instance, action, reverse, pk_set, **kwargs) -> None:
    if action not in {"post_add", "post_remove", "pre_clear"}:
        return
    if action == "pre_clear":
        pk_set = set((instance.user_set if reverse else instance.groups).values_list("pk", flat=True))
    users, groups = (pk_set, {instance.pk}) if reverse else ({instance.pk}, pk_set)
    if not users or not groups:
        return
    names = ", ".join(Group.objects.filter(pk__in=groups).order_by("name").values_list("name", flat=True))
    event = "group-given" if action == "post_add" else "group-taken"
    for login in User.objects.filter(pk__in=users).values_list("username", flat=True):
        audit.record(event, account=login, groups=names)
    standing.moved(Q(pk__in=users))


def group_permissions_changed(instance, action, reverse, pk_set, **kwargs) -> None:
    changed = (action in {"post_add", "post_remove"} and pk_set) or action == "post_clear"
    if changed and not reverse:
        audit.record("group-permissions-changed", group=instance.name)
        standing.moved(Q(groups=instance))


def account_saved(instance, raw=False, update_fields=None, **kwargs) -> None:
    """Before the save, while the database still has what it was."""
    watched = update_fields is None or {"is_active", "is_superuser"} & set(update_fields)
    if raw or instance.pk is None or not watched:
        return
    instance.rights_at = timezone.now()
    before = User.objects.filter(pk=instance.pk).values("is_active", "is_superuser", "username").first()
    if before:
        _record_changes(instance, before)


def _record_changes(user: User, before: dict) -> None:
    login = before["username"]
    if user.username != login:
        audit.record("login-changed", account=login, to=user.username)
    if user.is_active != before["is_active"]:
        audit.record("account-opened" if user.is_active else "account-closed", account=login)
    if user.is_superuser != before["is_superuser"]:
        audit.record("superuser-given" if user.is_superuser else "superuser-taken", account=login)
    if user._password is not None:
        audit.record("password-changed", account=login)


def account_closed(instance, **kwargs) -> None:
    if not instance.is_active:
        end_sessions(instance)


def account_created(instance, created, raw=False, **kwargs) -> None:
    if created and not raw:
        audit.record("account-created", account=instance.get_username())


def second_factor_added(instance, created, **kwargs) -> None:
    if created:
        _second_factor_changed("second-factor-added", instance)


def second_factor_removed(instance, **kwargs) -> None:
    _second_factor_changed("second-factor-removed", instance)


def _second_factor_changed(event: str, authenticator: Authenticator) -> None:
    audit.record(event, account=authenticator.user.get_username(), kind=authenticator.type)
    standing.moved(Q(pk=authenticator.user_id))


def connect() -> None:
    """Called once, when the apps are ready."""
    user_logged_in.connect(signed_in, dispatch_uid="accounts")
    user_logged_out.connect(signed_out, dispatch_uid="accounts")
    user_login_failed.connect(sign_in_failed, dispatch_uid="accounts")
    m2m_changed.connect(membership_changed, sender=User.groups.through, dispatch_uid="accounts")
    m2m_changed.connect(group_permissions_changed, sender=Group.permissions.through, dispatch_uid="accounts")
    pre_save.connect(account_saved, sender=User, dispatch_uid="accounts")
    post_save.connect(account_created, sender=User, dispatch_uid="accounts-created")
    post_save.connect(account_closed, sender=User, dispatch_uid="accounts-closed")
    post_save.connect(second_factor_added, sender=Authenticator, dispatch_uid="accounts")
    post_delete.connect(second_factor_removed, sender=Authenticator, dispatch_uid="accounts")
