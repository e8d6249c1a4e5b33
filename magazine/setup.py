"""The shelf of the magazine, its rubrics, and who may write in it."""

from accounts.roles import Role
from magazine.models import MagazinePage, Rubric
from portal.sections import allow, ensure_section

RUBRICS = ("Репортаж", "Люди", "Как это работает", "История", "После смены")


def ensure() -> None:
    shelf = ensure_section(MagazinePage, "Журнал", "magazine")
    allow(Role.PRESS.group(), shelf, "add", "change", "publish", "lock", "unlock")
    if not Rubric.objects.exists():
        for name in RUBRICS:
            Rubric.named(name)
