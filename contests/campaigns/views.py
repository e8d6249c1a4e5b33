"""One press, one place. Without JavaScript; pressing twice changes nothing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from contests.campaigns import places, waiting
from contests.campaigns.forms import TeamForm
from contests.campaigns.places import RefusedError
from contests.models import Shift
from contests.rights import employee_of
from people.models import Employee

NOBODY = "Записываются работающие сотрудники, а ваша учётная запись ни с кем из них не связана."
TAKEN = "Вы записаны: {}. Передумаете — отмените здесь же, место займёт другой."
TEAM_TAKEN = "Команда «{}» записана: {}."
LEFT = "Запись отменена: {}. Место снова свободно."
WAITS = "Скажем, как только освободится место: {}."
WAITS_NOT = "Больше не ждём: {}."


@require_POST
def act(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Takes a place, leaves it, waits for one or waits no longer."""
    shift = _shift(slug, pk)
    employee = employee_of(request.user)
    try:
        messages.success(request, _done(request.POST.get("act"), shift, employee))
    except RefusedError as refused:
        messages.warning(request, str(refused))
    return redirect(f"{shift.campaign.url}#shifts")


def _done(asked: str | None, shift: Shift, employee: Employee | None) -> str:
    if employee is None:
        raise RefusedError(NOBODY)
    if asked == "leave":
        places.leave(shift, employee)
        return LEFT.format(shift)
    if asked == "wait":
        waiting.wait(shift, employee)
        return WAITS.format(shift)
    if asked == "forget":
        waiting.stop(shift, employee)
        return WAITS_NOT.format(shift)
    places.take(shift, employee)
    return TAKEN.format(shift)


@never_cache
@require_http_methods(["GET", "POST"])
def team(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A team: its name, how many come, and, if wanted, which colleagues. All of them get places, or nobody."""
    shift = _shift(slug, pk)
    employee = employee_of(request.user)
    if employee is None or not shift.campaign.takes_teams:
        messages.warning(request, NOBODY if employee is None else "В эту акцию записываются по одному.")
        return redirect(f"{shift.campaign.url}#shifts")
    form = TeamForm(request.POST or None, captain=employee)
    if request.method == "POST" and "find" not in request.POST and form.is_valid():
        try:
            places.take(shift, employee, form.team())
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, TEAM_TAKEN.format(form.cleaned_data["name"], shift))
            return redirect(f"{shift.campaign.url}#shifts")
    shown = {
        "shift": shift,
        "campaign": shift.campaign,
        "form": form,
        "steps": [*shift.campaign.crumbs, shift.campaign],
    }
    asks = request.method == "POST" and "find" not in request.POST
    return render(request, "contests/campaigns/team.html", shown, status=422 if asks else 200)


def _shift(slug: str, pk: int) -> Shift:
    found = Shift.objects.select_related("campaign").filter(campaign__slug=slug, campaign__live=True)
    return get_object_or_404(found, pk=pk)
