"""For the organiser and HR: who has places, as a page and as a table; what was brought."""

from __future__ import annotations

from collections import defaultdict

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import audit
from contests.campaigns.rights import may_organise, units_for
from contests.models import CampaignPage, Contribution, Enrolment, Shift
from contests.rights import RUN
from people.consents.sheets import record_access
from people.models import Employee
from portal import tables
from portal.prefetch import prefetch_pictures

HEADING = ("Смена", "Фамилия", "Имя", "Отчество", "Должность и город", "Рабочий телефон", "Команда", "Мест")
ENTERED_SHOWN = 50
MOST_ROWS = 2000
INDENT = "\u2003"


class ContributionForm(forms.ModelForm):
    """Offers the units this person answers for."""

    class Meta:
        model = Contribution
        fields = ["subdivision", "amount", "note"]

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["subdivision"].queryset = units
        self.fields["subdivision"].label_from_instance = lambda unit: f"{INDENT * (unit.depth - 1)}{unit.name}"


@require_safe
@never_cache
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Names by shift."""
    campaign = _campaign(request, slug)
    rows = by_shift(campaign)
    prefetch_pictures(*(row.employee.photo for _, found in rows for row in found))
    context = {"campaign": campaign, "steps": [*campaign.crumbs, campaign], "shifts": rows}
    return render(request, "contests/campaigns/people.html", context)


@require_POST
@never_cache
def table(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for paper; who took it is written down."""
    campaign = _campaign(request, slug)
    rows = [_cells(shift, row) for shift, found in by_shift(campaign) for row in found]
    record_access(request.user, f"Участники акции «{campaign.title}»"[:120], people=len(rows))
    answer = HttpResponse(tables.xlsx("Участники", HEADING, rows), content_type=tables.XLSX)
    answer["Content-Disposition"] = f'attachment; filename="campaign-{campaign.slug}.xlsx"'
    return answer


def by_shift(campaign: CampaignPage) -> list[tuple[Shift, list[Enrolment]]]:
    """Everybody who has places, in alphabetical order within a shift."""
    shifts = list(Shift.objects.filter(campaign=campaign))
    rows = Enrolment.objects.filter(shift__in=shifts).order_by("employee__sort_key", "pk")[:MOST_ROWS]
    people = Employee.objects.with_names_and_posts().in_bulk([row.employee_id for row in rows])
    found = defaultdict(list)
    for row in rows:
        row.employee = people[row.employee_id]
        found[row.shift_id].append(row)
    return [(shift, found[shift.pk]) for shift in shifts]


def _cells(shift: Shift, row: Enrolment) -> tuple[object, ...]:
    person = row.employee
    return (
        shift,
        person.surname,
        person.name,
        person.patronymic,
        person.what,
        person.phone,
        row.team_name,
        row.seats,
    )


@never_cache
@require_http_methods(["GET", "POST"])
def brought(request: HttpRequest, slug: str) -> HttpResponse:
    """The organiser enters for any unit, a head for those he or she leads."""
    campaign = get_object_or_404(CampaignPage.objects.live(), slug=slug)
    units = units_for(request.user, campaign)
    if not units.exists():
        raise PermissionDenied
    form = ContributionForm(request.POST or None, units=units, instance=Contribution(campaign=campaign))
    if request.method == "POST" and form.is_valid():
        enter(form, request.user)
        messages.success(request, "Записали, спасибо. Сумма на странице акции уже новая.")
        return redirect(request.path)
    entered = Contribution.objects.filter(campaign=campaign, subdivision__in=units).select_related("subdivision")
    context = {"campaign": campaign, "steps": [*campaign.crumbs, campaign], "form": form}
    context["entered"] = entered[:ENTERED_SHOWN]
    return render(request, "contests/campaigns/brought.html", context, status=422 if form.errors else 200)


def enter(form: ContributionForm, user) -> Contribution:
    form.instance.by = user
    made = form.save()
    audit.record("campaign-result-entered", campaign=made.campaign_id, unit=made.subdivision_id, amount=made.amount)
    return made


def _campaign(request: HttpRequest, slug: str) -> CampaignPage:
    campaign = get_object_or_404(CampaignPage, slug=slug)
    seen = campaign.live or request.user.has_perm(RUN)
    if not seen or not may_organise(request.user, campaign):
        raise PermissionDenied
    return campaign
