"""What the demo's reader has been told: something new, something read, over several days."""

from django.utils import timezone

from engagement.models import Notice
from engagement.notices import tell
from people.models import Employee
from portal.demo import Demo, moment

# Days ago, the hour, text, address, whether read.
TOLD = [
    (0, "08:40", "Вышел новый номер журнала. В нём пишут о вашем цехе.", "/magazine/", False),
    (0, "08:05", "Коллеги поздравляют вас с годовщиной работы. Посмотрите, кто.", "/people/today/", False),
    (1, "16:20", "Просим согласие на съёмку: вы есть в фильме к Дню энергетика.", "/me/consents/", False),
    (3, "11:00", "Кадры исправили вашу должность. Проверьте, всё ли верно.", "/me/profile/", True),
    (9, "09:30", "Ваш портрет принят — его уже видят коллеги.", "/me/photo/", True),
]


def load(demo: Demo) -> str:
    reader = Employee.objects.filter(user__username="reader", user__is_demo=True).first()
    if reader is None:
        return "nobody to tell"
    return f"{sum(_tell(reader, *told) for told in TOLD)} notices"


def _tell(reader: Employee, days_ago: int, clock: str, text: str, url: str, read: bool) -> int:
    key, at = f"demo:{days_ago}:{clock}", moment(days_ago, clock)
    told = tell([reader.pk], text, url, key=key)
    if told:
        Notice.objects.filter(employee=reader, key=key).update(at=at, read_at=timezone.now() if read else None)
    return told
