"""`/admin/design/`: every component with sample data, in all its states."""

from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.access import Audience
from portal.images import Picture
from portal.stories import Summary

COLOURS = (
    *("paper", "surface", "sunken", "line", "ink", "muted", "supply", "supply-vivid", "supply-tint"),
    *("return", "return-line", "return-tint", "good", "bad", "bad-tint", "night"),
)
TYPE = (
    ("display huge", "Тепло"),
    ("display", "Шесть часов до рассвета"),
    ("display mid", "Заходите, здесь свои"),
    ("standfirst", "Утром дети пошли в тёплую школу. Рассказываем, кто и как это сделал."),
    ("kicker", "Журнал, № 2"),
    ("meta", "20 февраля 2026 · 9 минут чтения"),
)


@dataclass(frozen=True)
class SamplePerson:
    """Somebody invented."""

    name: str
    surname: str
    portrait: Picture | None = None

    @property
    def full_name(self) -> str:
        return f"{self.name} {self.surname}"

    def get_absolute_url(self) -> str:
        return "#person"


class SampleForm(forms.Form):
    """A field of each kind."""

    surname = forms.CharField(label="Фамилия", help_text="Как в паспорте.")
    about = forms.CharField(label="О себе", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    town = forms.ChoiceField(label="Город", choices=[("m", "Майкоп"), ("t", "Тихорецк")])
    channel = forms.ChoiceField(
        label="Куда написать", choices=[("mail", "На почту"), ("chat", "В мессенджер")], widget=forms.RadioSelect
    )
    photo = forms.FileField(label="Портрет", required=False, help_text="JPG или PNG до 20 МБ.")
    agreed = forms.BooleanField(label="Можно показывать мой портрет коллегам")


def design(request: HttpRequest) -> HttpResponse:
    """The living page of components; only for who may open the CMS."""
    picture = Picture.objects.prefetch_related("renditions").order_by("pk").first()
    return render(request, "portal/design.html", _context(picture))


def _context(picture: Picture | None) -> dict[str, object]:
    people = [
        SamplePerson("Виктор", "Переверзенцев", picture),
        SamplePerson("Галина", "Серебрянникова"),
        SamplePerson("Тамара", "Григоренко-Христорождественская"),
    ]
    return {
        "colours": COLOURS,
        "type": TYPE,
        "picture": picture,
        "people": people,
        "stories": [
            _story("Сварщики едут в Краснодар: аттестация 2 и 3 марта", picture),
            _story("Обратка снова вторая"),
        ],
        "steps": STEPS,
        "crumbs": [SimpleNamespace(title="Журнал", url="#1"), SimpleNamespace(title="№ 2, февраль 2026", url="#2")],
        "pages": Paginator(range(60), 20).page(2),
        "form": SampleForm(),
        "refused": SampleForm({"refused-town": "m"}, prefix="refused"),
        "notices": NOTICES,
        "figures": {"heading": "Ночь в цифрах", "figures": FIGURES},
        "note": {"title": "Задвижка", "text": "Запирает участок трубы. На схемах её рисуют бантиком."},
    }


STEPS = (
    {"title": "Приём работ", "note": "1–20 февраля", "state": "past"},
    {"title": "Голосуем", "note": "до 6 марта", "state": "now", "at": "30%"},
    {"title": "Жюри", "note": "7–12 марта", "state": ""},
    {"title": "Итоги", "note": "13 марта", "state": ""},
)
FIGURES = (
    {"value": "400 мм", "label": "диаметр лопнувшей трубы"},
    {"value": "26", "label": "человек из четырёх городов"},
    {"value": "+19 °C", "label": "было в классах в восемь утра"},
)
NOTICES = (
    ("", "Telegram пока не подключён."),
    ("good", "Сохранено."),
    ("warning", "Согласие на портрет отозвано: снимок скрыт."),
    ("bad", "Файл больше 20 МБ, его мы не взяли."),
)


def _story(title: str, cover: Picture | None = None) -> Summary:
    published = timezone.now() - timedelta(minutes=40)
    return Summary(0, "Новость", "Сети", title, "", cover, "#story", published, Audience.EMPLOYEES)
