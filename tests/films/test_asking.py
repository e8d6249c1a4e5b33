"""The editor asks for the consents that a film lacks, and is told when they come."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.factories import UserFactory
from accounts.roles import Role
from engagement.models import Notice
from films.factories import FilmFactory, cast_row
from people.consents import deciding
from people.factories import EmployeeFactory
from people.models import Purpose

pytestmark = pytest.mark.django_db


@pytest.fixture
def silent():
    return EmployeeFactory(surname="Кривошлыкова", name="Оксана", user=UserFactory())


@pytest.fixture
def film(silent):
    return FilmFactory(cast=[cast_row(silent), cast_row(EmployeeFactory(), "оператор", crew=True)], draft=True)


def ask(client, film, purpose="film"):
    return client.post(reverse("films_ask", args=[film.pk, purpose]))


def test_one_click_asks_whoever_is_missing_and_says_when(sign_in, film, silent):
    press = sign_in("press")
    assert "Попросить согласие" in press.get(reverse("wagtailadmin_pages:edit", args=[film.pk])).content.decode()
    answer = ask(press, film).content.decode()
    assert "Запрос отправлен: 1 человек" in answer and timezone.localtime().strftime("%d.%m.%Y") in answer
    notice = Notice.objects.get()
    assert (notice.employee, notice.url) == (silent, "/me/consents/")


def test_nobody_is_asked_twice_a_day(sign_in, film):
    press = sign_in("press")
    ask(press, film)
    assert "уже спросили" in ask(press, film).content.decode()
    assert Notice.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        ask(sign_in("press"), film)
    assert Notice.objects.count() == 2


def test_who_asked_is_told_when_the_consent_comes(sign_in, film, silent):
    editor = EmployeeFactory(surname="Мирошниченко", user=UserFactory(role=Role.PRESS))
    ask(sign_in(editor.user), film)
    deciding.give(silent, Purpose.FILM, silent.user)
    assert silent.full_name in Notice.objects.get(employee=editor).text
    deciding.withdraw(silent, Purpose.FILM, silent.user)
    deciding.give(silent, Purpose.FILM, silent.user)
    assert Notice.objects.filter(employee=editor).count() == 1


def test_the_consent_of_the_channel_is_asked_for_by_itself(sign_in, film, silent):
    deciding.give(silent, Purpose.FILM, None)
    press = sign_in("press")
    assert "а ролик — нет" in press.get(reverse("wagtailadmin_pages:edit", args=[film.pk])).content.decode()
    ask(press, film, "telegram")
    assert "в канал" in Notice.objects.get(employee=silent).text


@pytest.mark.parametrize("role", ["employee", "hr", "jury"])
def test_only_who_edits_the_film_asks(sign_in, film, role):
    assert ask(sign_in(role), film).status_code in (302, 403)
    assert not Notice.objects.exists()


def test_other_consents_are_not_asked_for(sign_in, film):
    assert ask(sign_in("press"), film, "quiz").status_code == 404
