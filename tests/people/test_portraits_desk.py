"""HR's queue: yes and no, one by one and many at once."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from magazine.factories import ArticleFactory
from people.factories import EmployeeFactory
from people.jobs import forget_unfinished_portraits
from people.models import Consent, Employee, PortraitProposal, Purpose
from portal.factories import PictureFactory
from portal.images import Picture
from tests.counting import cold_queries
from tests.people.portraits import OWN, employee, sent, uploaded
from tests.reading import read

pytestmark = pytest.mark.django_db
QUEUE, APPROVE = "/admin/portraits/", "/admin/portraits/approve/"


@pytest.fixture
def hr(sign_in):
    return sign_in("hr")


@pytest.fixture
def send_one(sign_in):
    """`send_one()` is a proposal that waits; `send_one(person)` of that employee."""

    def _send(person=None):
        return sent(sign_in((person or employee()).user))

    return _send


def waiting(count: int) -> list[PortraitProposal]:
    return [
        PortraitProposal.objects.create(
            employee=EmployeeFactory(), picture=PictureFactory(size=(300, 300)), state="waiting"
        )
        for _ in range(count)
    ]


def test_hr_sees_whose_portraits_wait(hr, send_one):
    proposal = send_one(employee(surname="Шаповалова", post="Мастер"))
    page = read(hr.get(QUEUE))
    assert "Шаповалова" in page
    assert "Мастер" in page
    assert f"/renditions/{proposal.picture_id}/" in page


def test_the_first_page_of_the_cms_says_how_many_wait(hr, sign_in, send_one):
    send_one()
    assert "Портреты ждут проверки: <b>1</b>" in read(hr.get("/admin/"))
    assert "Портреты ждут" not in read(sign_in("press").get("/admin/"))


def test_an_approved_portrait_becomes_the_photo_shown_while_consent_stands(hr, sign_in, send_one):
    person, reader = employee(), sign_in("employee")
    proposal = send_one(person)
    hr.post(APPROVE, {"portrait": proposal.pk})
    person = Employee.objects.get(pk=person.pk)
    assert person.photo == proposal.picture
    assert person.photo.title == f"Портрет: {person.full_name}"
    address = person.photo.get_rendition("fill-96x96|format-webp").url
    assert reader.get(address).status_code == 404
    Consent.objects.create(employee=person, purpose=Purpose.PHOTO, source=Consent.Source.PORTAL)
    assert reader.get(address).status_code == 200
    assert "Принят" in read(sign_in(person.user).get(OWN))


def test_the_page_of_the_person_shows_the_new_face_at_once(hr, sign_in, send_one):
    person, reader = employee(consents=[Purpose.PHOTO]), sign_in("employee")
    proposal = send_one(person)
    assert "<img" not in read(reader.get(person.get_absolute_url())).split("<h1")[0]
    hr.post(APPROVE, {"portrait": proposal.pk})
    assert f"/renditions/{proposal.picture_id}/" in read(reader.get(person.get_absolute_url()))


def test_the_former_photo_goes_unless_something_else_shows_it(hr, send_one):
    alone, shared, in_article = (PictureFactory() for _ in range(3))
    EmployeeFactory(photo=shared)
    ArticleFactory(cover=in_article)
    for former in (alone, shared, in_article):
        hr.post(APPROVE, {"portrait": send_one(employee(photo=former)).pk})
    left = set(Picture.objects.filter(pk__in=[alone.pk, shared.pk, in_article.pk]))
    assert left == {shared, in_article}


def test_a_declined_portrait_is_deleted_and_its_person_reads_why(hr, sign_in, send_one):
    person = employee()
    proposal = send_one(person)
    hr.post(f"/admin/portraits/{proposal.pk}/decline/", {"reason": "Снимите ближе <b>и</b> при свете"})
    page = read(sign_in(person.user).get(OWN))
    assert "Портрет не принят" in page
    assert "Снимите ближе &lt;b&gt;и&lt;/b&gt; при свете" in page
    assert not Picture.objects.exists()


def test_declining_without_a_word_is_refused_at_the_field(hr, send_one):
    proposal = send_one()
    answer = hr.post(f"/admin/portraits/{proposal.pk}/decline/", {"reason": " "})
    assert answer.status_code == 422
    assert "человек это прочтёт" in read(answer)
    assert PortraitProposal.objects.waiting().count() == 1


def test_many_are_approved_at_once(hr):
    three = waiting(3)
    page = read(hr.post(APPROVE, {"portrait": [proposal.pk for proposal in three[:2]]}, follow=True))
    assert "Приняты 2 портрета" in page
    assert list(PortraitProposal.objects.waiting()) == [three[2]]


def test_what_is_decided_already_is_not_decided_again(hr, send_one):
    proposal = send_one()
    hr.post(APPROVE, {"portrait": proposal.pk})
    answer = hr.post(f"/admin/portraits/{proposal.pk}/decline/", {"reason": "Нет"}, follow=True)
    assert "уже решено" in read(answer)
    assert PortraitProposal.objects.get(pk=proposal.pk).state == "approved"


@pytest.mark.parametrize("role", ["employee", "press", "admin"])
def test_only_hr_decides(role, sign_in, send_one):
    proposal = send_one()
    for address, data in (
        (APPROVE, {"portrait": proposal.pk}),
        (f"/admin/portraits/{proposal.pk}/decline/", {"reason": "x"}),
    ):
        assert sign_in(role).post(address, data).status_code in (302, 403)
    assert PortraitProposal.objects.waiting().count() == 1


def test_nonsense_in_the_form_is_no_error(hr):
    assert hr.post(APPROVE, {"portrait": ["abc", "9" * 30, "-1"]}).status_code == 302
    assert hr.post(APPROVE).status_code == 302


def test_the_queue_takes_the_same_queries_for_few_and_many(hr):
    waiting(2)
    hr.get(QUEUE)
    few = len(cold_queries(hr, QUEUE))
    waiting(8)
    assert len(cold_queries(hr, QUEUE)) == few


def test_what_nobody_has_finished_is_forgotten_after_a_day(sign_in):
    uploaded(sign_in(employee().user))
    kept = waiting(1)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        forget_unfinished_portraits()
    assert set(Picture.objects.all()) == {kept[0].picture}
