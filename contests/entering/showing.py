"""How the entry form is shown: HR's questions in their order, with what has been stored for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from contests.entering import files, intake, people
from contests.entering.changing import SENT
from contests.entering.fields import ACCEPTED, IN_FILES, answer_name, hint, upload_name
from contests.entering.forms import EntryForm
from contests.models import EntryField, Work, WorkFile, WorkPicture
from people.models import Employee

REFUSED = 422


@dataclass(frozen=True)
class Part:
    """One question: a field to type in, or what has been stored and the way to add more."""

    question: EntryField
    field: forms.BoundField | None
    stored: list[WorkPicture | WorkFile]
    errors: list[str]

    @property
    def in_files(self) -> bool:
        return self.question.kind in IN_FILES

    @property
    def name(self) -> str:
        return upload_name(self.question)

    @property
    def accept(self) -> str:
        return ACCEPTED[self.question.kind]

    @property
    def hint(self) -> str:
        return hint(self.question)

    @property
    def takes_more(self) -> bool:
        return self.question.kind != EntryField.Kind.PHOTOS or len(self.stored) < self.question.most


def page(
    request: HttpRequest,
    form: EntryForm,
    at: datetime,
    refused: dict[str, list[str]] | None = None,
    *,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    """The whole form. Whatever happened, the next sending speaks of the work as it stands now."""
    work = _with_files(form.work.pk)
    if form.is_bound:
        form.data = form.data.copy()
        form.data["version"] = work.version
    typed = form.data.get("who", "")
    team = form.members if form.is_bound and hasattr(form, "members") else _team(work)
    context = {
        "form": form,
        "work": work,
        "parts": [_part(form, work, question, (refused or {}).get(question.key, [])) for question in form.questions],
        "team": team,
        "offered": people.offered(typed, [*team, work.author]) if typed else [],
        "nobody": typed and people.NOBODY,
        "notice": notice,
        "closed": ""
        if intake.may_change(work, at)
        else intake.why_closed(work.contest, at) or work.get_state_display(),
        "is_sent": work.state in SENT,
    }
    return render(request, "contests/entering/edit.html", context, status=status)


def part(request: HttpRequest, work: Work, question: EntryField, refused: list[str]) -> HttpResponse:
    """One question with its files alone, for the page that is open."""
    form = EntryForm(work, [question])
    context = {"part": _part(form, _with_files(work.pk), question, refused), "work": work}
    response = render(request, "contests/entering/files.html", context, status=REFUSED if refused else 200)
    response["X-Version"] = str(work.version)
    return response


def _part(form: EntryForm, work: Work, question: EntryField, errors: list[str]) -> Part:
    name = answer_name(question)
    field = form[name] if name in form.fields else None
    stored = files.of_question(work, question) if question.kind in IN_FILES else []
    return Part(question, field, stored, errors)


def _with_files(pk: int) -> Work:
    works = Work.objects.select_related("contest", "author", "filed_by")
    return works.prefetch_related("pictures__picture__renditions", "files").get(pk=pk)


def _team(work: Work) -> list[Employee]:
    return list(Employee.objects.filter(pk__in=work.members.values("employee")).with_posts())
