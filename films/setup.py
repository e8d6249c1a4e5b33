"""The section, its holidays, and who may make films."""

from accounts.roles import Role
from films.models import FilmIndexPage, Holiday
from portal.sections import allow, ensure_section

SUNDAY = 6
MARCH, MAY, DECEMBER, FEBRUARY = 3, 5, 12, 2
HOLIDAYS = (
    {"name": "Новый год", "month": DECEMBER, "day": 31},
    {"name": "23 Февраля", "month": FEBRUARY, "day": 23},
    {"name": "8 Марта", "month": MARCH, "day": 8},
    {"name": "День работника ЖКХ", "kind": Holiday.Kind.WEEKDAY, "month": MARCH, "weekday": SUNDAY, "nth": 3},
    {"name": "День Победы", "month": MAY, "day": 9},
    {"name": "День энергетика", "month": DECEMBER, "day": 22},
    {"name": "День рождения компании", "kind": Holiday.Kind.OWN},
)


def ensure() -> None:
    section = ensure_section(FilmIndexPage, "Фильмы", "films")
    allow(Role.PRESS.group(), section, "add", "change", "publish", "lock", "unlock")
    if not Holiday.objects.exists():
        for told in HOLIDAYS:
            Holiday(**told).save()
