"""The shelf of the magazine, its rubrics, who may write in it, and its workflow."""

from accounts.roles import Role
from magazine.desk import proofreading
from magazine.models import MagazinePage, Rubric
from portal.sections import allow, ensure_section

RUBRICS = ("Репортаж", "Люди", "Как это работает", "История", "После смены")


def ensure() -> None:
    shelf = ensure_section(MagazinePage, "Журнал", "magazine")
    allow(Role.PRESS.group(), shelf, "add", "change", "publish", "lock", "unlock")
    proofreading.ensure(shelf)
    if not Rubric.objects.exists():
        for name in RUBRICS:
            Rubric.named(name)
