"""Roles: five groups, and what each may do, said by the apps whose things they are."""

from __future__ import annotations

from collections import defaultdict

from django.contrib.auth.models import Group, Permission
from django.db import models
from django.db.models import Q


class Role(models.TextChoices):
    """A group by its slug (used in settings and code) and its Russian name (the group's name in the CMS)."""

    EMPLOYEE = "employee", "Сотрудники"
    HR = "hr", "Кадры"
    PRESS = "press", "Пресс-служба"
    JURY = "jury", "Жюри"
    ADMIN = "admin", "Администраторы"

    def group(self) -> Group:
        return Group.objects.get_or_create(name=self.label)[0]


_granted: dict[Role, set[str]] = defaultdict(set)


def grant(role: Role, *codenames: str) -> None:
    """An app's word that the role may do this, as `"people.change_employee"`; call it in `AppConfig.ready`."""
    _granted[role].update(codenames)


def sync() -> None:
    """Makes the groups and gives them what was granted; permissions that administrators added by hand stay."""
    for role in Role:
        group = role.group()
        group.permissions.add(*_permissions(_granted[role]))


def _permissions(names: set[str]) -> list[Permission]:
    found = Q(pk=None)
    for name in names:
        app_label, codename = name.split(".")
        found |= Q(content_type__app_label=app_label, codename=codename)
    permissions = list(Permission.objects.filter(found).select_related("content_type"))
    missing = names - {f"{permission.content_type.app_label}.{permission.codename}" for permission in permissions}
    if missing:
        raise LookupError(f"no such permission: {', '.join(sorted(missing))}")
    return permissions
