"""Who asks to be called because the password is lost: HR calls a number it knows and reads out a code of an hour."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import audit, directory, invitations, joining
from accounts.models import RestoreRequest
from people.invitations.rights import only_hr
from people.models import Employee
from portal.typography import phone as spaced

PER_PAGE = 50


def waiting() -> int:
    return RestoreRequest.objects.waiting().count()


@only_hr
@require_safe
@never_cache
def listed(request: HttpRequest) -> HttpResponse:
    """Who waits for a call, the longest first."""
    page = Paginator(RestoreRequest.objects.waiting().order_by("asked_at"), PER_PAGE).get_page(request.GET.get("p"))
    people = Employee.objects.with_names_and_posts().filter(number__in=[asked.login for asked in page])
    by_number = {person.number: person for person in people}
    rows = [{"asked": asked, "person": by_number.get(asked.login)} for asked in page]
    return render(request, "people/invitations/requests.html", {"rows": rows, "page": page})


@only_hr
@never_cache
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """A GET names the numbers; a POST says which of them was called and answers with the code, kept nowhere."""
    asked, person = _asked(pk)
    if request.method != "POST":
        return render(request, "people/invitations/call.html", {"asked": asked, "person": person})
    number = request.POST.get("number", "")
    if number not in person.confirmed_phones:
        messages.error(request, "Выберите номер, по которому вы позвонили.")
        return redirect("invitations_call", asked.pk)
    known = directory.person(person.number)
    if known is None or not joining.may_let_in(request.user, known):
        raise PermissionDenied
    codes = invitations.invite([person.number], request.user, carrier=invitations.TELEPHONE)
    RestoreRequest.objects.filter(pk=asked.pk).close(request.user)
    audit.record("invitation-told", account=person.number, ending=spaced(number)[-2:])
    code = invitations.in_groups(codes[person.number])
    till = timezone.localtime() + invitations.TELEPHONE.valid_for
    return render(request, "people/invitations/told.html", {"person": person, "code": code, "till": till})


@only_hr
@require_POST
def confirm_mobile(request: HttpRequest, pk: int) -> HttpResponse:
    """HR has made sure that the number the person typed is the person's."""
    asked, person = _asked(pk)
    if person.mobile == request.POST.get("number"):
        Employee.objects.filter(pk=person.pk, mobile=person.mobile).update(mobile_checked_at=timezone.now())
        audit.record("mobile-confirmed", employee=person.number)
    return redirect("invitations_call", asked.pk)


@only_hr
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing to restore: the person did not ask, or was helped otherwise."""
    if RestoreRequest.objects.filter(pk=pk).close(request.user):
        audit.record("restore-closed", request=pk)
    messages.success(request, "Просьба закрыта.")
    return redirect("invitations_requests")


def _asked(pk: int) -> tuple[RestoreRequest, Employee]:
    asked = get_object_or_404(RestoreRequest.objects.waiting(), pk=pk)
    return asked, get_object_or_404(Employee.objects.working().with_names_and_posts(), number=asked.login)
