"""The portal's own measure, and the face of the day."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from people.models import Acquaintance, Consent, QuizAnswer, QuizCard
from people.quiz import demo, invite
from people.quiz.measure import grouped, measure
from portal.factories import PictureFactory
from tests.counting import cold_queries
from tests.people.quiz_game import CHOICE, agreeing, colleagues, player, told
from tests.reading import read

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def played(people, subject, *, knows=True):
    """Each of them has answered about this subject this month."""
    for one in people:
        QuizCard.objects.create(player=one, subject=subject, knows=knows, elsewhere=True)
        QuizAnswer.objects.create(
            player=one, subject=subject, direction="face", right=knows, at=timezone.now(), elsewhere=True
        )


def shares():
    return {row.town: (row.players, round(row.share, 3)) for row in Acquaintance.objects.all()}


def test_the_share_is_of_those_in_other_towns_averaged_over_players():
    picture = PictureFactory()
    here, there = colleagues(10, picture, post__town="Майкоп"), colleagues(4, picture, post__town="Кореновск")
    played(here[:5], there[0])
    played(here[5:], there[0], knows=False)
    measure()
    assert shares() == {"": (10, 0.125), "Майкоп": (10, 0.125)}


def test_below_ten_players_nothing_is_told():
    here, there = colleagues(9, post__town="Майкоп"), colleagues(1, post__town="Кореновск")
    played(here, there[0])
    measure()
    assert shares() == {}
    with pytest.raises(IntegrityError), transaction.atomic():
        Acquaintance.objects.create(month=date(2026, 11, 1), players=9, share=0.5)


def test_only_those_who_played_this_month_count():
    here, there = colleagues(10, post__town="Майкоп"), colleagues(1, post__town="Кореновск")
    played(here, there[0])
    measure(date(2020, 2, 29))
    assert shares() == {}


def test_measuring_again_writes_the_month_anew():
    here, there = colleagues(10, post__town="Майкоп"), colleagues(1, post__town="Кореновск")
    played(here, there[0])
    measure()
    QuizCard.objects.update(knows=False)
    measure()
    assert shares() == {"": (10, 0.0), "Майкоп": (10, 0.0)}


def test_measuring_takes_the_same_queries_for_few_and_many():
    picture, counts = PictureFactory(), []
    for size in (10, 10, 40):
        here, there = colleagues(size, picture, post__town="Майкоп"), colleagues(2, picture, post__town="Кореновск")
        played(here, there[0])
        with CaptureQueriesContext(connection) as queries:
            measure()
        counts.append(len(queries))
    assert counts[1] == counts[2]


@given(st.dictionaries(st.sampled_from(["", "А", "Б", "В", "Г", "Д"]), st.integers(1, 30)))
def test_every_group_has_ten_or_it_is_the_whole(sizes):
    groups = grouped({town: [0.5] * size for town, size in sizes.items()})
    assert sum(map(len, groups.values())) == sum(sizes.values())
    assert all(len(shares) >= 10 for shares in groups.values()) or list(groups) == [Acquaintance.OTHERS]


def test_the_measure_is_shown_to_players_and_in_the_cms_to_those_who_read_the_staff_list(sign_in):
    client, _ = player(sign_in)
    colleagues(3)
    Acquaintance.objects.create(month=date(2026, 11, 1), players=12, share=0.12)
    Acquaintance.objects.create(month=date(2026, 11, 1), town="Майкоп", players=11, share=0.14)
    page = read(client.get("/people/quiz/"))
    assert "В ноябре мы узнаём в лицо 12 % коллег из других городов" in page
    assert "14 %" in page
    for role in ("hr", "press"):
        assert "12 % коллег из других городов" in told(sign_in(role).get("/admin/"))


MONTHS = [
    "январе",
    "феврале",
    "марте",
    "апреле",
    "мае",
    "июне",
    "июле",
    "августе",
    "сентябре",
    "октябре",
    "ноябре",
    "декабре",
]


@pytest.mark.parametrize(("month", "said"), list(enumerate(MONTHS, start=1)))
def test_months_are_said_in_the_prepositional(month, said):
    assert Acquaintance(month=date(2026, month, 1)).in_month == said


def test_the_demo_plays_half_a_year_once():
    colleagues(12, post__town="Майкоп")
    colleagues(8, post__town="Кореновск")
    demo.load(1)
    months = list(Acquaintance.objects.filter(town="").order_by("month").values_list("share", flat=True))
    assert len(months) == 6
    assert months == sorted(months)
    answers = QuizAnswer.objects.count()
    demo.load(1)
    assert QuizAnswer.objects.count() == answers


def card(client):
    return read(client.get("/people/quiz/card/"))


def test_the_face_of_the_day_is_the_same_for_all_and_does_not_tell_its_name(sign_in):
    colleagues(6)
    page = card(sign_in("employee"))
    choices = CHOICE.findall(page)
    assert choices == CHOICE.findall(card(sign_in("employee")))
    assert len(choices) == 3
    assert invite.of_the_day().person.slug not in page


def test_the_face_of_the_day_takes_the_same_few_queries_for_few_and_many(sign_in):
    picture, client = PictureFactory(), sign_in("employee")
    for people in (20, 60):
        colleagues(people, picture)
        assert len(cold_queries(client, "/people/quiz/card/")) <= 3 + 8


def test_where_too_few_agree_there_is_no_face_of_the_day(sign_in):
    agreeing(1)
    assert card(sign_in("employee")).strip() == ""


def test_the_face_of_the_day_is_answered_once_a_day(sign_in):
    client, _me = player(sign_in)
    colleagues(6)
    shown = invite.of_the_day()
    assert "Верно, это" in read(client.post("/people/quiz/guess/", {"choice": shown.right}))
    assert client.post("/people/quiz/guess/", {"choice": shown.right}).url == "/people/quiz/"
    assert QuizCard.objects.get().knows is True


def test_a_choice_that_is_none_of_today_leads_to_the_quiz(sign_in):
    client, _ = player(sign_in)
    colleagues(6)
    assert client.post("/people/quiz/guess/", {"choice": "pass"}).url == "/people/quiz/"
    assert not QuizAnswer.objects.exists()


def test_the_face_of_the_day_goes_with_the_consent():
    colleagues(6)
    before = invite.of_the_day().person
    Consent.objects.filter(employee=before, purpose="quiz").update(withdrawn_at=timezone.now())
    assert invite.of_the_day().person != before
