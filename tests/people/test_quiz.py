"""Playing: rounds, questions, answers, and what is remembered."""

from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from people.factories import EmployeeFactory
from people.models import Direction, Employee, QuizAnswer, QuizCard, QuizQuestion
from people.quiz import rounds
from portal.factories import PictureFactory
from tests.counting import cold_queries
from tests.people.quiz_game import CHOICE, agreeing, begin, colleagues, player, question, right_choice, tap, told
from tests.reading import read

pytestmark = pytest.mark.django_db


def test_the_quiz_is_for_those_who_are_signed_in(client):
    assert client.get("/people/quiz/").url.startswith("/login/")


def test_the_start_page_tells_how_many_take_part_and_offers_to_join(sign_in):
    colleagues(5)
    page = player(sign_in)[0].get("/people/quiz/")
    assert "0 из 5 коллег" in told(page)
    assert 'href="/me/consents/"' in read(page)


def test_whoever_has_agreed_is_not_asked_to_agree_again(sign_in):
    client, _me = player(sign_in, shown=True, consents=["quiz"])
    colleagues(3)
    assert 'href="/me/consents/"' not in read(client.get("/people/quiz/"))


def test_with_nobody_to_ask_about_the_page_says_so(sign_in):
    client, _ = player(sign_in)
    assert "Пока некого узнавать" in read(client.get("/people/quiz/"))
    assert begin(client).status_code == 200


@pytest.mark.parametrize("address", ["/people/quiz/", "/people/quiz/1/", "/people/quiz/done/"])
def test_an_account_without_an_employee_is_told_why_it_cannot_play(address, sign_in):
    assert "Играют сотрудники" in read(sign_in("admin").get(address))


def test_a_round_asks_ten_different_colleagues_and_never_oneself(sign_in):
    client, me = player(sign_in, shown=True, consents=["quiz"])
    colleagues(14)
    assert begin(client).url == "/people/quiz/1/"
    subjects = set(QuizQuestion.objects.values_list("subject", flat=True))
    assert len(subjects) == 10
    assert me.pk not in subjects


def test_a_question_about_a_face_gives_four_names_and_does_not_tell_the_answer(sign_in):
    client, me = player(sign_in)
    colleagues(12)
    begin(client)
    page, asked = read(client.get("/people/quiz/1/")), question(me).subject
    assert "Кто это?" in page
    assert len(CHOICE.findall(page)) == 5  # four names and «не знаю»
    assert page.count(asked.full_name) == 1
    assert asked.slug not in page
    assert 'alt="Коллега, которого надо узнать"' in page


def test_a_question_about_a_name_gives_four_faces_without_a_word(sign_in):
    client, me = player(sign_in)
    people = [agreeing(number) for number in range(6)]
    begin(client, Direction.NAME)
    page, asked = read(client.get("/people/quiz/1/")), question(me).subject
    assert page.count('class="quiz-face"') == 4
    others = [person for person in people if person != asked]
    assert not [person for person in others if person.surname in page or person.slug in page]


def test_the_choices_of_two_questions_cannot_be_compared(sign_in):
    client, _me = player(sign_in)
    colleagues(4)
    begin(client)
    first, second = (set(CHOICE.findall(read(client.get(f"/people/quiz/{n}/")))) for n in (1, 2))
    assert first & second == {"pass"}


def test_a_right_answer_says_so_and_tells_who_it_is(sign_in):
    client, me = player(sign_in)
    colleagues(8, post="Химик")
    begin(client)
    asked = question(me).subject
    page = read(tap(client, me))
    assert "Верно, это" in page
    for text in (asked.surname, "Химик", "Майкоп", asked.get_absolute_url(), "/people/quiz/2/"):
        assert text in page


def test_a_wrong_answer_shows_the_right_one_too(sign_in):
    client, me = player(sign_in)
    colleagues(8)
    begin(client)
    page = read(tap(client, me, right=False))
    assert "Не угадали" in page
    assert question(me).subject.surname in page


