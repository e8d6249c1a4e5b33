"""HR judges works: the oldest first, with faces and consents; its word reaches the entrant; two people never decide twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from contests.factories import ContestFactory, WorkFactory
from contests.models import Work
from contests.stages import Stage
from engagement.models import Notice
from people.factories import EmployeeFactory
from people.models import Depicted, Purpose
from portal.factories import PictureFactory
from tests.contests.entering import entrant
from tests.counting import cold_queries
from tests.reading import read

pytestmark = pytest.mark.django_db
State = Work.State
QUERIES = 32


@pytest.fixture
def contest():
    return ContestFactory(fields=None)


@pytest.fixture
def hr(sign_in):
    return sign_in("hr")


def queue(contest) -> str:
    return f"/admin/contests/{contest.pk}/works/"


def sent(contest, **values) -> Work:
    return WorkFactory(contest=contest, state=State.SUBMITTED, **values)


def seen(work: Work) -> str:
    return f"{work.pk}:{work.version}"


def say(client, work: Work, word: str, reason: str = "", as_seen: str = ""):
    data = {"work": as_seen or seen(work), "reason": reason}
    return client.post(f"{queue(work.contest)}{word}/", data, follow=True)


def test_the_oldest_is_first_and_what_waits_long_is_said(hr, contest):
    old = sent(contest, title="Давняя", submitted_at=timezone.now() - timedelta(days=5))
    sent(contest, title="Свежая")
    page = read(hr.get(queue(contest)))
    assert page.index("Давняя") < page.index("Свежая")
    assert "Ждёт 5 дней" in page
    assert "Конкурсные работы ждут проверки" in read(hr.get("/admin/"))
    assert hr.get("/admin/contests/waiting/").url == queue(old.contest)


@pytest.mark.parametrize(
    ("word", "state", "told"),
    [("accept", State.ACCEPTED, "приняли"), ("return", State.RETURNED, "Ярче"), ("reject", State.REJECTED, "Ярче")],
)
def test_hrs_word_is_told_to_the_entrant(hr, contest, word, state, told):
    work = sent(contest, author=entrant())
    say(hr, work, word, "Ярче")
    work.refresh_from_db()
    assert (work.state, work.judged_by is None) == (state, False)
    notice = Notice.objects.get()
    assert (notice.employee, told in notice.text, notice.url) == (work.author, True, "/contests/mine/")


def test_a_reason_is_asked_for_and_what_was_typed_stays(hr, contest):
    work = sent(contest)
    for reason in ("", " ", "о" * 501):
        page = say(hr, work, "reject", reason)
        assert page.status_code == 422
    assert "о" * 501 in read(page)
    work.refresh_from_db()
    assert work.state == State.SUBMITTED


def test_of_two_at_one_work_the_second_is_told(sign_in, contest):
    work, (first, second) = sent(contest), (sign_in("hr"), sign_in("hr"))
    as_both_saw_it = seen(work)
    say(first, work, "accept")
    page = read(say(second, work, "reject", "Нет", as_both_saw_it))
    assert "решил коллега" in page
    work.refresh_from_db()
    assert work.state == State.ACCEPTED
    assert Notice.objects.count() == 1


def test_what_the_author_has_changed_since_is_looked_at_again(hr, contest):
    work = sent(contest)
    as_seen = seen(work)
    Work.objects.filter(pk=work.pk).update(version=2)
    assert "автор изменил работу" in read(say(hr, work, "accept", as_seen=as_seen))
    Work.objects.filter(pk=work.pk).update(state=State.WITHDRAWN)
    assert "автор отозвал" in read(say(hr, work, "accept", as_seen=as_seen))


def test_many_are_accepted_at_once(hr, contest):
    works = [sent(contest) for _ in range(3)]
    page = hr.post(f"{queue(contest)}accept-many/", {"work": [*map(seen, works[:2]), "1:x"]}, follow=True)
    assert "2 работы" in read(page)
    assert Work.objects.accepted().count() == 2
    assert "Ничего не отмечено" in read(hr.post(f"{queue(contest)}accept-many/", follow=True))


def test_after_the_review_nothing_is_returned(hr):
    work = sent(ContestFactory(stage=Stage.VOTING))
    assert "Вернуть на доработку" not in read(hr.get(queue(work.contest)))
    assert "вернуть на доработку уже нельзя" in read(say(hr, work, "return", "Ярче"))


def test_a_work_of_another_contest_is_not_judged_here(hr, contest):
    stranger = sent(ContestFactory())
    hr.post(f"{queue(contest)}accept/", {"work": seen(stranger)})
    stranger.refresh_from_db()
    assert stranger.state == State.SUBMITTED


def test_consents_of_whoever_is_seen_are_beside_the_pictures(hr, contest):
    picture = PictureFactory()
    agreed, silent = EmployeeFactory(consents=[Purpose.MAGAZINE], surname="Ачох"), EmployeeFactory(surname="Лебедь")
    Depicted.objects.create(picture=picture, employee=silent)
    sent(contest, author=agreed, pictures=[picture])
    page = read(hr.get(queue(contest)))
    assert "Виктор Ачох</b>, автор: согласие на снимки и имя есть" in page
    assert "Виктор Лебедь</b>, на снимке: согласия на снимки и имя нет" in page


def test_the_parents_word_and_who_filed_the_paper_are_shown(hr, contest):
    sent(contest, kind="family", child_name="Аня", child_age="7-10", relation="child",
         parent_agreed_at=timezone.now(), parent_agreed_to="Согласен на показ")  # fmt: skip
    sent(contest, filed_by=EmployeeFactory(surname="Корреспондентов"))
    page = read(hr.get(queue(contest)))
    assert "Согласие родителя дано" in page
    assert "Согласен на показ" in page
    assert "На бумаге: подал" in page
    assert "Корреспондентов" in page


def test_nothing_of_a_work_becomes_markup_here(hr, contest):
    key = contest.fields.get().key
    bad = "<script>alert(1)</script>"
    sent(contest, title=bad, team_name=bad, kind="team", answers={key: bad}, pictures=[PictureFactory()])
    assert bad not in hr.get(queue(contest)).content.decode()


def test_others_neither_see_nor_judge(sign_in, contest):
    work = sent(contest)
    for role in ("employee", "press", "jury"):
        client = sign_in(role)
        assert client.get(queue(contest)).status_code != 200
        say(client, work, "accept")
        work.refresh_from_db()
        assert work.state == State.SUBMITTED


@pytest.mark.parametrize("count", [5, 60])
def test_the_queue_costs_the_same_however_long_it_is(sign_in, count, contest):
    for _ in range(count):
        picture = PictureFactory()
        Depicted.objects.create(picture=picture, employee=EmployeeFactory(shown=True))
        sent(contest, pictures=[picture], team=[EmployeeFactory()])
    assert len(cold_queries(sign_in("hr"), queue(contest))) == QUERIES
