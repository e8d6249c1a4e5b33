"""Everything the portal keeps of one person, as a ZIP: `person.json` and the files.

Rooms add what they keep: `dossier.register("Игра", function)`, where `function(employee)` answers what JSON can hold.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.forms.models import model_to_dict
from wagtail.models import ModelLogEntry, Page

from people.consents.affected import pages_of
from people.consents.withholding import closed_name
from people.models import Employee, PersonalDataAccess
from portal import life

Source = Callable[[Employee], object]
_sources: dict[str, Source] = {}


def register(title: str, source: Source) -> None:
    _sources[title] = source


def archive(employee: Employee) -> BytesIO:
    """The ZIP, in memory: a portrait and some scans are a few megabytes."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        told = {title: source(employee) for title, source in _sources.items()}
        text = json.dumps(told, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder)
        packed.writestr("person.json", text)
        for name, stored in _files(employee):
            with default_storage.open(stored, "rb") as content:
                packed.writestr(name, content.read())
    file.seek(0)
    return file


def _files(employee: Employee) -> Iterator[tuple[str, str]]:
    """Names in the archive and in the storage."""
    scans = {consent.scan.name for consent in employee.consents.all() if consent.scan}
    wanted = [(f"consents/{number}", name) for number, name in enumerate(sorted(scans), start=1)]
    if employee.photo_id:
        wanted += [("portrait", employee.photo.file.name), ("portrait", closed_name(employee.photo))]
    for name, stored in wanted:
        if default_storage.exists(stored):
            yield f"{name}.{stored.rpartition('.')[2]}", stored


def _card(employee: Employee) -> dict:
    fields = [field for field in employee._meta.fields if not field.is_relation]
    return {str(field.verbose_name): getattr(employee, field.attname) for field in fields}


def _posts(employee: Employee) -> list[dict]:
    posts = employee.posts.select_related("subdivision", "place")
    return [{**model_to_dict(post, ["is_head", "since", "until"]), "post": str(post)} for post in posts]


def _consents(employee: Employee) -> list[dict]:
    return [
        {
            "на что": consent.get_purpose_display(),
            "как дано": consent.get_source_display(),
            "подписано": consent.signed_on,
            "дано": consent.given_at,
            "отозвано": consent.withdrawn_at,
            "текст": consent.text.text if consent.text else "",
        }
        for consent in employee.consents.select_related("text")
    ]


def _account(employee: Employee) -> dict | None:
    user = employee.user
    if user is None:
        return None
    shown = ("username", "email", "first_name", "last_name", "date_joined", "last_login", "is_active")
    return {name: getattr(user, name) for name in shown} | {"groups": [group.name for group in user.groups.all()]}


def _life(employee: Employee) -> list[dict]:
    return [
        {"когда": event.when, "что": event.title, "роль": event.role, "адрес": event.url}
        for event in life.events_of([employee.pk]).get(employee.pk, [])
    ]


def _pages(employee: Employee) -> list[dict]:
    return list(Page.objects.filter(pk__in=pages_of(employee)).values("pk", "title", "live", "url_path"))


def _log(employee: Employee) -> list[dict]:
    return list(ModelLogEntry.objects.for_instance(employee).values("timestamp", "action", "label"))


def _own_words(employee: Employee) -> dict[str, list]:
    return {
        "отсутствия": [str(absence) for absence in employee.absences.all()],
        "исправления": [str(proposal) for proposal in employee.proposals.all()],
        "поздравления": [str(one) for one in employee.congratulations.select_related("by")],
    }


def _quiz(employee: Employee) -> dict[str, int]:
    """In numbers: the answers are about others."""
    return {"ответов": employee.quiz_answers.count(), "карточек": employee.quiz_cards.count()}


def _accesses(employee: Employee) -> list[dict]:
    return list(PersonalDataAccess.objects.filter(employee=employee).values("at", "what", "by__username"))


for _title, _source in {
    "Карточка": _card,
    "Должности": _posts,
    "Согласия": _consents,
    "Учётная запись": _account,
    "Жизнь в компании": _life,
    "Страницы, где человек показан или назван": _pages,
    "Что человек написал сам": _own_words,
    "Игра в лица": _quiz,
    "Журнал изменений карточки": _log,
    "Кто выгружал данные": _accesses,
}.items():
    register(_title, _source)