def test_a_second_answer_to_the_same_question_counts_for_nothing(sign_in):
    client, me = player(sign_in)
    colleagues(8)
    begin(client)
    tap(client, me, right=False)
    assert "Не угадали" in read(tap(client, me, right=True))
    assert QuizAnswer.objects.get().right is False
    assert QuizCard.objects.get().reps == 1


def test_an_answer_without_a_choice_leaves_the_question_open(sign_in):
    client, _me = player(sign_in)
    colleagues(8)
    begin(client)
    assert "Кто это?" in read(client.post("/people/quiz/1/", {}, follow=True))
    assert QuizAnswer.objects.count() == 0


def test_nobody_answers_in_the_round_of_another(sign_in):
    mine, me = player(sign_in)
    other, _ = player(sign_in)
    colleagues(8)
    begin(mine)
    assert other.post("/people/quiz/1/", {"choice": right_choice(question(me))}).url == "/people/quiz/done/"
    assert question(me).right is None


def test_a_round_ends_with_what_was_known_and_who_is_to_be_remembered(sign_in):
    client, me = player(sign_in)
    colleagues(3)
    begin(client)
    tap(client, me, 1)
    tap(client, me, 2, right=False)
    tap(client, me, 3)
    page = read(client.get("/people/quiz/4/", follow=True))
    assert "2 из 3" in page
    assert question(me, 2).subject.get_absolute_url() in page
    assert question(me, 1).subject.get_absolute_url() not in page


def test_a_new_round_takes_the_place_of_the_one_before(sign_in):
    client, me = player(sign_in)
    colleagues(4)
    colleagues(3, post__town="Кореновск")
    begin(client)
    tap(client, me)
    begin(client, scope="town:Кореновск")
    assert QuizQuestion.objects.filter(round__player=me, right=None).count() == QuizQuestion.objects.count() == 3
    assert "Вопрос 1 из 3" in read(client.get("/people/quiz/1/"))


def test_one_more_round_is_like_the_one_before(sign_in):
    client, me = player(sign_in)
    colleagues(2, post__town="Кореновск")
    begin(client, Direction.FACE, "town:Кореновск")
    tap(client, me, 1)
    page = read(tap(client, me, 2).client.get("/people/quiz/done/"))
    assert 'name="scope" value="town:Кореновск"' in page
    assert 'name="direction" value="face"' in page


def test_an_unfinished_round_is_offered_again(sign_in):
    client, me = player(sign_in)
    colleagues(5)
    begin(client)
    tap(client, me)
    assert "Продолжить раунд" in read(client.get("/people/quiz/"))
    assert 'href="/people/quiz/2/"' in read(client.get("/people/quiz/"))


def test_a_round_of_one_town_asks_about_that_town(sign_in):
    client, _ = player(sign_in)
    colleagues(4, post__town="Апшеронск")
    colleagues(4, post__town="Кореновск")
    begin(client, scope="town:Кореновск")
    towns = QuizQuestion.objects.values_list("subject__posts__place__town", flat=True)
    assert set(towns) == {"Кореновск"}


def test_a_round_of_one_unit_asks_about_it_and_what_is_below(sign_in):
    client, _me = player(sign_in)
    colleagues(3, post__units=("Управление", "Бухгалтерия"))
    colleagues(4, post__units=("Сети",))
    unit = Employee.objects.filter(posts__subdivision__name="Бухгалтерия")[0].post.subdivision.get_parent()
    begin(client, scope=f"unit:{unit.slug}")
    assert QuizQuestion.objects.count() == 3


def test_a_town_where_nobody_agreed_is_refused_at_its_field(sign_in):
    client, _ = player(sign_in)
    colleagues(3)
    assert "Выберите корректный вариант" in read(begin(client, scope="town:Нигде"))


