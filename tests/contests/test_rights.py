"""Every address of contests, asked by everybody (S60): strangers are led to the door, the desk is HR's alone."""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from contests import urls
from contests.factories import ContestFactory, WorkFactory
from contests.models import WorkFile
from contests.stages import Stage

pytestmark = pytest.mark.django_db
# What a reader gets at each address of another's draft, of a diploma nobody has, of a jury without him, of no campaign.
READER = {
    "mine": 200,
    "winners": 200,
    "diplomas": 200,
    "enter": 200,
    "work": 200,
    "vote": 405,
    "autosave": 405,
    "upload": 405,
    "edit": 404,
    "withdraw": 404,
    "work_file": 404,
    "shift": 405,
    "participants_table": 405,
    "participants": 404,
    "team": 404,
    "brought": 404,
    "jury": 404,
    "jury_work": 404,
    "winners_of": 404,
    "diploma": 404,
    "diploma_file": 404,
}


@pytest.fixture
def addresses():
    """By name: the contest is in its vote, the work with a number is accepted, the one without is somebody's draft."""
    contest = ContestFactory(slug="poster", stage=Stage.VOTING)
    WorkFactory(contest=contest, number=1)
    draft = WorkFactory(contest=contest, state="draft", number=None)
    file = WorkFile.objects.create(work=draft, field="x", name="a.pdf", size=1, file="contest-files/a.pdf")
    known = {"pk": draft.pk, "key": "x", "slug": "poster", "number": 1, "year": 1999, "code": "no-such"}

    def address(pattern) -> str:
        given = known | ({"pk": file.pk} if pattern.name == "work_file" else {})
        asked = {name: given[name] for name in pattern.pattern.converters}
        return reverse(f"contests:{pattern.name}", kwargs=asked)

    return {pattern.name: address(pattern) for pattern in urls.urlpatterns}


def test_a_stranger_is_led_to_the_door_at_every_address_but_the_page_behind_a_qr(addresses):
    led = {name: Client().get(address) for name, address in addresses.items()}
    assert led.pop("diploma").status_code == 404
    assert {name for name, answer in led.items() if not answer.get("Location", "").startswith("/login/")} == set()


def test_a_reader_gets_what_is_his_and_learns_nothing_of_the_rest(addresses, sign_in):
    reader = sign_in("employee")
    assert {name: reader.get(address).status_code for name, address in addresses.items()} == READER


def test_without_a_method_that_reads_nothing_of_another_is_changed(addresses, sign_in):
    reader = sign_in("employee")
    asked = ("edit", "autosave", "upload", "withdraw", "jury_work")
    assert {reader.post(addresses[name]).status_code for name in asked} == {404}


def desk(contest) -> list[str]:
    """All that rooms have put into the CMS, whatever their addresses ask for."""
    known = {"pk": contest.pk, "word": "accept", "kind": "works"}
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str) and name.startswith("contests_")}
    asked = {name: get_resolver().reverse_dict.getlist(name)[0][0][0][1] for name in names}
    return [reverse(name, kwargs={part: known.get(part, 1) for part in parts}) for name, parts in asked.items()]


@pytest.mark.parametrize("role", ["employee", "press", "jury", "admin"])
def test_the_desk_is_closed_to_all_but_hr(role, sign_in):
    client, addresses = sign_in(role), desk(ContestFactory())
    assert len(addresses) > 20
    assert {address for address in addresses if client.get(address).status_code not in (302, 403)} == set()
    assert {address for address in addresses if client.post(address).status_code not in (302, 403)} == set()


def test_no_door_of_the_desk_is_closed_to_hr(sign_in):
    client = sign_in("hr")
    assert {address for address in desk(ContestFactory()) if client.get(address).status_code == 403} == set()
