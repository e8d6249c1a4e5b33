"""HR's queue in the CMS: big faces, yes or no with one tap, many at once."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from people.models import Employee, PortraitProposal
from people.portraits import proposals
from people.portraits.forms import REASONS, DeclineForm
from portal.typography import plural

PER_PAGE = 12
ALREADY = "Об этом портрете уже решено: его отозвали или решил коллега."
may_decide = permission_required("people.change_employee", raise_exception=True)


@may_decide
def queue(request: HttpRequest, refused: dict | None = None) -> HttpResponse:
    """Portraits that wait, the oldest first."""
    people = Prefetch("employee", Employee.objects.with_posts())
    asked = PortraitProposal.objects.waiting().prefetch_related("picture__renditions", people)
    page = Paginator(asked.select_related("picture"), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "reasons": REASONS, "refused": refused or {}}
    return render(request, "people/portraits/queue.html", context, status=422 if refused else 200)


@may_decide
@require_POST
def approve(request: HttpRequest) -> HttpResponse:
    """One portrait, or all that are ticked."""
    chosen = [int(pk) for pk in request.POST.getlist("portrait")[:PER_PAGE] if pk.isdecimal() and len(pk) < 19]
    done = sum(proposals.approve(pk, request.user) for pk in chosen)
    if done:
        messages.success(request, f"{plural(done, 'Принят,Приняты,Принято')} {done} {_portraits(done)}.")
    if done < len(chosen):
        messages.warning(request, ALREADY)
    if not chosen:
        messages.warning(request, "Ничего не отмечено.")
    return redirect("portraits_queue")


@may_decide
@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """No, with the words the person will read."""
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return queue(request, {"pk": pk, "errors": form.errors["reason"]})
    if proposals.decline(pk, form.cleaned_data["reason"], request.user):
        messages.success(request, "Портрет отклонён, человек увидит причину.")
    else:
        messages.warning(request, ALREADY)
    return redirect("portraits_queue")


def waiting() -> int:
    """How many wait for HR."""
    return PortraitProposal.objects.waiting().count()


def _portraits(number: int) -> str:
    return plural(number, "портрет,портрета,портретов")
