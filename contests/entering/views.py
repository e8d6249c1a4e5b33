"""The addresses of an entrant: who enters, the form, its drafts and files, taking a work back."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from contests.entering import files, intake, people, saving, showing
from contests.entering.changing import SENT
from contests.entering.forms import NEEDS_FILE, EntryForm, StartForm
from contests.models import ContestPage, EntryField, Work
from people.models import Employee
from portal.arrival import begun_at
from portal.transactions import own_transactions

UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY
ELSEWHERE = (
    "Эту работу тем временем изменили в другом окне. Здесь то, что написали вы: нажмите ещё раз, и останется оно, "
    "или обновите страницу, чтобы увидеть сохранённое."
)
MEANWHILE = "Работу изменили в другом окне: здесь больше ничего не сохраняется само. Обновите страницу."
SENT_NOW = "Работа № {} отправлена. Как только отдел кадров её посмотрит, вы узнаете."
KEPT = "Сохранено."
UNTIL = "Отправить работу можно до {}."
ONLY_FOR_EMPLOYEES = (
    "Участвуют сотрудники, а ваша учётная запись пока ни с кем не связана. Скажите об этом отделу кадров."
)


@never_cache
def enter(request: HttpRequest, slug: str) -> HttpResponse:
    """Who enters: the beginning of a work, beside those that were begun before."""
    contest, person, at = _contest(request, slug), people.own(request), begun_at(request)
    form = StartForm(contest, request.POST or None)
    refusal = intake.why_closed(contest, at) if person else ONLY_FOR_EMPLOYEES
    if request.method != "POST" or refusal or not form.is_valid():
        status = HTTPStatus.OK if request.method != "POST" else UNPROCESSABLE
        mine = _mine(contest, person) if person else []
        context = {"contest": contest, "form": form, "refusal": refusal, "mine": mine, "person": person}
        return render(request, "contests/entering/enter.html", context, status=status)
    try:
        kind = Work.Kind.EMPLOYEE if form.author else form.cleaned_data["entrant"]
        work = saving.begin(contest, form.author or person, person, kind)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("contests:mine")
    return redirect("contests:edit", work.pk)


@never_cache
@own_transactions
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of one work: kept as a draft, with a file removed, or sent."""
    work, at = _work(request, pk), begun_at(request)
    questions = list(work.contest.fields.all())
    if request.method != "POST":
        return showing.page(request, EntryForm(work, questions), at)
    refused = {
        question.key: files.receive(work, question, request.FILES.getlist(f"file-{question.key}"), request.user, at)
        for question in questions
    }
    whole = "send" in request.POST or work.state in SENT
    form = _as_typed(request, work, questions, whole)
    return _answer(request, form, at, refused)


@never_cache
@require_POST
@own_transactions
def autosave(request: HttpRequest, pk: int) -> JsonResponse:
    """What was typed so far, by itself. A work that was sent is changed only when its author says so."""
    work, at = _work(request, pk), begun_at(request)
    if work.state in SENT:
        return JsonResponse({"reason": ""}, status=HTTPStatus.CONFLICT)
    form = EntryForm(work, list(work.contest.fields.all()), request.POST)
    form.is_valid()
    try:
        kept = saving.keep(form, at)
    except saving.ChangedElsewhereError:
        return JsonResponse({"reason": MEANWHILE}, status=HTTPStatus.CONFLICT)
    except intake.ClosedError as error:
        return JsonResponse({"reason": str(error)}, status=HTTPStatus.CONFLICT)
    return JsonResponse({"at": timezone.localtime().strftime("%H:%M"), "version": kept.version})


