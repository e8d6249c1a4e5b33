"""What HR sees of each work: its people with their consents, answers in the order of the form, how long it waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone

from contests.models import ContestPage, EntryField, Work, WorkFile, WorkPicture
from people.models import Consent, Employee, Purpose
from portal.players import Video, video_at

# After so many days the queue says that somebody has waited long.
LONG = 3


@dataclass(frozen=True)
class Consenting:
    """Somebody in a work or on its pictures: may the face and the name be shown?"""

    person: Employee
    role: str
    agrees: bool
    withdrew: bool


@dataclass(frozen=True)
class Answer:
    """A question and what was answered: words, pictures, a file, a film elsewhere."""

    question: EntryField
    text: str
    pictures: list[WorkPicture]
    file: WorkFile | None
    video: Video | None

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.pictures or self.file or self.video)


@dataclass(frozen=True)
class Row:
    """One work before HR."""

    work: Work
    answers: list[Answer]
    people: list[Consenting]
    days: int

    @property
    def waits_long(self) -> bool:
        return self.days >= LONG


def works_in(contest: ContestPage, state: str):
    """Works of a contest in this state, in the order in which they wait."""
    works = Work.objects.filter(contest=contest, state=state).order_by("submitted_at", "pk")
    return works.select_related("nomination", "judged_by").prefetch_related(
        "pictures__picture__renditions", "pictures__picture__depicted", "files", "members"
    )


def rows(works: Iterable[Work], questions: list[EntryField]) -> list[Row]:
    """All that is shown of these works, in a constant number of queries."""
    works = list(works)
    people = _employees({pk for work in works for pk in _people_of(work)})
    for work in works:
        work.author, work.filed_by = people[work.author_id], people[work.filed_by_id]
    return [Row(work, answers(work, questions), _consenting(work, people), _days(work)) for work in works]


def answers(work: Work, questions: list[EntryField]) -> list[Answer]:
    """In the order of the form, empty ones left out; pictures and files of the work are fetched already."""
    found = [_answer(work, question) for question in questions]
    return [answer for answer in found if not answer.is_empty]


def _answer(work: Work, question: EntryField) -> Answer:
    text = work.answers.get(question.key) or ""
    video = video_at(text, settings.PEERTUBE_HOSTS) if question.kind == EntryField.Kind.FILM and text else None
    pictures = [picture for picture in work.pictures.all() if picture.field == question.key]
    file = next((file for file in work.files.all() if file.field == question.key), None)
    return Answer(question, "" if video else text, pictures, file, video)


def _people_of(work: Work) -> dict[int, str]:
    """Everybody of whom a word is said, and what they are in the work; the first word holds."""
    roles = {work.author_id: "автор"}
    for member in work.members.all():
        roles.setdefault(member.employee_id, "в команде")
    for picture in work.pictures.all():
        for depicted in picture.picture.depicted.all():
            roles.setdefault(depicted.employee_id, "на снимке")
    roles.setdefault(work.filed_by_id, "")
    return roles


def _employees(pks: set[int]) -> dict[int, Employee]:
    everybody = Employee.objects.with_posts().prefetch_related(Prefetch("consents", to_attr="all_consents"))
    return everybody.in_bulk(pks)


def _consenting(work: Work, people: dict[int, Employee]) -> list[Consenting]:
    """The parent of a child is not asked: that consent stands with the work."""
    roles = {pk: role for pk, role in _people_of(work).items() if role}
    if work.kind == Work.Kind.FAMILY:
        del roles[work.author_id]
    return [_said(people[pk], role) for pk, role in roles.items()]


def _said(person: Employee, role: str) -> Consenting:
    said: list[Consent] = [consent for consent in person.all_consents if consent.purpose == Purpose.MAGAZINE]
    agrees = any(consent.withdrawn_at is None for consent in said)
    return Consenting(person, role, agrees, bool(said) and not agrees)


def _days(work: Work) -> int:
    return (timezone.now() - work.submitted_at).days if work.submitted_at else 0