def test_whom_it_is_time_to_repeat_comes_before_new_faces(sign_in):
    _, me = player(sign_in)
    due, later, *_new = colleagues(14)
    now = timezone.now()
    QuizCard.objects.create(player=me, subject=due, due=now - timedelta(days=1))
    QuizCard.objects.create(player=me, subject=later, due=now + timedelta(days=9))
    rounds.start(me, Random(1))
    asked = set(QuizQuestion.objects.values_list("subject", flat=True))
    assert due.pk in asked
    assert later.pk not in asked


def test_new_faces_of_other_towns_come_before_those_of_ones_own(sign_in):
    _, me = player(sign_in)
    near = {one.pk for one in colleagues(10, post__town="Тихорецк")}
    far = {one.pk for one in colleagues(9, post__town="Майкоп")}
    rounds.start(me, Random(1))
    asked = set(QuizQuestion.objects.values_list("subject", flat=True))
    assert far <= asked
    assert len(asked & near) == 1


def test_who_knows_everybody_may_still_play(sign_in):
    client, me = player(sign_in)
    for one in colleagues(4):
        QuizCard.objects.create(player=me, subject=one, knows=True, due=timezone.now() + timedelta(days=30))
    assert begin(client).url == "/people/quiz/1/"


def test_what_is_known_returns_in_days_and_later_each_time_and_what_is_not_tomorrow(sign_in):
    client, me = player(sign_in)
    colleagues(8)
    begin(client)
    tap(client, me, 1)
    tap(client, me, 2, right=False)
    knew, knew_not = (QuizCard.objects.get(subject=question(me, number).subject) for number in (1, 2))
    assert (knew.knows, knew_not.knows) == (True, False)
    assert timedelta(days=1) < knew.due - knew.last_review
    assert knew_not.due - knew_not.last_review == timedelta(days=1)


def test_finding_a_face_for_a_name_is_not_yet_naming_it(sign_in):
    client, me = player(sign_in)
    [agreeing(number) for number in range(4)]
    begin(client, Direction.NAME)
    tap(client, me)
    assert QuizCard.objects.get().knows is False


def test_progress_counts_colleagues_of_other_towns_apart(sign_in):
    client, me = player(sign_in)
    near, far = agreeing(1, post__town="Тихорецк"), agreeing(2, post__town="Майкоп")
    begin(client)
    tap(client, me, 1)
    tap(client, me, 2)
    page = told(client.get("/people/quiz/"))
    assert "2 из 2 коллег" in page
    assert "1 из них — в других городах" in page
    assert {card.subject_id: card.elsewhere for card in QuizCard.objects.all()} == {near.pk: False, far.pk: True}


def test_a_single_colleague_without_a_double_is_passed_over(sign_in):
    client, _me = player(sign_in)
    agreeing(1)
    begin(client)
    assert client.get("/people/quiz/1/", follow=True).redirect_chain[-1][0] == "/people/quiz/"


@pytest.mark.parametrize("direction", list(Direction))
def test_a_question_takes_at_most_ten_queries_for_few_and_many(direction, sign_in):
    client, _ = player(sign_in)
    picture = PictureFactory()
    for people in (20, 120):
        colleagues(people, picture)
        EmployeeFactory.create_batch(people)
        begin(client, direction)
        queries = cold_queries(client, "/people/quiz/1/")
        assert 8 <= len(queries) <= 10  # one more where the search for decoys goes round the end
        assert not [sql for sql in queries if "RANDOM" in sql.upper()]


def test_in_a_town_of_two_a_question_takes_two_queries_more(sign_in):
    client, _ = player(sign_in)
    colleagues(60)
    colleagues(2, post__town="Кореновск")
    begin(client, scope="town:Кореновск")
    assert len(cold_queries(client, "/people/quiz/1/")) <= 12


def test_the_start_page_takes_the_same_queries_for_few_and_many(sign_in):
    client, _ = player(sign_in)
    picture = PictureFactory()
    colleagues(5, picture)
    few = len(cold_queries(client, "/people/quiz/"))
    colleagues(60, picture)
    assert len(cold_queries(client, "/people/quiz/")) == few