@never_cache
@require_POST
@own_transactions
def upload(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One file, at once when it is chosen: the part of the form anew, with the reason if it was refused."""
    work, at = _work(request, pk), begun_at(request)
    question = get_object_or_404(EntryField, contest=work.contest_id, key=key)
    refused = files.receive(work, question, request.FILES.getlist(f"file-{key}")[:1], request.user, at)
    return showing.part(request, _work(request, pk), question, refused)


@never_cache
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once, then the work is taken back."""
    work = _work(request, pk)
    if request.method != "POST":
        return render(request, "contests/entering/withdraw.html", {"work": work})
    saving.withdraw(work.pk)
    messages.success(request, "Работа отозвана." if work.number else "Черновик удалён.")
    return redirect("contests:mine")


def _answer(request: HttpRequest, form: EntryForm, at: datetime, refused: dict[str, list[str]]) -> HttpResponse:
    """Keeps or sends what was posted; whatever is wrong, the page comes back with everything that was typed."""
    work, removing = form.work, request.POST.get("remove", "")
    looked_for = form.data.get("who", "").strip()
    valid = form.is_valid()
    if valid and form.whole and not removing:
        for question in form.lacking():
            refused.setdefault(question.key, []).append(NEEDS_FILE)
    wrong = not valid or any(refused.values())
    sends = form.whole and not wrong and not removing and not looked_for
    try:
        kept = saving.send(form, at) if sends else _kept(form, at)
        if removing and (stays := files.remove(work, removing, form.questions, at)):
            refused[stays[0]] = [stays[1]]
    except saving.ChangedElsewhereError:
        return showing.page(request, form, at, refused, notice=ELSEWHERE, status=HTTPStatus.CONFLICT)
    except intake.ClosedError as error:
        return showing.page(request, form, at, refused, notice=str(error), status=UNPROCESSABLE)
    except ValidationError as error:
        form.add_error(None, " ".join(error.messages))
        return showing.page(request, form, at, refused, status=UNPROCESSABLE)
    if looked_for or any(refused.values()) or (wrong and not removing):
        return showing.page(request, form, at, refused, status=UNPROCESSABLE)
    if kept is None:
        return showing.page(request, form, at)  # a file of a sent work is gone, what was typed is not sent yet
    return _onward(request, kept, at, sent=sends, removing=removing)


def _kept(form: EntryForm, at: datetime) -> Work | None:
    """A draft takes whatever fits; what was sent is not changed by halves."""
    return None if form.work.state in SENT else saving.keep(form, at)


def _onward(request: HttpRequest, work: Work, at: datetime, *, sent: bool, removing: str) -> HttpResponse:
    if sent:
        messages.success(request, SENT_NOW.format(work.number))
        return redirect("contests:mine")
    address = reverse("contests:edit", args=[work.pk])
    if removing:
        return redirect(f"{address}#files")
    messages.success(request, _kept_words(work, at))
    return redirect(address)


def _kept_words(work: Work, at: datetime) -> str:
    if not intake.is_open(work.contest, at):
        return KEPT
    return f"{KEPT} {UNTIL.format(timezone.localtime(work.contest.review_from).strftime('%d.%m.%Y, %H:%M'))}"


def _as_typed(request: HttpRequest, work: Work, questions: list[EntryField], whole: bool) -> EntryForm:
    """Files that have just come have changed the version; the window that sent them is not another one."""
    before, now = work.version, _work(request, work.pk)
    data = request.POST.copy()
    if data.get("version") == str(before):
        data["version"] = now.version
    return EntryForm(now, questions, data, whole=whole)


def _mine(contest: ContestPage, person: Employee) -> QuerySet[Work]:
    return Work.objects.of_person(person.pk).filter(contest=contest).exclude(state=Work.State.WITHDRAWN)


def _contest(request: HttpRequest, slug: str) -> ContestPage:
    """A contest whose page this person may open."""
    contest = get_object_or_404(ContestPage.objects.live(), slug=slug)
    if not all(restriction.accept_request(request) for restriction in contest.get_view_restrictions()):
        raise Http404
    return contest


def _work(request: HttpRequest, pk: int) -> Work:
    """A work that this person has made or filed; nobody else learns that it exists."""
    person = people.own(request)
    if person is None:
        raise Http404
    return get_object_or_404(Work.objects.of_person(person.pk).select_related("contest", "author", "filed_by"), pk=pk)
