"""The pages of the quiz: for employees, each sees his or her own game alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from random import Random, SystemRandom

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from people.models import Direction, Employee, QuizQuestion
from people.quiz import invite, measure, progress, rounds
from people.quiz.answering import answer, note_once_a_day, token
from people.quiz.decoys import choices
from people.quiz.forms import RoundForm, again
from people.quiz.pool import PURPOSES
from portal.pagecache import shared_body
from portal.prefetch import prefetch_pictures

TOO_FEW = "Здесь пока мало коллег, согласных на игру. Возьмите другой город или всю компанию."


def for_players(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands the employee who plays to the view; an account without an employee is told why it cannot play."""

    @wraps(view)
    def played(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        player = Employee.objects.working().filter(user=request.user.pk).first()
        if player is None:
            return render(request, "people/quiz/no_player.html")
        return view(request, player, *args, **kwargs)

    return played


@for_players
def start(request: HttpRequest, player: Employee) -> HttpResponse:
    """What the quiz is, how far I am, whom to learn next."""
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if rounds.start(player, SystemRandom(), **form.chosen):
            return redirect("people:quiz_question", 1)
        form.add_error("scope", TOO_FEW)
    year = measure.year()
    context = {
        "form": form,
        "progress": progress.of(player),
        "agrees": player.photo_id and player.consents.given().filter(purpose__in=PURPOSES).count() == len(PURPOSES),
        "unfinished": rounds.next_open(player),
        "year": year,
        "towns": measure.last_towns(year),
    }
    return render(request, "people/quiz/start.html", context)


@for_players
def question(request: HttpRequest, player: Employee, position: int) -> HttpResponse:
    """One question, or what came of it once it is answered. Whoever has withdrawn the consent is passed over."""
    asked = rounds.of(player).filter(position=position).first()
    if asked is None:
        return _onward(player, position)
    if request.method == "POST":
        return _answered(request, player, asked)
    return _result(request, asked) if asked.right is not None else _ask(request, player, asked)


def _onward(player: Employee, position: int) -> HttpResponse:
    following = rounds.next_open(player, position)
    return redirect("people:quiz_question", following.position) if following else redirect("people:quiz_done")


def _answered(request: HttpRequest, player: Employee, asked: QuizQuestion) -> HttpResponse:
    if given := request.POST.get("choice"):
        answer(asked, player, given)
    return redirect("people:quiz_question", asked.position)


def _ask(request: HttpRequest, player: Employee, asked: QuizQuestion) -> HttpResponse:
    scope = {"town": asked.round.town, "unit": asked.round.unit}
    people = choices(asked.subject, Random(asked.pk), player=player, **scope)
    if len(people) == 1:
        return _onward(player, asked.position + 1)
    prefetch_pictures(*(person.photo for person in _with_faces(asked, people)))
    options = [(token(asked.pk, person), person) for person in people]
    return render(request, "people/quiz/question.html", {"asked": asked, "options": options, **_steps(asked)})


def _with_faces(asked: QuizQuestion, people: list[Employee]) -> list[Employee]:
    """Whose pictures the page shows: the objects of the choices themselves, or the one asked about."""
    return people if asked.direction == Direction.NAME else [asked.subject]


def _result(request: HttpRequest, asked: QuizQuestion) -> HttpResponse:
    prefetch_pictures(asked.subject.photo)
    context = {"asked": asked, "person": asked.subject, "right": asked.right, **_steps(asked)}
    return render(request, "people/quiz/result.html", context)


def _steps(asked: QuizQuestion) -> dict[str, object]:
    """The line of the round: what was answered how, and the number of this question among them."""
    steps = list(QuizQuestion.objects.filter(round=asked.round_id).values_list("position", "right"))
    number = [position for position, _ in steps].index(asked.position) + 1
    return {"steps": [right for _, right in steps], "number": number, "next": asked.position + 1}


@require_safe
@for_players
def done(request: HttpRequest, player: Employee) -> HttpResponse:
    """What came of the round: whom I knew, and whom we shall meet again."""
    answered = list(rounds.of(player).exclude(right=None))
    if not answered:
        return redirect("people:quiz")
    missed = [asked.subject_id for asked in answered if not asked.right]
    context = {
        "answered": len(answered),
        "right": len(answered) - len(missed),
        "missed": list(Employee.objects.with_posts().filter(pk__in=missed)),
        "progress": progress.of(player),
        "again": again(answered[0].round),
    }
    return render(request, "people/quiz/done.html", context)


@require_safe
@shared_body
def card(request: HttpRequest) -> HttpResponse:
    """«Узнаёте?» with the face of the day, a part of other pages; empty where too few agree."""
    of_the_day = invite.of_the_day()
    prefetch_pictures(of_the_day and of_the_day.person.photo)
    return render(request, "people/quiz/invite.html", {"card": of_the_day})


@require_POST
@for_players
def invited(request: HttpRequest, player: Employee) -> HttpResponse:
    """The answer to the face of the day on the front page: once a day, and never about oneself."""
    card = invite.of_the_day()
    given = request.POST.get("choice", "")
    if card is None or given not in card.tokens or player == card.person:
        return redirect("people:quiz")
    right = given == card.right
    if not note_once_a_day(player, card.person, Direction.FACE, right):
        return redirect("people:quiz")
    return render(request, "people/quiz/result.html", {"person": card.person, "right": right})
