"""A face or a name leaves for the channel only with its consent, and a post that carries it goes when the consent goes."""

import pytest
from django.urls import reverse

from magazine.factories import ArticleFactory, text
from magazine.models import ArticlePage
from news.factories import NewsFactory
from people.consents import deciding, withholding
from people.consents.naming import names_somebody
from people.factories import EmployeeFactory
from people.gates import without_magazine
from people.models import Depicted, Purpose
from portal import gates
from portal.factories import PictureFactory
from portal.stories import StoryPerson
from syndication import delivery, outbox
from syndication.deciding import send_now
from syndication.models import Channel, Composition, CompositionPicture, Delivery, Media, State
from syndication.telegram.editing import WITHDRAWN_PHOTO
from tests.magazine.test_writing import article_form
from tests.reading import read
from tests.syndication.telegram_content import digest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "surname", "named"),
    [
        ("Премия Оксане Кривошлыковой", "Кривошлыкова", True),
        ("ПЕРЕВЕРЗЕНЦЕВУ — 20 лет в компании", "Переверзенцев", True),
        ("С Волковым на смене", "Волков", True),
        ("Разговор с Хачемизовым", "Хачемизов", True),
        ("Слово Достоевскому", "Достоевский", True),
        ("С Берёзовой и без", "Березова", True),
        ("У Тер-Аванесяна юбилей", "Тер-Аванесян", True),
        ("Дзюбе вручили кубок", "Дзюба", True),
        ("Говорит Черныш", "Черных", False),
        ("Ивановка без тепла", "Иванов", False),
        ("Пришла зима", "Ким", False),
        ("Тепло пришло в дома", "", False),
    ],
)
def test_a_surname_is_known_in_any_case(text, surname, named):
    assert names_somebody(text, surname) == named


def article(person, **fields):
    return ArticleFactory(authors=[person], **{"title": "Просто статья", "cover": PictureFactory(), **fields})


def reason(page):
    return Delivery.objects.get(page_id=page.pk).reason


def test_the_face_of_somebody_without_consent_stays(connected):
    person = EmployeeFactory()
    picture = PictureFactory()
    Depicted.objects.create(picture=picture, employee=person)
    stays = [article(EmployeeFactory(), cover=picture), NewsFactory(cover=EmployeeFactory(shown=True).photo)]
    for page in stays:
        assert Delivery.objects.get(page_id=page.pk).state == State.FAILED
        assert "На снимке — Виктор Переверзенцев" in reason(page)
    delivery.deliver()
    assert not Delivery.objects.filter(page_id__in=[page.pk for page in stays]).exclude(receipt=None).exists()


def test_the_name_of_somebody_without_consent_stays_and_another_name_leaves(connected):
    named = article(EmployeeFactory(), title="Рассказ о Переверзенцеве")
    assert "Назван человек" in reason(named)
    other = article(EmployeeFactory(), title="Рассказ о Кривошлыковой")
    assert Delivery.objects.get(page_id=other.pk).state == State.WAITING
    agreed = article(EmployeeFactory(consents=[Purpose.TELEGRAM]), title="Рассказ о Переверзенцеве")
    assert Delivery.objects.get(page_id=agreed.pk).state == State.WAITING


def test_the_button_of_the_desk_asks_the_gates_again(connected, sign_in):
    person = EmployeeFactory()
    page = article(person, title="Рассказ о Переверзенцеве")
    row, press = Delivery.objects.get(page_id=page.pk), sign_in("press")
    assert "Назван человек" in read(press.post(reverse("channel_send", args=[row.pk]), follow=True))
    row.refresh_from_db()
    assert row.state == State.FAILED
    deciding.give(person, Purpose.TELEGRAM, None)
    send_now(row.pk)
    row.refresh_from_db()
    assert row.state == State.WAITING


def test_a_post_in_the_channel_is_taken_down_when_the_consent_is_withdrawn(connected):
    person = EmployeeFactory(consents=[Purpose.TELEGRAM])
    page, other = article(person, title="Рассказ о Переверзенцеве"), article(EmployeeFactory())
    delivery.deliver()
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.SENT}
    deciding.withdraw(person, Purpose.TELEGRAM, None)
    row = Delivery.objects.get(page_id=page.pk)
    assert (row.state, row.wanted) == (State.WAITING, False)
    assert "Назван человек" in row.reason
    delivery.deliver()
    row.refresh_from_db()
    assert (row.state, row.receipt) == (State.WITHDRAWN, None)
    assert Delivery.objects.get(page_id=other.pk).state == State.SENT


def test_a_post_taken_down_does_not_come_back_by_a_publication_with_the_same_name(connected):
    person = EmployeeFactory(consents=[Purpose.TELEGRAM])
    page = article(person, title="Рассказ о Переверзенцеве")
    delivery.deliver()
    deciding.withdraw(person, Purpose.TELEGRAM, None)
    page.save_revision().publish()
    delivery.deliver()
    row = Delivery.objects.get(page_id=page.pk)
    assert row.receipt is None
    page.title = "Рассказ о мастере"
    page.save_revision().publish()
    delivery.deliver()
    row.refresh_from_db()
    assert row.state == State.SENT


