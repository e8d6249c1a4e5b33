"""Two taps at the same moment, each in a thread of its own."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from people.models import QuizAnswer, QuizCard, QuizQuestion
from tests.people.quiz_game import begin, colleagues, player, question, right_choice

pytestmark = pytest.mark.django_db(transaction=True)


def twice(act):
    def closing(_):
        try:
            return act().status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(closing, range(2)))


def test_two_taps_on_start_begin_one_round(site, sign_in):
    client, me = player(sign_in)
    colleagues(6)
    assert twice(lambda: begin(client)) == [302, 302]
    assert QuizQuestion.objects.filter(round__player=me).count() == 6


def test_two_taps_on_a_name_are_one_answer(site, sign_in):
    client, me = player(sign_in)
    colleagues(6)
    begin(client)
    choice = right_choice(question(me))
    assert twice(lambda: client.post("/people/quiz/1/", {"choice": choice})) == [302, 302]
    assert QuizAnswer.objects.count() == 1
    assert QuizCard.objects.get().reps == 1
