"""One work by itself: all its pictures, answers and files, and the next one in the viewer's own order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from contests.gallery import controls, showing
from contests.gallery.naming import makers
from contests.gallery.ordering import shuffled
from contests.gallery.showing import Plate
from contests.models import ContestPage, EntryField, Work, WorkFile
from contests.seeing import may_see_work


@dataclass(frozen=True)
class Answer:
    """What was answered to one question of the form: words, pictures or a file."""

    label: str
    kind: str
    text: str = ""
    plates: list[Plate] = field(default_factory=list)
    file: WorkFile | None = None


@require_safe
@never_cache
def work(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """For whoever may see the work; others learn nothing: 404."""
    contest = get_object_or_404(ContestPage.objects.live().select_related("outcome"), slug=slug)
    found = get_object_or_404(Work, contest=contest, number=number)
    restrictions = contest.get_view_restrictions()
    if not may_see_work(request.user, found) or not all(each.accept_request(request) for each in restrictions):
        raise Http404
    hidden = contest.hides_authors
    (shown,) = showing.fetched([found.pk], with_people=not hidden)
    under = controls.of_works(request, contest, [shown])
    answers = answers_of(contest, shown)
    context = {
        "contest": contest,
        "steps": [*contest.crumbs, contest],
        "work": shown,
        "called": showing.called(shown),
        "makers": makers(shown, hidden=hidden),
        "hidden": hidden,
        "answers": answers,
        "is_seen": any(answer.plates or (answer.file and answer.kind == EntryField.Kind.FILM) for answer in answers),
        "controls": under.get(shown.pk, ""),
        "following": _following(contest, shown, request.user.pk),
    }
    return render(request, "contests/work.html", context)


def answers_of(contest: ContestPage, shown: Work) -> list[Answer]:
    """What was answered, in the order of the form; questions left empty are left out."""
    return [answer for answer in _answers(contest, shown) if answer.text or answer.plates or answer.file]


def _answers(contest: ContestPage, shown: Work) -> Iterator[Answer]:
    pictures = list(shown.pictures.all())
    files = {file.field: file for file in shown.files.all()}
    for question in contest.fields.all():
        plates = [showing.plate(row.picture) for row in pictures if row.field == question.key]
        text = shown.answers.get(question.key, "")
        yield Answer(
            question.label, question.kind, text if isinstance(text, str) else "", plates, files.get(question.key)
        )


def _following(contest: ContestPage, shown: Work, viewer: int) -> str:
    """The address of the next work in this viewer's order; empty behind the last one."""
    numbers = dict(Work.objects.filter(contest=contest).accepted().values_list("pk", "number"))
    order = shuffled(numbers, viewer)
    after = order[order.index(shown.pk) + 1 :] if shown.pk in numbers else []
    return reverse("contests:work", args=[contest.slug, numbers[after[0]]]) if after else ""
