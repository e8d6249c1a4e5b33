"""From a sheet to a file to be printed. The codes are made here and stand nowhere but in the file."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta

import segno
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from accounts import audit, invitations
from people.models import Employee, InvitationSheet
from portal import problems
from portal.uploads.names import random_name

log = logging.getLogger(__name__)
State = InvitationSheet.State
KEPT_FOR = timedelta(hours=1)
FOLDER = "closed/invitations"
NO_LIBRARY = (
    "Листки приглашений печатаются страницей, а не PDF: на сервере нет библиотек Pango (см. docs/operations.md)."
)


@dataclass(frozen=True)
class Slip:
    """What one person gets: cut out, handed over, used once."""

    person: Employee
    code: str
    address: str
    qr: str


@task(backend="heavy", queue_name="heavy")
def make(sheet_id: int) -> None:
    """New codes for everybody on the sheet, as PDF. Repeated, it takes back the codes of the first time."""
    sheet = InvitationSheet.objects.filter(pk=sheet_id, state=State.WAITING).select_related("made_by").first()
    if sheet is None:
        return
    slips = _slips(sheet)
    html = render_to_string("people/invitations/sheet.html", {"slips": slips, "valid_for": invitations.VALID_FOR.days})
    suffix, content = _printed(html)
    name = default_storage.save(random_name(FOLDER, f"sheet.{suffix}"), ContentFile(content))
    InvitationSheet.objects.filter(pk=sheet.pk).update(file=name, state=State.READY)
    audit.record("invitations-made", sheet=sheet.pk, people=len(slips))


def forget_files() -> None:
    """What may be printed by whoever finds it lives an hour."""
    for sheet in InvitationSheet.objects.filter(made_at__lt=timezone.now() - KEPT_FOR).exclude(file=""):
        default_storage.delete(sheet.file)
        InvitationSheet.objects.filter(pk=sheet.pk).update(file="", state=State.GONE)


def _slips(sheet: InvitationSheet) -> list[Slip]:
    people = list(Employee.objects.working().filter(pk__in=sheet.employees).with_names_and_posts())
    codes = invitations.invite([person.number for person in people], by=sheet.made_by, batch=sheet.batch)
    return [_slip(person, codes[person.number]) for person in people]


def _slip(person: Employee, code: str) -> Slip:
    address = f"{settings.ENV.base_url}{reverse('invited', args=[code])}"
    drawn = segno.make(address, error="m").svg_inline(scale=3, border=2, dark="#000", light="#fff", omitsize=True)
    return Slip(person, invitations.in_groups(code), f"{settings.ENV.base_url}{reverse('invite')}", drawn)


def _printed(html: str) -> tuple[str, bytes]:
    """PDF where its libraries are; else the page itself, to be printed by the browser."""
    try:
        from weasyprint import HTML
    except OSError as error:  # Pango is a system library
        log.warning("no PDF: %s", error)
        problems.report("invitations-pdf", NO_LIBRARY)
        return "html", html.encode()
    problems.mended("invitations-pdf")
    return "pdf", HTML(string=html, url_fetcher=_nothing_from_outside).write_pdf()


def _nothing_from_outside(url: str, *args, **kwargs):
    raise ValueError(f"a sheet fetches nothing: {url}")
