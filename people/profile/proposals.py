"""HR decides what employees say is wrong in the official data."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts import audit
from people.importing.parsing import parse_date
from people.models import Employee, ProposedChange

Field, State = ProposedChange.Field, ProposedChange.State
PER_PAGE = 30
# HR's own system decides these: a value written here would be overwritten by the next import.
ONLY_IN_HR_SYSTEM = {Field.POSITION, Field.SUBDIVISION, Field.PLACE}
MAY_DECIDE = permission_required("people.change_proposedchange", raise_exception=True)


@MAY_DECIDE
def queue(request: HttpRequest) -> HttpResponse:
    """What waits first, the oldest first; then what was decided lately."""
    people = Prefetch("employee", Employee.objects.with_names_and_posts())
    asked = ProposedChange.objects.filter(state=State.WAITING).order_by("proposed_at").prefetch_related(people)
    page = Paginator(asked, PER_PAGE).get_page(request.GET.get("page"))
    for proposal in page:
        proposal.before = before(proposal)
    decided = ProposedChange.objects.exclude(state=State.WAITING).order_by("-decided_at").select_related("employee")
    return render(request, "people/proposals/queue.html", {"page": page, "decided": decided[:PER_PAGE]})


@MAY_DECIDE
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accepting writes the value at once; a reason is owed when declining."""
    proposal = get_object_or_404(ProposedChange.objects.select_for_update().filter(state=State.WAITING), pk=pk)
    accepted, reason = "accept" in request.POST, request.POST.get("reason", "").strip()[:500]
    if not accepted and not reason:
        messages.error(request, "Напишите, почему нет: человек увидит ответ.")
        return redirect("people_proposals")
    try:
        _decided(proposal, request.user, accepted, reason)
    except ValidationError as error:
        messages.error(request, f"{proposal.employee}: {' '.join(error.messages)}")
        return redirect("people_proposals")
    messages.success(request, "Исправлено." if accepted else "Отклонено, ответ отправлен.")
    return redirect("people_proposals")


def waiting() -> int:
    return ProposedChange.objects.filter(state=State.WAITING).count()


def before(proposal: ProposedChange) -> str:
    """What stands now."""
    person, held = proposal.employee, proposal.employee.post
    of_post = {
        Field.POSITION: held and held.position,
        Field.SUBDIVISION: held and held.subdivision,
        Field.PLACE: held and held.place,
    }
    value = of_post[proposal.field] if proposal.field in of_post else getattr(person, proposal.field)
    return value.strftime("%d.%m.%Y") if isinstance(value, date) else str(value or "пусто")


def _decided(proposal: ProposedChange, user, accepted: bool, reason: str) -> None:
    if accepted and proposal.field not in ONLY_IN_HR_SYSTEM:
        _write(proposal.employee, proposal.field, proposal.value)
    proposal.state = State.ACCEPTED if accepted else State.DECLINED
    proposal.reason, proposal.decided_by, proposal.decided_at = reason, user, timezone.now()
    proposal.save()
    audit.record("proposal-decided", employee=proposal.employee.number, field=proposal.field, state=proposal.state)


def _write(person: Employee, field: str, value: str) -> None:
    wanted: object = value
    if field == Field.BIRTH_DATE:
        wanted = parse_date(value)
        if wanted is None:
            raise ValidationError(f"«{value}» — не дата. Исправьте в карточке сотрудника сами.")
    setattr(person, field, wanted)
    person.clean_fields(exclude={other.name for other in person._meta.fields} - {field})
    person.save()
