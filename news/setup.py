"""The news section, its rubrics, and who may write in it."""

from accounts.roles import Role
from news.models import NewsIndexPage, Rubric
from portal.sections import allow, ensure_section

RUBRICS = ("Компания", "Люди", "Сети", "Обучение", "Спорт")


def ensure() -> None:
    section = ensure_section(NewsIndexPage, "Новости", "news")
    allow(Role.PRESS.group(), section, "add", "change", "publish", "lock", "unlock")
    if not Rubric.objects.exists():
        for name in RUBRICS:
            Rubric.named(name)
