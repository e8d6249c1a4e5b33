"""Who agreed, who no longer does, and what is nobody else's business."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from people.models import Consent, Employee, Purpose, QuizAnswer, QuizCard, QuizQuestion, QuizRound
from people.quiz import forget
from people.quiz.forgetting import tidy
from people.quiz.pool import askable
from tests.people.quiz_game import agreeing, begin, colleagues, player, question, tap, told
from tests.reading import read

pytestmark = pytest.mark.django_db

PURPOSES = [Purpose.PHOTO, Purpose.QUIZ]


def withdraw(person, purpose):
    consent = person.consents.get(purpose=purpose)
    consent.withdrawn_at = timezone.now()
    consent.save()


@pytest.mark.parametrize("purpose", PURPOSES)
def test_only_those_who_agreed_to_both_are_asked_about(purpose):
    person = agreeing(1)
    Consent.objects.filter(employee=person, purpose=purpose).delete()
    assert list(askable()) == []


def test_without_a_photo_or_after_the_last_day_nobody_is_asked_about():
    agreeing(1, left_on=date(2020, 1, 1))
    Employee.objects.filter(pk=agreeing(2).pk).update(photo=None)
    assert list(askable()) == []


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_question_about_somebody_who_withdrew_is_passed_over(purpose, sign_in):
    client, me = player(sign_in)
    colleagues(8)
    begin(client)
    asked = question(me).subject
    withdraw(asked, purpose)
    answer = client.get("/people/quiz/1/", follow=True)
    assert answer.redirect_chain[-1][0] == "/people/quiz/2/"
    assert asked.full_name not in read(answer)


def test_an_answer_about_somebody_who_withdrew_meanwhile_counts_for_nothing(sign_in):
    client, me = player(sign_in)
    colleagues(8)
    begin(client)
    Consent.objects.filter(employee=question(me).subject, purpose=Purpose.QUIZ).update(withdrawn_at=timezone.now())
    assert client.post("/people/quiz/1/", {"choice": "pass"}).url == "/people/quiz/2/"
    assert QuizAnswer.objects.count() == 0


@pytest.mark.parametrize("purpose", PURPOSES)
def test_with_the_consent_goes_all_that_was_answered_about_the_person(purpose, sign_in):
    client, me = player(sign_in)
    colleagues(8)
    begin(client)
    tap(client, me)
    asked = question(me).subject
    withdraw(asked, purpose)
    for model in (QuizCard, QuizAnswer, QuizQuestion):
        assert not model.objects.filter(subject=asked).exists()


def test_another_consent_withdrawn_changes_nothing(sign_in):
    _client, me = player(sign_in)
    person, *_ = colleagues(3)
    Consent.objects.create(employee=person, purpose=Purpose.FILM, source="paper")
    QuizCard.objects.create(player=me, subject=person)
    withdraw(person, Purpose.FILM)
    assert QuizCard.objects.exists()


def test_the_clock_forgets_leavers_on_both_sides_and_what_is_too_old(sign_in):
    _, me = player(sign_in)
    stays, leaves = colleagues(2)
    old, new = timezone.now() - timedelta(days=800), timezone.now() - timedelta(days=700)
    for gone in (stays, leaves):
        QuizCard.objects.create(player=me, subject=gone)
    QuizCard.objects.create(player=leaves, subject=stays)
    for at in (old, new):
        QuizAnswer.objects.create(player=me, subject=stays, direction="face", right=True, at=at, elsewhere=True)
    QuizRound.objects.create(player=me, started_at=new)
    Employee.objects.filter(pk=leaves.pk).update(left_on=date(2020, 1, 1))
    tidy()
    assert QuizCard.objects.get().subject == stays
    assert QuizAnswer.objects.get().at == new
    assert not QuizRound.objects.exists()


def test_forgetting_a_person_leaves_nothing_in_the_quiz(sign_in):
    client, me = player(sign_in, shown=True, consents=["quiz"])
    colleagues(4)
    begin(client)
    tap(client, me)
    QuizCard.objects.create(player=question(me).subject, subject=me)
    forget(me)
    assert not [m for m in (QuizCard, QuizAnswer, QuizQuestion, QuizRound) if m.objects.exists()]


def test_the_score_of_one_is_shown_to_no_other(sign_in):
    client, me = player(sign_in)
    other, _ = player(sign_in)
    colleagues(3)
    begin(client)
    tap(client, me)
    assert "1 из 3 коллег" in told(client.get("/people/quiz/"))
    assert "0 из 3 коллег" in told(other.get("/people/quiz/"))


@pytest.mark.parametrize("model", ["quizcard", "quizanswer", "quizround", "quizquestion"])
def test_the_cms_has_no_list_of_who_answered_what(model, sign_in):
    admin = sign_in("admin")
    assert admin.get(f"/admin/snippets/people/{model}/").status_code == 404
    assert model not in read(admin.get("/admin/"))
