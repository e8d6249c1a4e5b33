"""HR invites: a whole unit on a sheet, or one person who has lost the way in."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.files.storage import default_storage
from django.db.models import Count, Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import audit, invitations
from accounts.models import Invitation
from people.invitations import printing
from people.models import Employee, InvitationSheet, Subdivision

MAY_INVITE = permission_required("people.add_invitationsheet", raise_exception=True)
MOST_PEOPLE = 1000
SHOWN = 30
NEW, EVERYBODY = "new", "all"


class SheetForm(forms.Form):
    """Whom the sheet is for."""

    unit = forms.ModelChoiceField(
        Subdivision.objects.order_by("path"),
        label="Подразделение",
        empty_label="Выберите…",
        help_text="Вместе с нижними.",
    )
    whom = forms.ChoiceField(
        label="Кому",
        choices=[(NEW, "у кого ещё нет входа"), (EVERYBODY, "всем")],
        initial=NEW,
        widget=forms.RadioSelect,
    )

    def clean(self):
        given = super().clean()
        if self.errors:
            return given
        self.people = _people_of(given["unit"], given["whom"])
        count = self.people.count()
        if count == 0:
            self.add_error("unit", "Здесь у всех уже есть вход. Выберите «всем», если нужны новые коды.")
        if count > MOST_PEOPLE:
            self.add_error(
                "unit", f"Здесь {count} человек. На одном листе — до {MOST_PEOPLE}: возьмите подразделение меньше."
            )
        return given


@never_cache
@MAY_INVITE
def sheets(request: HttpRequest) -> HttpResponse:
    """The sheets made lately, with how many of their codes were used, and the form for a new one."""
    form = SheetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        people = list(form.people.values_list("pk", flat=True))
        _begin(request, str(form.cleaned_data["unit"]), people)
        return redirect("invitations")
    made = list(InvitationSheet.objects.select_related("made_by")[:SHOWN])
    counts = _counts([sheet.batch for sheet in made])
    for sheet in made:
        sheet.count = counts.get(sheet.batch, {})
    return render(request, "people/invitations/sheets.html", {"form": form, "sheets": made})


@MAY_INVITE
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """One person who has lost the way in: a sheet with one slip."""
    person = get_object_or_404(Employee.objects.working(), pk=pk)
    _begin(request, str(person), [person.pk])
    return redirect("invitations")


@never_cache
@MAY_INVITE
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The file, for the one who made the sheet."""
    sheet = get_object_or_404(InvitationSheet, pk=pk, made_by=request.user)
    if not sheet.file or not default_storage.exists(sheet.file):
        raise Http404
    audit.record("invitations-downloaded", sheet=sheet.pk)
    suffix = sheet.file.rpartition(".")[2]
    answer = FileResponse(
        default_storage.open(sheet.file), as_attachment=True, filename=f"invitations-{sheet.pk}.{suffix}"
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


@MAY_INVITE
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """The codes of a sheet that was lost no longer open anything."""
    sheet = get_object_or_404(InvitationSheet, pk=pk)
    count = invitations.revoke(Q(batch=sheet.batch))
    audit.record("invitations-revoked", sheet=sheet.pk, count=count)
    messages.success(request, f"Отозвано кодов: {count}. Использованные остались входами.")
    return redirect("invitations")


def _begin(request: HttpRequest, title: str, people: list[int]) -> None:
    sheet = InvitationSheet.objects.create(title=title[:250], employees=people, made_by=request.user)
    printing.make.enqueue(sheet.pk)
    messages.success(request, "Листок готовится: через несколько секунд обновите страницу.")


def _people_of(unit: Subdivision, whom: str) -> QuerySet[Employee]:
    people = Employee.objects.working().filter(
        pk__in=Employee.objects.filter(posts__until=None, posts__subdivision__path__startswith=unit.path).values("pk")
    )
    return people.filter(user=None) if whom == NEW else people


def _counts(batches: list[str]) -> dict[str, dict[str, int]]:
    rows = Invitation.objects.filter(batch__in=batches).order_by().values("batch")
    counted = rows.annotate(made=Count("pk"), used=Count("pk", filter=~Q(used_at=None)))
    return {row["batch"]: row for row in counted}
