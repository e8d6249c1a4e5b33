"""The photo day in the CMS: one person after another from the phone, or many files at once."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from people.models import Employee, PortraitProposal, Purpose
from people.portraits import photoday, proposals
from people.portraits.desk import may_decide
from people.portraits.forms import PhotoForm, large_enough
from people.portraits.photoday import Match, Scope
from people.portraits.pictures import examined
from portal.transactions import own_transactions

PER_PAGE = 40
MOST_FILES = 20
UNPROCESSABLE = 422
NOT_MATCHED = "photoday_not_matched"
NO_FACE = "Лица на снимке не нашлось, взята его верхняя середина: посмотрите и, если надо, снимите ещё раз."


@may_decide
def people(request: HttpRequest) -> HttpResponse:
    """Who at this place has no portrait yet."""
    scope = Scope.of(request.GET)
    page = Paginator(scope.without_portrait().with_names_and_posts(), PER_PAGE).get_page(request.GET.get("page"))
    matched = PortraitProposal.objects.filter(state=PortraitProposal.State.MATCHED, made_by=request.user).count()
    context = _context(scope) | {"page": page, "matched": matched, "towns": photoday.towns(), "units": photoday.units()}
    return render(request, "people/portraits/photoday.html", context)


@may_decide
@own_transactions
def shoot(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: take the picture, and the next one comes."""
    scope = Scope.of(request.GET)
    employee = get_object_or_404(Employee.objects.with_posts(), pk=pk)
    form = PhotoForm(request.POST or None, request.FILES or None) if request.method == "POST" else PhotoForm()
    if form.is_valid():
        return _taken(request, scope, employee, form.cleaned_data["photo"])
    context = _context(scope) | {"employee": employee, "form": form, "agrees": employee.agrees_to(Purpose.PHOTO)}
    context |= {"next": _after(scope, employee)}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "people/portraits/shoot.html", context, status=status)


def _taken(request: HttpRequest, scope: Scope, employee: Employee, shot) -> HttpResponse:
    following = _after(scope, employee)
    proposals.shoot(employee, shot, request.user)
    say = messages.success if shot.face_found else messages.warning
    say(request, f"{employee}: портрет сохранён. {'' if shot.face_found else NO_FACE}".strip())
    if following is None:
        return redirect(reverse("photoday") + f"?{scope.as_query()}")
    return redirect(reverse("photoday_shoot", args=[following.pk]) + f"?{scope.as_query()}")


def _after(scope: Scope, employee: Employee) -> Employee | None:
    """Who comes next in the list; behind the last one the first."""
    others = scope.without_portrait().exclude(pk=employee.pk)
    return others.filter(surname__gte=employee.surname).first() or others.first()


@may_decide
@own_transactions
def many(request: HttpRequest) -> HttpResponse:
    """Files whose names hold a personnel number or a surname; what was understood is shown before anything is saved."""
    scope = Scope.of(request.GET)
    files = request.FILES.getlist("photos") if request.method == "POST" else []
    refusal = _refusal(request, files)
    if refusal or request.method != "POST":
        context = _context(scope) | {"refusal": refusal, "most": MOST_FILES}
        return render(request, "people/portraits/many.html", context, status=UNPROCESSABLE if refusal else 200)
    there = scope.people().values_list("pk", "number", "surname", "name")
    matches = photoday.match_names([file.name for file in files], there)
    found = Employee.objects.in_bulk([match.employee_pk for match in matches if match.employee_pk])
    refused = [
        _kept(match, file, found, request.user) if match.employee_pk else (match.filename, match.why_not)
        for match, file in zip(matches, files, strict=True)
    ]
    request.session[NOT_MATCHED] = [[name[:120], why] for name, why in filter(None, refused)]
    return redirect(reverse("photoday_matched") + f"?{scope.as_query()}")


def _refusal(request: HttpRequest, files: list) -> str:
    if request.method != "POST":
        return ""
    if not files:
        return "Выберите снимки."
    return f"За один раз — не больше {MOST_FILES} снимков." if len(files) > MOST_FILES else ""


def _kept(match: Match, file, found: dict[int, Employee], user) -> tuple[str, str] | None:
    """Keeps the photo till HR has looked; else the name of the file and why it was refused."""
    try:
        shot = large_enough(examined(file))
    except ValidationError as error:
        return match.filename, " ".join(error.messages)
    proposals.match(found[match.employee_pk], shot, user)
    return None


@may_decide
def matched(request: HttpRequest) -> HttpResponse:
    """What was understood from the names: saved where ticked, deleted where not."""
    scope = Scope.of(request.GET)
    mine = PortraitProposal.objects.filter(state=PortraitProposal.State.MATCHED, made_by=request.user)
    everybody = Prefetch("employee", Employee.objects.with_posts())
    rows = list(
        mine.exclude(picture=None)
        .select_related("picture")
        .prefetch_related("picture__renditions", everybody)
        .order_by("pk")[:200]
    )
    if request.method == "POST":
        return _saved(request, scope, rows)
    context = _context(scope) | {"rows": rows, "not_matched": request.session.get(NOT_MATCHED, [])}
    return render(request, "people/portraits/matched.html", context)


def _saved(request: HttpRequest, scope: Scope, rows: list[PortraitProposal]) -> HttpResponse:
    seen, ticked = set(request.POST.getlist("seen")), set(request.POST.getlist("portrait"))
    for proposal in rows:
        if str(proposal.pk) in ticked:
            proposals.accept_matched(proposal, request.user)
        elif str(proposal.pk) in seen:
            proposals.drop_matched(proposal)
    request.session.pop(NOT_MATCHED, None)
    messages.success(request, f"Портретов сохранено: {sum(str(row.pk) in ticked for row in rows)}.")
    return redirect(reverse("photoday") + f"?{scope.as_query()}")


def _context(scope: Scope) -> dict[str, object]:
    return {"scope": scope, "progress": scope.progress(), "query": scope.as_query()}
