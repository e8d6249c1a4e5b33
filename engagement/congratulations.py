"""Kind words ring the bell: once an occasion, however many colleagues press the button."""

from django.db.models.signals import post_save
from django.urls import reverse

from engagement.notices import tell
from people.models import Congratulation

WORDS = {
    Congratulation.Occasion.BIRTHDAY: "Коллеги поздравляют вас с днём рождения. Посмотрите, кто.",
    Congratulation.Occasion.ANNIVERSARY: "Коллеги поздравляют вас с годовщиной работы. Посмотрите, кто.",
    Congratulation.Occasion.NEWCOMER: "Коллеги приветствуют вас в компании. Посмотрите, кто.",
}


def congratulated(instance: Congratulation, created: bool, **kwargs) -> None:
    if created:
        key = f"congratulated:{instance.occasion}:{instance.day}"
        tell([instance.employee_id], WORDS[instance.occasion], reverse("people:today"), key=key)


def connect() -> None:
    post_save.connect(congratulated, sender=Congratulation, dispatch_uid="bell")
