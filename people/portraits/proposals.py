"""What happens to a portrait: uploaded, cut and sent, taken back, approved, declined. Each function is one transaction."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts import audit
from people.models import Employee, PortraitProposal
from people.portraits import pictures
from people.portraits.crop import Box
from people.portraits.pictures import Shot
from portal import renditions

State = PortraitProposal.State
# A day's uploads of one person: enough to choose, too few to fill the disk.
MOST_A_DAY = 20


@transaction.atomic
def begin(employee: Employee, shot: Shot, user) -> PortraitProposal:
    """The upload as this person's one draft; an older draft goes."""
    _lock(employee)
    _close(employee, State.DRAFT)
    draft = PortraitProposal(employee=employee, face_found=shot.face_found, made_by=user)
    draft.picture = pictures.stored(shot.file, user)
    draft.crop = shot.crop.fitted(draft.picture.width, draft.picture.height)
    draft.save()
    return draft


def send(draft: PortraitProposal, crop: Box) -> None:
    """Cuts the square out and puts it before HR, in place of what was waiting; the rest of the upload is deleted."""
    whole = draft.picture
    with whole.file.open("rb") as file:
        square = pictures.cut(file, crop.fitted(whole.width, whole.height))
    with transaction.atomic():
        _lock(draft.employee)
        if not PortraitProposal.objects.filter(pk=draft.pk, state=State.DRAFT).exists():
            return  # sent already: a second click
        _close(draft.employee, State.WAITING)
        _keep_square(draft, square, draft.made_by)
        draft.state, draft.made_at = State.WAITING, timezone.now()
        draft.save()
        pictures.discard(whole)
        audit.record("portrait-sent", employee=draft.employee.number)


@transaction.atomic
def withdraw(employee: Employee) -> None:
    """The person takes back what is waiting or not sent; its pictures are deleted."""
    _lock(employee)
    _close(employee, State.DRAFT, State.WAITING)
    audit.record("portrait-withdrawn", employee=employee.number)


@transaction.atomic
def approve(proposal_pk: int, user) -> bool:
    """Makes the portrait the employee's photo; False: somebody has decided already."""
    proposal = _to_decide(proposal_pk)
    if proposal is None:
        return False
    picture, proposal.picture = proposal.picture, None
    _decided(proposal, State.APPROVED, user)
    hang(proposal.employee, picture)
    audit.record("portrait-approved", employee=proposal.employee.number)
    return True


@transaction.atomic
def decline(proposal_pk: int, reason: str, user) -> bool:
    """Says no, with the reason the person will read; False: somebody has decided already."""
    proposal = _to_decide(proposal_pk)
    if proposal is None:
        return False
    picture, proposal.picture, proposal.reason = proposal.picture, None, reason
    _decided(proposal, State.DECLINED, user)
    pictures.discard(picture)
    audit.record("portrait-declined", employee=proposal.employee.number)
    return True


@transaction.atomic
def match(employee: Employee, shot: Shot, user) -> PortraitProposal:
    """A photo that HR has uploaded with others, found to be this person's by the name of its file."""
    _lock(employee)
    _close(employee, State.MATCHED)
    matched = PortraitProposal(employee=employee, face_found=shot.face_found, made_by=user, state=State.MATCHED)
    _keep_square(matched, pictures.cut(shot.file, shot.crop), user)
    matched.save()
    return matched


@transaction.atomic
def accept_matched(matched: PortraitProposal, user) -> None:
    """HR has looked: the matched photo becomes the portrait."""
    picture, matched.picture = matched.picture, None
    _decided(matched, State.APPROVED, user)
    hang(matched.employee, picture)
    audit.record("portrait-uploaded", employee=matched.employee.number)


@transaction.atomic
def drop_matched(matched: PortraitProposal) -> None:
    """HR has looked: not this one."""
    _close(matched.employee, State.MATCHED)


@transaction.atomic
def shoot(employee: Employee, shot: Shot, user) -> None:
    """HR's own photo: the portrait at once, and what was waiting is closed by it."""
    _lock(employee)
    _close(employee, State.WAITING)
    hang(employee, pictures.stored(pictures.cut(shot.file, shot.crop), user))
    audit.record("portrait-uploaded", employee=employee.number)


def hang(employee: Employee, picture) -> None:
    """Makes the picture the employee's photo, has its sizes made, and deletes the former one if nothing else shows it."""
    former = employee.photo
    picture.title, picture.description = f"Портрет: {employee.full_name}", employee.full_name
    picture.save()
    employee.photo = picture
    employee.save(update_fields=["photo"])
    renditions.make_soon([picture.pk], renditions.OF_PEOPLE)
    if former != picture:
        pictures.discard(former)


def forget_old(before) -> int:
    """Deletes drafts and matched photos that nobody has finished since; how many."""
    left = PortraitProposal.objects.filter(state__in=(State.DRAFT, State.MATCHED), made_at__lt=before)
    stale = list(left.select_related("employee", "picture")[:500])
    for proposal in stale:
        with transaction.atomic():
            _close(proposal.employee, proposal.state)
    return len(stale)


def _lock(employee: Employee) -> None:
    """Two requests about one person's portrait go one after the other."""
    Employee.objects.select_for_update().only("pk").get(pk=employee.pk)


def _to_decide(pk: int) -> PortraitProposal | None:
    found = PortraitProposal.objects.waiting().select_for_update(of=("self",)).select_related("employee", "picture")
    return found.filter(pk=pk).first()


def _decided(proposal: PortraitProposal, state: str, user) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, user, timezone.now()
    proposal.save()


def _keep_square(proposal: PortraitProposal, square, user) -> None:
    proposal.picture = pictures.stored(square, user)
    proposal.crop = Box(0, 0, proposal.picture.width)
    renditions.make_soon([proposal.picture.pk], renditions.OF_PEOPLE)


def _close(employee: Employee, *states: str) -> None:
    """Withdraws what stands in these states; its pictures are deleted."""
    for proposal in employee.portrait_proposals.filter(state__in=states).select_related("picture"):
        picture, proposal.picture = proposal.picture, None
        proposal.state, proposal.decided_at = State.WITHDRAWN, timezone.now()
        proposal.save()
        pictures.discard(picture)
