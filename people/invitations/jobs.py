"""Making sheets in the background. The codes are born in the task: no row of the queue ever holds one."""

from datetime import timedelta

from django_tasks import task

from accounts import invitations
from people.invitations import keeping, paper, whom
from people.models import Employee, InvitationSheet
from portal import worker
from portal.clock import periodic
from portal.paper import pdf


@task(backend="heavy", queue_name="heavy", priority=worker.WAITED_FOR)
def make_sheet(sheet_id: int) -> None:
    """May be repeated: invitations made by a run that died are revoked by the next."""
    sheet = InvitationSheet.objects.select_related("made_by").filter(pk=sheet_id).first()
    if sheet is None or sheet.state != InvitationSheet.State.WAITING:
        return
    people = whom.with_units(Employee.objects.working().filter(number__in=sheet.numbers))
    codes = invitations.invite([person.number for person in people], sheet.made_by, sheet.batch)
    made = pdf(paper.html(people, codes))
    if made is not None:
        keeping.keep(sheet, "pdf", made)
        return
    keeping.keep(sheet, "html", paper.html(people, codes, no_pdf=True).encode())


@periodic("burn-invitation-sheets", every=timedelta(minutes=5))
def burn_sheets() -> None:
    """Files with codes live for an hour."""
    keeping.burn_old()
