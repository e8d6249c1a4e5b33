"""The editor's form of a contest: what is held is not removed, what has begun is not moved."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from contests import addresses, urls
from contests.factories import ContestFactory, WorkFactory
from contests.models import ContestPage, JuryMember, Nomination, Review, Score
from contests.stages import TIMED, Stage
from people.factories import EmployeeFactory

pytestmark = pytest.mark.django_db


def rows(found, *names, without=False):
    return [
        {"id": row.pk, "DELETE": "1" if without else ""} | {name: getattr(row, name) for name in names}
        for row in found.all()
    ]


def posted(contest, removed="", **changes):
    """What the editor sends; of the relation `removed` every row goes."""
    local = {f"{stage.value}_from": _local(contest.moments[stage]) for stage in TIMED}
    plain = ("title", "slug", "lead", "audience", "works_each", "people_share", "forget_families_after")
    ticked = {name: "on" for name in ("takes_employees", "blind", "weighted") if getattr(contest, name)}
    named = {
        "nominations": ("title", "votes_each"),
        "fields": ("label", "kind", "most"),
        "criteria": ("title", "weight", "most"),
        "jury": ("employee_id",),
    }
    sets = {name: rows(getattr(contest, name), *fields, without=name == removed) for name, fields in named.items()}
    for row in sets["jury"]:
        row["employee"] = row.pop("employee_id")
    formsets = {name: inline_formset(made, initial=len(made)) for name, made in sets.items()}
    data = {name: getattr(contest, name) for name in plain} | ticked
    texts = {"rules": rich_text("<p>Правила</p>"), "prizes": rich_text(""), "body": streamfield([])}
    return nested_form_data(data | local | texts | formsets | changes) | {"action-publish": "1"}


def _local(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M:%S.%f") if moment else ""


def publish(client, contest, **changes):
    return client.post(reverse("wagtailadmin_pages:edit", args=[contest.pk]), posted(contest, **changes))


def test_a_contest_is_changed_in_the_editor(sign_in):
    contest = ContestFactory(stage=Stage.VOTING)
    assert publish(sign_in("press"), contest, title="Кадр года").status_code == 302
    assert ContestPage.objects.get(pk=contest.pk).title == "Кадр года"


def test_a_nomination_with_works_is_not_removed(sign_in):
    contest = ContestFactory(nominations=("Плакат", "Снимок"))
    held = WorkFactory(contest=contest).nomination
    kept = contest.nominations.exclude(pk=held.pk).get()
    only = inline_formset(rows(contest.nominations.filter(pk=kept.pk), "title", "votes_each"), initial=1)
    page = publish(sign_in("press"), contest, nominations=only)
    assert "в номинации есть работы" in page.content.decode()
    assert Nomination.objects.filter(contest=contest).count() == 2


def test_what_the_jury_has_scored_is_not_removed(sign_in):
    contest = ContestFactory(jury=[EmployeeFactory()])
    review = Review.objects.create(member=contest.jury.get(), work=WorkFactory(contest=contest))
    Score.objects.create(review=review, criterion=contest.criteria.get(), points=5)
    press = sign_in("press")
    assert "уже стоят баллы" in publish(press, contest, removed="criteria").content.decode()
    assert "уже оценивает работы" in publish(press, contest, removed="jury").content.decode()
    assert JuryMember.objects.filter(contest=contest).exists()


def test_an_answered_question_is_not_removed(sign_in):
    contest = ContestFactory()
    WorkFactory(contest=contest, answers={contest.fields.get().key: "ответ"})
    assert "уже ответили" in publish(sign_in("press"), contest, removed="fields").content.decode()


def test_a_stage_that_has_begun_is_not_moved_in_the_editor(sign_in):
    contest = ContestFactory(stage=Stage.VOTING)
    later = _local(contest.voting_from + timedelta(hours=1))
    assert "уже начался" in publish(sign_in("press"), contest, voting_from=later).content.decode()


@pytest.mark.parametrize(("name", "value"), [("people_share", 90), ("weighted", "on")])
def test_the_formula_is_not_changed_once_people_vote(sign_in, name, value):
    contest = ContestFactory(stage=Stage.VOTING)
    assert "его не меняют на ходу" in publish(sign_in("press"), contest, **{name: value}).content.decode()
    assert ContestPage.objects.get(pk=contest.pk).people_share == contest.people_share


def test_criteria_are_not_added_or_reweighted_once_the_jury_judges(sign_in):
    contest = ContestFactory(stage=Stage.JURY)
    press = sign_in("press")
    row = contest.criteria.get()
    heavier = [{"id": row.pk, "title": row.title, "weight": 5, "most": row.most, "DELETE": ""}]
    more = [*rows(contest.criteria, "title", "weight", "most"), {"title": "Смелость", "weight": 1, "most": 10}]
    for criteria in (heavier, more):
        page = publish(press, contest, criteria=inline_formset(criteria, initial=1))
        assert "их не меняют на ходу" in page.content.decode()
    assert contest.criteria.count() == 1


@pytest.mark.parametrize("slug", ["mine", "works", "winners", "diplomas"])
def test_no_contest_stands_at_an_address_of_the_section(sign_in, slug):
    contest = ContestFactory(stage=Stage.VOTING)
    assert "Этот адрес занят разделом" in publish(sign_in("press"), contest, slug=slug).content.decode()


def test_the_reserved_words_are_those_of_the_addresses():
    first = {str(pattern.pattern).partition("/")[0] for pattern in urls.urlpatterns}
    assert {word for word in first if "<" not in word} == addresses.RESERVED
