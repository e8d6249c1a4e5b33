"""«Приглашения» in the CMS: order a sheet, fetch it within the hour, see who has come, revoke, restore one person's access."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import audit, directory, invitations, joining
from accounts.models import Invitation
from people.invitations import keeping, paper
from people.invitations.forms import SheetForm
from people.invitations.jobs import make_sheet
from people.invitations.rights import only_hr
from people.models import Employee, InvitationSheet

PER_PAGE = 50
SHEETS = 20


@only_hr
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    """The form of a new sheet, and the sheets made lately with how many came."""
    form = SheetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _ordered(request, form)
    sheets = list(InvitationSheet.objects.select_related("subdivision", "made_by")[:SHEETS])
    counts = _counts([sheet.batch for sheet in sheets])
    rows = [{"sheet": sheet, **counts.get(sheet.batch, {}), "mine": sheet.made_by == request.user} for sheet in sheets]
    return render(request, "people/invitations/desk.html", {"form": form, "rows": rows})


def _ordered(request: HttpRequest, form: SheetForm) -> HttpResponse:
    numbers = [person.number for person in form.people]
    sheet = InvitationSheet.objects.create(
        subdivision=form.cleaned_data["subdivision"], numbers=numbers, made_by=request.user
    )
    audit.record("invitation-sheet-made", sheet=sheet.batch, people=len(numbers))
    make_sheet.enqueue(sheet.pk)
    messages.success(request, "Листок готовится. Через минуту обновите страницу: появится «Скачать».")
    return redirect("invitations")


def _counts(batches: list) -> dict:
    used = Count("pk", filter=~Q(used_at=None))
    rows = Invitation.objects.filter(batch__in=batches).values("batch").annotate(made=Count("pk"), used=used)
    return {row["batch"]: row for row in rows}


@only_hr
@require_safe
@never_cache
def fetch(request: HttpRequest, pk: int) -> HttpResponse:
    """The file, to its maker alone and within the hour."""
    sheet = get_object_or_404(InvitationSheet, pk=pk, made_by=request.user, state=InvitationSheet.State.READY)
    path = keeping.path_of(sheet)
    if sheet.ready_at < timezone.now() - keeping.KEPT_FOR or not path.is_file():
        raise Http404
    audit.record("invitation-sheet-fetched", sheet=sheet.batch)
    if sheet.kind == "html":
        return HttpResponse(path.read_bytes())
    return FileResponse(path.open("rb"), as_attachment=True, filename="Приглашения.pdf")


@only_hr
@require_safe
@never_cache
def standing(request: HttpRequest) -> HttpResponse:
    """Invitations that nobody has used yet; the codes are on paper alone."""
    found = Invitation.objects.standing().select_related("made_by").order_by("login")
    asked = request.GET.get("q", "").strip()
    page = Paginator(found.filter(login__icontains=asked), PER_PAGE).get_page(request.GET.get("p"))
    names = {person.number: person for person in Employee.objects.filter(number__in=[row.login for row in page])}
    rows = [{"invitation": row, "person": names.get(row.login, row.login)} for row in page]
    return render(request, "people/invitations/standing.html", {"rows": rows, "page": page, "asked": asked})


@only_hr
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Invitation, pk=pk)
    if Invitation.objects.filter(pk=pk).revoke():
        audit.record("invitation-revoked", account=found.login)
    messages.success(request, f"Приглашение для {found.login} отозвано.")
    return redirect("invitations_standing")


@only_hr
@never_cache
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """«Восстановить доступ»: a GET asks, a POST answers with the page to print, and nothing of it is kept."""
    person = get_object_or_404(Employee.objects.with_names_and_posts(), pk=pk)
    known = directory.person(person.number)
    if known is None or not joining.may_let_in(request.user, known):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "people/invitations/restore.html", {"person": person})
    codes = invitations.invite([person.number], request.user)
    audit.record("invitation-made", account=person.number)
    return HttpResponse(paper.html([person], codes))
