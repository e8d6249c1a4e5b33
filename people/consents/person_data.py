"""Everything the portal knows of one person: handed over on request, or erased (152-ФЗ, articles 14 and 21).

Rooms that hold something of people register what they collect and how they erase it.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from django.core.serializers.json import DjangoJSONEncoder
from django.forms.models import model_to_dict

from people.models import Employee, HelpTopic, SearchWord
from portal import life

MOST_EVENTS = 1000
RELATED = ("posts", "consents", "absences", "proposals")


@dataclass(frozen=True)
class Holder:
    """A room that holds something of a person: what it is, in plain values, and how it goes."""

    name: str
    collect: Callable[[Employee], object]
    erase: Callable[[Employee], None]


_holders: list[Holder] = []


def register(holder: Holder) -> None:
    """An app's word that it holds something of people; call it in `AppConfig.ready`."""
    _holders.append(holder)


def collected(person: Employee) -> dict[str, object]:
    """All of it in plain values."""
    own = {"employee": model_to_dict(person, exclude=["photo", "user"])}
    related = {name: [model_to_dict(row) for row in getattr(person, name).all()] for name in RELATED}
    events = life.events_of([person.pk]).get(person.pk, [])[:MOST_EVENTS]
    told = [{"when": event.when, "role": event.role, "title": event.title, "url": event.url} for event in events]
    return {**own, **related, "life": told, **{holder.name: holder.collect(person) for holder in _holders}}


def archive(person: Employee) -> bytes:
    """A ZIP: `person.json`, the portrait, the scans of consents."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        text = json.dumps(collected(person), ensure_ascii=False, indent=1, cls=DjangoJSONEncoder, default=str)
        packed.writestr("person.json", text)
        for name, stored in _files(person):
            with stored.open("rb") as content:
                packed.writestr(name, content.read())
    return file.getvalue()


def _files(person: Employee):
    if person.photo:
        yield f"portrait{PurePath(person.photo.file.name).suffix}", person.photo.file
    for consent in person.consents.exclude(scan=""):
        yield f"consents/{consent.purpose}-{consent.pk}{PurePath(consent.scan.name).suffix}", consent.scan


def erase_from_rooms(person: Employee) -> list[str]:
    """Has every registered room erase its part; answers their names."""
    for holder in _holders:
        holder.erase(person)
    return [holder.name for holder in _holders]


def forget_words(person: Employee) -> None:
    SearchWord.objects.filter(employee=person).delete()
    HelpTopic.objects.filter(employee=person).delete()
