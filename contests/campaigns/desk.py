"""«Стол акций» in the CMS: all campaigns, and of one its shifts, what was brought, and thanks."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import audit
from contests.campaigns import adding_up, changing, thanking
from contests.campaigns.desk_forms import CancelForm, ShiftForm, ThanksForm
from contests.campaigns.organising import ContributionForm, enter
from contests.campaigns.phases import Phase
from contests.campaigns.wording import PEOPLE, counted
from contests.models import CampaignPage, CampaignThanks, ContestIndexPage, Contribution, Shift
from contests.rights import may_run
from people.models import Subdivision

ON_A_PAGE = 30
HAS_BEGUN = "Смена уже началась, её не отменить."


@may_run
def campaigns(request: HttpRequest) -> HttpResponse:
    """All of them, the latest first, drafts among them."""
    found = CampaignPage.objects.annotate(shift_count=Count("shifts"), people=Sum("shifts__taken"))
    page = Paginator(found.order_by("-starts_at", "-pk"), ON_A_PAGE).get_page(request.GET.get("p"))
    section = ContestIndexPage.objects.first()
    may_add = section is not None and section.permissions_for_user(request.user).can_add_subpage()
    context = {"page": page, "section": section, "may_add": may_add}
    return render(request, "contests/campaigns/desk/campaigns.html", context)


@may_run
@never_cache
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """One campaign: its shifts with places."""
    found = get_object_or_404(CampaignPage, pk=pk)
    shifts = Shift.objects.filter(campaign=found).annotate(waits=Count("waiting"))
    thanks = CampaignThanks.objects.filter(campaign=found).first()
    context = {
        "campaign": found,
        "shifts": shifts,
        "over": found.phase is Phase.OVER,
        "thanks": thanks,
        "thanks_form": ThanksForm(),
        "participants": len(thanking.participants(found)),
    }
    return render(request, "contests/campaigns/desk/campaign.html", context)


@may_run
@never_cache
def edit(request: HttpRequest, pk: int, shift: int | None = None) -> HttpResponse:
    """Adds a shift or changes one. Locked while it is checked: a POST is a transaction."""
    found = get_object_or_404(CampaignPage, pk=pk)
    held = _held(request, found, shift) if shift else Shift(campaign=found)
    form = ShiftForm(request.POST or None, instance=held)
    if request.method == "POST" and form.is_valid():
        _save(form)
        messages.success(request, "Смена сохранена.")
        return redirect("campaign_desk", pk)
    context = {"campaign": found, "shift": held, "form": form, "cancel_form": CancelForm()}
    return render(request, "contests/campaigns/desk/shift.html", context, status=422 if form.errors else 200)


def _held(request: HttpRequest, found: CampaignPage, pk: int) -> Shift:
    if request.method == "POST":
        return changing.locked(found.pk, pk)
    return get_object_or_404(Shift.objects.select_related("campaign"), campaign=found, pk=pk)


def _save(form: ShiftForm) -> None:
    if form.instance.pk is None:
        changing.add(form.instance)
    else:
        changing.change(form.instance, moved=form.moved, reason=form.cleaned_data["reason"])


@may_run
@require_POST
def cancel(request: HttpRequest, pk: int, shift: int) -> HttpResponse:
    """People are told why."""
    held = changing.locked(pk, shift)
    form = CancelForm(request.POST)
    if held.has_begun or not form.is_valid():
        messages.error(request, HAS_BEGUN if held.has_begun else "Напишите, почему: это прочтут записавшиеся.")
        return redirect("campaign_shift", pk, shift)
    told = changing.cancel(held, form.cleaned_data["reason"])
    messages.success(request, f"Смена отменена. Сказано: {counted(told, PEOPLE)}.")
    return redirect("campaign_desk", pk)


@may_run
@never_cache
def brought(request: HttpRequest, pk: int) -> HttpResponse:
    """What subdivisions brought; a wrong number is removed and entered anew."""
    found = get_object_or_404(CampaignPage, pk=pk)
    units = Subdivision.objects.order_by("path")
    form = ContributionForm(request.POST or None, units=units, instance=Contribution(campaign=found))
    if request.method == "POST" and form.is_valid():
        enter(form, request.user)
        return redirect("campaign_brought", pk)
    entered = Contribution.objects.filter(campaign=found).select_related("subdivision", "by")
    context = {
        "campaign": found,
        "form": form,
        "outcome": adding_up.outcome(found),
        "page": Paginator(entered, ON_A_PAGE).get_page(request.GET.get("p")),
    }
    return render(request, "contests/campaigns/desk/brought.html", context, status=422 if form.errors else 200)


@may_run
@require_POST
def drop(request: HttpRequest, pk: int, contribution: int) -> HttpResponse:
    """Removes a number entered by mistake."""
    row = get_object_or_404(Contribution, campaign=pk, pk=contribution)
    audit.record("campaign-result-dropped", campaign=pk, unit=row.subdivision_id, amount=row.amount)
    row.delete()
    return redirect("campaign_brought", pk)


@may_run
@require_POST
def thank(request: HttpRequest, pk: int) -> HttpResponse:
    """Once, when all is over."""
    found = get_object_or_404(CampaignPage.objects.live(), pk=pk)
    form = ThanksForm(request.POST)
    if found.phase is not Phase.OVER or not form.is_valid():
        messages.error(request, "Спасибо говорят после акции, и словами.")
        return redirect("campaign_desk", pk)
    thanks = thanking.thank(found, form.cleaned_data["text"], request.user)
    messages.success(request, f"Спасибо сказано: {counted(thanks.people, PEOPLE)}.")
    return redirect("campaign_desk", pk)
