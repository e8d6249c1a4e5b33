"""The works of a contest: who sees them, in which order, and what is not told while names are hidden."""

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from contests.factories import ContestFactory, WorkFactory
from contests.gallery.ordering import shuffled
from contests.models import EntryField, Outcome
from contests.stages import Stage
from people.factories import EmployeeFactory
from portal.factories import PictureFactory
from tests.counting import cold_queries

pytestmark = pytest.mark.django_db
PKS = st.lists(st.integers(1, 10**6), unique=True, max_size=60)


@given(works=PKS, viewer=st.integers(1, 10**6), later=st.integers(1, 10**6))
def test_the_order_is_stable_and_a_new_work_moves_no_other(works, viewer, later):
    order = shuffled(works, viewer)
    assert sorted(order) == sorted(works)
    assert order == shuffled(reversed(works), viewer)
    assert [pk for pk in shuffled({*works, later}, viewer) if pk in works] == order


def test_no_place_is_luckier_than_another():
    first = [shuffled(range(1, 6), viewer)[0] for viewer in range(1, 5001)]
    assert all(850 < first.count(work) < 1150 for work in range(1, 6))


def gallery(contest, client) -> str:
    return client.get(contest.url).content.decode()


@pytest.mark.parametrize(("stage", "seen"), [("entries", False), ("review", False), ("voting", True), ("jury", True)])
def test_works_are_seen_from_the_vote_on(sign_in, stage, seen):
    contest = ContestFactory(stage=Stage(stage))
    WorkFactory(contest=contest, title="Дважды", pictures=[PictureFactory()])
    assert ("Дважды" in gallery(contest, sign_in())) is seen


def test_a_stranger_sees_rules_of_a_public_contest_but_no_work():
    contest = ContestFactory(stage=Stage.VOTING, audience="public")
    work = WorkFactory(contest=contest, title="Дважды")
    assert "одна мысль" in gallery(contest, Client())
    assert "Дважды" not in gallery(contest, Client())
    assert Client().get(f"{contest.url}works/{work.number}/").status_code == 302


def blind_work(contest, **fields):
    author = EmployeeFactory(surname="Хачемизов", name="Рустам")
    picture = PictureFactory(title="Хачемизов.jpg", description="Хачемизов", credit="Р. Хачемизов")
    return WorkFactory(contest=contest, author=author, pictures=[picture], parent_agreed_at=timezone.now(), **fields)


def test_names_are_hidden_until_the_results_are_known_and_a_child_never_has_a_surname(sign_in):
    contest = ContestFactory(stage=Stage.RESULTS)
    work = blind_work(contest, kind="family", child_name="Соня", child_age="7-10", relation="child")
    for address in (contest.url, f"{contest.url}works/{work.number}/"):
        page = sign_in().get(address).content.decode()
        assert "Детская работа, 7–10 лет" in page
        assert not [told for told in ("Хачемизов", "Рустам", "Соня") if told in page]
    Outcome.objects.create(contest=contest)
    page = gallery(contest, sign_in())
    assert "Соня, 7–10 лет" in page
    assert "Хачемизов" not in page


def test_a_search_finds_no_author_of_a_hidden_work(sign_in):
    blind_work(ContestFactory(stage=Stage.VOTING))
    page = sign_in().get("/search/", {"q": "Хачемизов"}).content.decode()
    assert "/works/" not in page


def test_the_page_of_a_work_shows_its_answers(sign_in):
    fields = [EntryField(kind="text", label="Замысел"), EntryField(kind="photos", label="Снимки", most=3)]
    contest = ContestFactory(stage=Stage.VOTING, fields=fields)
    about = contest.fields.get(kind="text")
    work = WorkFactory(contest=contest, answers={about.key: "Руки"})
    page = sign_in().get(f"{contest.url}works/{work.number}/").content.decode()
    assert "Замысел" in page
    assert "Руки" in page


def test_works_are_filtered_by_nomination(sign_in):
    contest = ContestFactory(stage=Stage.VOTING, nominations=("Плакат", "Снимок"))
    poster, photo = contest.nominations.all()
    WorkFactory(contest=contest, nomination=poster, title="Дважды")
    WorkFactory(contest=contest, nomination=photo, title="Шов")
    page = sign_in().get(contest.url, {"nomination": photo.pk}).content.decode()
    assert "Шов" in page
    assert "Дважды" not in page


@pytest.mark.parametrize("state", ["submitted", "returned", "rejected", "withdrawn"])
def test_what_was_not_accepted_is_no_page(sign_in, state):
    work = WorkFactory(contest=ContestFactory(stage=Stage.VOTING), state=state)
    assert sign_in().get(f"{work.contest.url}works/{work.number}/").status_code == 404


@pytest.mark.parametrize("stage", ["review", "voting"])
def test_a_picture_is_seen_with_its_work(sign_in, stage):
    picture = PictureFactory()
    WorkFactory(contest=ContestFactory(stage=Stage(stage)), pictures=[picture])
    address = picture.get_rendition("width-720|format-webp").url
    assert sign_in().get(address).status_code == (200 if stage == "voting" else 404)
    assert Client().get(address).status_code == 404


def test_a_picture_of_a_withdrawn_work_is_seen_by_nobody_else(sign_in):
    picture = PictureFactory(public=True, published=True)
    WorkFactory(contest=ContestFactory(stage=Stage.VOTING), pictures=[picture], state="withdrawn")
    address = picture.get_rendition("width-720|format-webp").url
    assert [sign_in(role).get(address).status_code for role in ("employee", "press", "jury")] == [404] * 3


MOST = 30


@pytest.mark.parametrize("known", [False, True])
def test_many_works_cost_no_more_queries(sign_in, known):
    contest = ContestFactory(stage=Stage.RESULTS)
    if known:
        Outcome.objects.create(contest=contest)
    counts = []
    for more in (5, 43):
        for _ in range(more):
            WorkFactory(contest=contest, pictures=[PictureFactory()], team=[EmployeeFactory()], kind="team")
        counts.append(len(cold_queries(sign_in(), contest.url)))
    assert counts[0] == counts[1] <= MOST
