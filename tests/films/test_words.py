"""«Слова коллег» and «поздравить участника»."""

import json
import zipfile

import pytest
from django.urls import reverse

from accounts.factories import UserFactory
from engagement.models import Notice
from films.factories import FilmFactory, cast_row
from films.models import Greeting, KindWord
from films.words.greetings import MOST_AN_HOUR
from people.consents import dossier, erasure
from people.factories import EmployeeFactory
from people.models import Employee, Purpose

pytestmark = pytest.mark.django_db


@pytest.fixture
def me():
    return EmployeeFactory(surname="Лебедь", name="Кристина", user=UserFactory())


@pytest.fixture
def actor():
    return EmployeeFactory(surname="Кушхова", name="Зарема", consents=[Purpose.FILM], user=UserFactory())


@pytest.fixture
def film(actor):
    return FilmFactory(cast=[cast_row(actor)])


def send(client, film, name="words_write", **data):
    return client.post(reverse(f"films:{name}", args=[film.pk]), data)


def page_of(client, film) -> str:
    return client.get(film.url).content.decode()


def own_part(client, film) -> str:
    return client.get(reverse("films:words_own", args=[film.pk])).content.decode()


def test_words_wait_for_the_press_and_are_seen_by_their_writer_alone(sign_in, film, me):
    writer, reader = sign_in(me.user), sign_in()
    send(writer, film, text="Плакала <b>весь</b> фильм")
    assert "Плакала &lt;b&gt;весь" in own_part(writer, film)
    assert "Плакала" not in own_part(reader, film)
    assert "Плакала" not in page_of(reader, film) + page_of(writer, film)


def test_accepted_words_stand_on_the_page_with_their_writer(sign_in, film, me):
    send(sign_in(me.user), film, text="Плакала")
    reader, press = sign_in(), sign_in("press")
    page_of(reader, film)
    queue = press.get(reverse("films_words")).content.decode()
    assert "Плакала" in queue and "Лебедь" in queue
    press.post(reverse("films_words_accept"), {"greeting": [Greeting.objects.get().pk]})
    assert "Плакала" in page_of(reader, film) and me.full_name in page_of(reader, film)
    assert Notice.objects.filter(employee=me, text__contains="на странице фильма").exists()


def test_many_are_accepted_at_once(sign_in, film):
    for number in range(3):
        send(sign_in(EmployeeFactory(user=UserFactory()).user), film, text=f"Слово {number}")
    chosen = list(Greeting.objects.values_list("pk", flat=True))
    sign_in("press").post(reverse("films_words_accept"), {"greeting": chosen})
    assert set(Greeting.objects.values_list("state", flat=True)) == {"accepted"}


def test_a_refusal_needs_a_reason_which_the_writer_reads(sign_in, film, me):
    writer, press = sign_in(me.user), sign_in("press")
    send(writer, film, text="Ерунда")
    decline = reverse("films_words_decline", args=[Greeting.objects.get().pk])
    press.post(decline, {"reason": " "})
    assert Greeting.objects.get().state == "waiting"
    press.post(decline, {"reason": "Напишите добрее"})
    assert "Напишите добрее" in own_part(writer, film)
    assert Notice.objects.filter(employee=me, text__contains="Напишите добрее").exists()
    send(writer, film, text="Хорошо")
    assert Greeting.objects.get().state == "waiting"


def test_what_stands_already_may_be_taken_down_by_press_and_writer(sign_in, film, me):
    press, reader, writer = sign_in("press"), sign_in(), sign_in(me.user)
    for leave in ("press", "writer"):
        send(writer, film, text="Плакала")
        greeting = Greeting.objects.get()
        press.post(reverse("films_words_accept"), {"greeting": [greeting.pk]})
        assert "Плакала" in page_of(reader, film)
        if leave == "press":
            press.post(reverse("films_words_decline", args=[greeting.pk]), {"reason": "Ошибка"})
        else:
            send(writer, film, "words_take_back")
        assert "Плакала" not in page_of(reader, film)
    assert not Greeting.objects.exists()


def test_nobody_takes_back_the_words_of_another(sign_in, film, me):
    send(sign_in(me.user), film, text="Плакала")
    send(sign_in(EmployeeFactory(user=UserFactory()).user), film, "words_take_back")
    assert Greeting.objects.count() == 1


@pytest.mark.parametrize(("text", "said"), [("", "хотя бы слово"), ("я" * 501, "Не больше 500")])
def test_words_have_a_length(sign_in, film, me, text, said):
    answer = send(sign_in(me.user), film, text=text)
    assert answer.status_code == 422 and said in answer.content.decode()


def test_who_writes_and_takes_back_all_the_time_has_to_rest(sign_in, film, me):
    writer = sign_in(me.user)
    for _ in range(MOST_AN_HOUR):
        send(writer, film, text="Раз")
    send(writer, film, "words_take_back")
    send(writer, film, text="Два")
    assert not Greeting.objects.exists()


def test_only_the_press_decides(sign_in, film, me):
    send(sign_in(me.user), film, text="Плакала")
    for role in ("employee", "hr", "jury"):
        sign_in(role).post(reverse("films_words_accept"), {"greeting": [Greeting.objects.get().pk]})
    assert Greeting.objects.get().state == "waiting"


def test_an_account_without_a_card_is_told_why_not(sign_in, film):
    stranger = sign_in()
    send(stranger, film, text="Привет")
    assert not Greeting.objects.exists()
    assert "есть карточка" in own_part(stranger, film)


def test_a_press_beside_a_face_congratulates_once_and_the_person_is_told(sign_in, film, me, actor):
    client = sign_in(me.user)
    assert f'name="person" value="{actor.pk}"' in page_of(client, film)
    for _ in range(3):
        send(client, film, "congratulate", person=actor.pk)
    assert KindWord.objects.count() == 1
    assert Notice.objects.get(employee=actor).text == f"{me.full_name} поздравляет вас с фильмом «{film.title}»."
    assert "Вы поздравили" in own_part(client, film)


@pytest.mark.parametrize("person", ["", "x", "9" * 30, "0"])
def test_only_those_in_the_film_are_congratulated(sign_in, film, me, person):
    client = sign_in(me.user)
    assert send(client, film, "congratulate", person=person).status_code == 404
    assert send(client, film, "congratulate", person=EmployeeFactory().pk).status_code == 404


def test_nobody_congratulates_oneself(sign_in, film, actor):
    send(sign_in(actor.user), film, "congratulate", person=actor.pk)
    assert not KindWord.objects.exists()


def test_the_dossier_tells_it_and_the_erasure_deletes_it(sign_in, film, me, actor):
    client = sign_in(me.user)
    send(client, film, text="Плакала")
    send(client, film, "congratulate", person=actor.pk)
    told = json.loads(zipfile.ZipFile(dossier.archive(me)).read("person.json"))
    assert told["Фильмы: слова и поздравления"]["слова"][0]["text"] == "Плакала"
    erasure.erase(Employee.objects.get(pk=me.pk), UserFactory(), "Заявление")
    assert not Greeting.objects.exists() and not KindWord.objects.exists()
