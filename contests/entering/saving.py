"""What happens to a work on its author's side: begun, kept, sent, taken back. Each function is one transaction."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from accounts import audit
from contests.entering import files, intake, quota
from contests.entering.changing import changed, lock_person, locked
from contests.entering.consent import WORDS
from contests.entering.fields import answer_name
from contests.entering.forms import EntryForm
from contests.models import ContestPage, Work, WorkMember
from engagement import notices
from people.models import Employee
from portal import pagecache

State = Work.State
TEXTS = ("title", "team_name", "child_name", "child_age", "relation", "nomination")
# Two who send in the same instant take the same number; one of them takes the next.
TRIES = 20
TOO_MANY = "В этой номинации от одного человека принимают не больше {}. Отзовите одну из прежних."


NAMED = "{} отправляет на конкурс работу «{}»: вы в ней автор или в команде."


class ChangedElsewhereError(Exception):
    """The work was changed in another window since this one was opened."""


@transaction.atomic
def begin(contest: ContestPage, author: Employee, filer: Employee, kind: str) -> Work:
    """A draft. ValidationError if this person has too many."""
    lock_person(filer.pk)
    quota.refuse_another_work(contest.pk, filer.pk)
    return Work.objects.create(contest=contest, author=author, filed_by=filer, kind=kind)


@transaction.atomic
def keep(form: EntryForm, at: datetime) -> Work:
    """Writes what was typed and fits. A draft is kept at any time: nothing is lost by being late."""
    work = locked(form.work.pk)
    if work.version != form.cleaned_data.get("version"):
        raise ChangedElsewhereError
    if work.state != State.DRAFT:
        intake.refuse_late(work, at)
    _write(work, form)
    changed(work, at)
    return work


@transaction.atomic
def send(form: EntryForm, at: datetime) -> Work:
    """Puts the work before HR; the first time it gets its number. ValidationError if the person has no place left."""
    lock_person(form.work.author_id)
    work = locked(form.work.pk)
    intake.refuse_late(work, at)
    work = keep(form, at)
    _refuse_too_many(work)
    is_first = work.number is None
    work.state, work.submitted_at, work.reason, work.judged_by = State.SUBMITTED, at, "", None
    _save_numbered(work)
    if is_first:
        _tell_others(work)
    audit.record("work-sent", contest=work.contest_id, work=work.pk)
    return work


@transaction.atomic
def withdraw(pk: int) -> None:
    """Takes a sent work back at any time; a draft that never was sent is deleted with its files."""
    work = locked(pk)
    if work.state == State.WITHDRAWN:
        return
    audit.record("work-withdrawn", contest=work.contest_id, work=work.pk)
    if work.number is None:
        files.remove_all(work)
        work.delete()
        return
    was_shown = work.state == State.ACCEPTED
    work.state, work.version = State.WITHDRAWN, work.version + 1
    work.save()
    if was_shown:
        pagecache.bump("pages")


def _write(work: Work, form: EntryForm) -> None:
    said = form.cleaned_data
    for name in TEXTS:
        if name in said:
            setattr(work, name, said[name])
    if form.only:
        work.nomination = form.only
    answers = {q.key: said[answer_name(q)] for q in form.questions if answer_name(q) in said}
    work.answers = work.answers | answers
    if "agrees" in form.fields:
        _write_consent(work, bool(said.get("agrees")))
    if "who" in form.fields:
        _write_team(work, form.members)


def _write_consent(work: Work, agrees: bool) -> None:
    if not agrees:
        work.parent_agreed_at, work.parent_agreed_to = None, ""
    elif work.parent_agreed_at is None:
        work.parent_agreed_at, work.parent_agreed_to = timezone.now(), WORDS


def _write_team(work: Work, members: list[Employee]) -> None:
    work.members.exclude(employee__in=members).delete()
    rows = [WorkMember(work=work, employee=person) for person in members]
    WorkMember.objects.bulk_create(rows, ignore_conflicts=True)


def _refuse_too_many(work: Work) -> None:
    others = Work.objects.counting().filter(nomination=work.nomination, author=work.author).exclude(pk=work.pk)
    if others.count() >= work.contest.works_each:
        raise ValidationError({"nomination": TOO_MANY.format(work.contest.works_each)})


def _tell_others(work: Work) -> None:
    """Whoever was named by somebody else learns of it, and may have the work taken back."""
    others = {work.author_id, *work.members.values_list("employee", flat=True)} - {work.filed_by_id}
    key = f"contest:{work.contest_id}:work:{work.pk}:named"
    notices.tell(others, NAMED.format(work.filed_by.full_name, work.title), reverse("contests:mine"), key=key)


def _save_numbered(work: Work) -> None:
    """A number is never given twice in a contest: the database says so, and the next one is tried."""
    if work.number is not None:
        work.save()
        return
    for left in reversed(range(TRIES)):
        last = Work.objects.filter(contest=work.contest_id).aggregate(last=Max("number"))["last"]
        work.number = (last or 0) + 1
        try:
            with transaction.atomic():
                work.save()
            return
        except IntegrityError:
            if not left:
                raise