def test_a_post_waiting_to_be_sent_is_kept_back_when_the_consent_is_withdrawn(connected):
    person = EmployeeFactory(shown=True, consents=[Purpose.TELEGRAM])
    page = NewsFactory(cover=person.photo)
    assert Delivery.objects.get(page_id=page.pk).state == State.WAITING
    deciding.withdraw(person, Purpose.TELEGRAM, None)
    delivery.deliver()
    row = Delivery.objects.get(page_id=page.pk)
    assert (row.state, row.receipt) == (State.FAILED, None)


def test_a_post_with_a_portrait_goes_with_the_portraits_own_consent(connected):
    person = EmployeeFactory(shown=True, consents=[Purpose.TELEGRAM])
    page = NewsFactory(cover=person.photo)
    delivery.deliver()
    deciding.withdraw(person, Purpose.PHOTO, None)
    withholding.settle_all()
    delivery.deliver()
    assert connected.channel[0].photo == digest(WITHDRAWN_PHOTO.content)
    page.save_revision().publish()
    delivery.deliver()
    assert "согласие на который отозвано" in reason(page)
    assert Delivery.objects.get(page_id=page.pk).drift


def test_somebody_recognised_in_a_picture_later_leaves_the_channel_and_another_picture_takes_the_place(connected):
    page, other = NewsFactory(cover=PictureFactory()), PictureFactory()
    delivery.deliver()
    Depicted.objects.create(picture=page.cover, employee=EmployeeFactory())
    delivery.deliver()
    assert connected.channel[0].photo == digest(WITHDRAWN_PHOTO.content)
    page.cover = other
    page.save_revision().publish()
    delivery.deliver()
    assert connected.channel[0].photo != digest(WITHDRAWN_PHOTO.content)
    assert (len(connected.channel), reason(page), Delivery.objects.get(page_id=page.pk).drift) == (1, "", "")


def test_an_album_with_a_face_without_consent_comes_out_anew_without_pictures(connected):
    page, pictures = NewsFactory(title="Смена"), [PictureFactory(), PictureFactory()]
    composition = Composition.objects.create(channel=Channel.objects.get(), page_id=page.pk, media=Media.ALBUM)
    for place, picture in enumerate(pictures):
        CompositionPicture.objects.create(composition=composition, picture=picture, place=place)
    outbox.recompose(page.pk, composition.channel)
    delivery.deliver()
    assert [message.kind for message in connected.channel] == ["photo", "photo"]
    Depicted.objects.create(picture=pictures[1], employee=EmployeeFactory())
    delivery.deliver()
    assert [(message.kind, message.text[:5]) for message in connected.channel] == [("text", "Смена")]


def test_a_film_leaves_when_everybody_seen_in_it_agrees(connected):
    people = (StoryPerson(EmployeeFactory().pk, "Виктор", "в роли", in_clip=True),)
    assert "В фильме" in gates.reasons_to_stay(gates.Leaving(("Премьера",), people=people, film=True))[0]
    assert gates.reasons_to_stay(gates.Leaving(("Премьера",), people=people)) == []


@pytest.mark.parametrize("agreed", [True, False])
def test_the_editor_who_publishes_is_warned_of_people_without_consent_for_the_magazine(sign_in, agreed):
    author = EmployeeFactory(surname="Молчанова", consents=[Purpose.MAGAZINE] if agreed else [])
    form = article_form(ArticleFactory(), outside_name="", employee=author.pk)
    address = f"/admin/pages/{ArticlePage.objects.get().pk}/edit/"
    answer = read(sign_in("press").post(address, form, follow=True))
    assert ("Нет согласия «Снимки и имя в журнале»: Виктор Молчанова" in answer) != agreed


def test_the_editor_is_warned_of_who_is_in_the_pictures(sign_in):
    shown, depicted = EmployeeFactory(surname="Молчанова", shown=True), EmployeeFactory(surname="Тихонова")
    group = PictureFactory()
    Depicted.objects.create(picture=group, employee=depicted)
    assert set(without_magazine({shown.photo_id, group.pk}, set())) == {shown, depicted}


def test_who_is_only_named_is_taken_down_too_when_the_consent_is_withdrawn(connected):
    person = EmployeeFactory(consents=[Purpose.TELEGRAM])
    page = NewsFactory(title="Премия Виктору Переверзенцеву")
    delivery.deliver()
    deciding.withdraw(person, Purpose.TELEGRAM, None)
    delivery.deliver()
    assert Delivery.objects.get(page_id=page.pk).receipt is None


def test_the_authors_name_and_names_inside_the_page_stop_nothing(connected):
    page = article(EmployeeFactory(), blocks=[text("<p>Говорит Виктор Переверзенцев.</p>")])
    assert Delivery.objects.get(page_id=page.pk).state == State.WAITING


@pytest.mark.parametrize(("audience", "state"), [("employees", State.FAILED), ("public", State.WAITING)])
def test_a_passage_of_a_page_for_employees_does_not_leave(audience, state, connected):
    inside = "Давление упало сразу, без предупреждения, и дежурный побежал к задвижке через весь двор. " * 4
    page = ArticleFactory(blocks=[text(f"<p>{inside}</p>")], audience=audience, cover=PictureFactory())
    channel = Channel.objects.get()
    Composition.objects.create(channel=channel, page_id=page.pk, text=f"<p>Анонс. {inside[30:330]}</p>")
    outbox.recompose(page.pk, channel)
    assert Delivery.objects.get(page_id=page.pk).state == state
