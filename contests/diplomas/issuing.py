"""Diplomas are given: numbered, worded, remembered, and people are told. Revoked, they keep their numbers."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format

from contests.diplomas import names, wording
from contests.diplomas.recipients import Recipient, rows_given
from contests.models import ContestIndexPage, ContestPage, Diploma, DiplomaTemplate, PaperRun, Work
from contests.papers import runs
from engagement import notices

OWN = "/contests/diplomas/"


@transaction.atomic
def issue(
    contest: ContestPage, template: DiplomaTemplate, chosen: Sequence[tuple[Recipient, str]], user
) -> list[Diploma]:
    """One diploma each, with the name as HR wrote it; whoever has got one meanwhile is passed over."""
    _stand_in_line()
    given = rows_given(contest)
    chosen = [(recipient, name.strip()) for recipient, name in chosen if recipient.row not in given]
    today = timezone.localdate()
    last = Diploma.objects.filter(year=today.year).aggregate(Max("running"))["running__max"] or 0
    made = [
        _diploma(contest, template, recipient, name, year=today.year, running=number, issued_by=user)
        for number, (recipient, name) in enumerate(chosen, last + 1)
    ]
    Diploma.objects.bulk_create(made)
    _remember(chosen, template.case)
    _tell(contest, template, made)
    return made


@transaction.atomic
def revoke(diploma: Diploma) -> bool:
    """Whether it stood until now. The page behind its QR says so from this moment on; a PDF with it goes."""
    standing = Diploma.objects.standing().filter(pk=diploma.pk)
    if not standing.update(revoked_at=timezone.now(), award=None):
        return False
    runs.forget(PaperRun.objects.filter(contest=diploma.contest_id, kind=PaperRun.Kind.DIPLOMAS))
    text = f"{diploma.heading} № {diploma.number} отозван. Почему — расскажут в кадрах."
    notices.tell([diploma.employee_id], text, OWN, key=f"contest:{diploma.contest_id}:revoked:{diploma.pk}")
    return True


def _stand_in_line() -> None:
    """Numbers run through all contests: two who issue at the same time do it one after the other."""
    list(ContestIndexPage.objects.select_for_update().values_list("pk"))


def _remember(chosen: Sequence[tuple[Recipient, str]], case: str) -> None:
    proposed = names.forms((recipient.named for recipient, _ in chosen), case)
    for recipient, name in chosen:
        if name != proposed[recipient.named]:
            names.remember(recipient.named, case, name)


def _diploma(contest: ContestPage, template: DiplomaTemplate, recipient: Recipient, name: str, **facts) -> Diploma:
    work, award = recipient.work, recipient.award
    values = {
        "конкурс": contest.title,
        "номинация": work.nomination.title if work else "",
        "работа": work.title if work else "",
        "дата": date_format(timezone.localdate(), "j E Y"),
    }
    return Diploma(
        contest=contest,
        award=award,
        work=work,
        employee=recipient.employee,
        printed_name=name,
        public_name=_public(recipient, template, name),
        heading=template.heading,
        place=str(award or ""),
        text=wording.filled(template.text, values),
        signer=template.signer,
        signer_post=template.signer_post,
        background=template.background,
        **facts,
    )


def _public(recipient: Recipient, template: DiplomaTemplate, name: str) -> str:
    """Of a child the page behind the QR says the first name alone, whatever stands on the paper."""
    is_child = recipient.work and recipient.work.kind == Work.Kind.FAMILY
    return names.by_rules(recipient.named, template.case) if is_child else name


def _tell(contest: ContestPage, template: DiplomaTemplate, made: list[Diploma]) -> None:
    if not made:
        return
    text = f"«{contest.title}»: {template.heading.lower()} — для вас. Откройте и сохраните."
    key = f"contest:{contest.pk}:diplomas:{made[0].number}"
    notices.tell({diploma.employee_id for diploma in made}, text, OWN, key=key, letter=True)
