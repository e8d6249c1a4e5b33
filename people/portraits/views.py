"""One's own portrait: upload, the square, sending, taking back; the answer of HR."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from people.models import Employee, PortraitProposal, Purpose
from people.portraits import proposals
from people.portraits.crop import MOVES
from people.portraits.forms import CropForm, PhotoForm
from portal.transactions import own_transactions

State = PortraitProposal.State
TOO_MANY = "За сутки загружено {} снимков — это предел. Попробуйте завтра."
MANY_REQUESTS, UNPROCESSABLE = 429, 422


@never_cache
@own_transactions
def photo(request: HttpRequest) -> HttpResponse:
    """Where my portrait stands, and the way to another one."""
    person = _own(request)
    if request.method != "POST":
        return _page(request, person, PhotoForm())
    if person is None:
        raise Http404
    if person.portrait_proposals.of_the_last_day().count() >= proposals.MOST_A_DAY:
        refusal = TOO_MANY.format(proposals.MOST_A_DAY)
        return _page(request, person, PhotoForm(), MANY_REQUESTS, refusal=refusal)
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, person, form, UNPROCESSABLE)
    proposals.begin(person, form.cleaned_data["photo"], request.user)
    return redirect("own:photo_crop")


@never_cache
@own_transactions
def crop(request: HttpRequest) -> HttpResponse:
    """The square over my picture: a step of an arrow, or sending."""
    person = _own(request)
    draft = person and person.portrait_proposals.drafts().select_related("picture", "employee").first()
    if draft is None:
        return redirect("own:photo")
    form = CropForm(request.POST or None, initial=asdict(draft.crop))
    if request.method != "POST":
        return _crop_page(request, draft, form)
    if not form.is_valid():
        return _crop_page(request, draft, form, UNPROCESSABLE)
    if request.POST.get("move") in MOVES:
        return _moved(draft, form.box().moved(request.POST["move"]))
    proposals.send(draft, form.box())
    messages.success(request, "Портрет отправлен. Как только отдел кадров его посмотрит, ответ появится здесь.")
    return redirect("own:photo")


@never_cache
@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Nothing of mine waits any more."""
    person = _own(request)
    if person is None:
        raise Http404
    proposals.withdraw(person)
    messages.success(request, "Снимок отозван и удалён.")
    return redirect("own:photo")


def _own(request: HttpRequest) -> Employee | None:
    return Employee.objects.with_posts().filter(user_id=request.user.pk).first()


def _moved(draft: PortraitProposal, box) -> HttpResponse:
    draft.crop = box.fitted(draft.picture.width, draft.picture.height)
    draft.save(update_fields=["crop_x", "crop_y", "crop_side"])
    return redirect(reverse("own:photo_crop") + "#frame")


def _crop_page(request: HttpRequest, draft: PortraitProposal, form: CropForm, status: int = 200) -> HttpResponse:
    context = {"draft": draft, "form": form, "person": draft.employee}
    return render(request, "people/portraits/crop.html", context, status=status)


def _page(
    request: HttpRequest, person: Employee | None, form: PhotoForm, status: int = 200, **context: object
) -> HttpResponse:
    standing = _standing(person) if person else {}
    context |= {"person": person, "form": form, "consents_url": _consents_url(), **standing}
    return render(request, "people/portraits/own.html", context, status=status)


def _standing(person: Employee) -> dict[str, object]:
    """What waits, what is not sent, what HR has answered to the last one sent."""
    mine = person.portrait_proposals.select_related("picture")
    open_ones = {proposal.state: proposal for proposal in mine.filter(state__in=(State.DRAFT, State.WAITING))}
    answered = mine.filter(state__in=(State.APPROVED, State.DECLINED)).order_by("-decided_at").first()
    return {
        "waiting": open_ones.get(State.WAITING),
        "draft": open_ones.get(State.DRAFT),
        "answered": answered,
        "agrees": person.agrees_to(Purpose.PHOTO),
    }


def _consents_url() -> str:
    try:
        return reverse("own:consents")
    except NoReverseMatch:
        return "/me/consents/"
