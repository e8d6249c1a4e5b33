"""A film goes to the channel at its premiere, not when its page is published."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from films.factories import FilmFactory
from films.premieres import announce_opened
from syndication.delivery import deliver
from syndication.models import Channel, Choice, Composition, Delivery, State
from syndication.sweep import sweep
from tests.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def hour():
    return timezone.now() + timedelta(hours=2)


def tell(connected):
    announce_opened()
    sweep()
    deliver()
    return list(connected.channel)


def test_the_post_waits_for_the_hour_and_then_goes_once(connected, hour):
    FilmFactory(title="Рассвет", premiere_at=hour)
    assert tell(connected) == []
    assert Delivery.objects.get().state == State.HELD
    with time_machine.travel(hour + timedelta(seconds=5)):
        assert "Рассвет" in tell(connected)[0].text
        assert len(tell(connected)) == 1


def test_a_film_published_again_before_the_hour_still_waits(connected, hour):
    film = FilmFactory(premiere_at=hour)
    film.unpublish()
    film.save_revision().publish()
    assert tell(connected) == []


def test_what_the_press_has_chosen_to_send_waits_too(connected, hour):
    film = FilmFactory(premiere_at=hour, draft=True)
    Composition.objects.create(channel=Channel.objects.get(), page_id=film.pk, choice=Choice.SEND)
    film.save_revision().publish()
    assert tell(connected) == []
    with time_machine.travel(hour + timedelta(seconds=5)):
        assert len(tell(connected)) == 1


def test_a_film_published_weeks_before_is_news_on_its_day(connected, hour):
    far = hour + timedelta(days=20)
    FilmFactory(premiere_at=far)
    with time_machine.travel(far + timedelta(seconds=5)):
        assert len(tell(connected)) == 1


def test_an_hour_that_is_dropped_lets_it_go_now(connected, hour):
    film = FilmFactory(premiere_at=hour)
    film.premiere_at = None
    film.save_revision().publish()
    assert len(tell(connected)) == 1


def test_the_press_chooses_the_film_before_its_hour(sign_in, connected, hour):
    film = FilmFactory(premiere_at=hour, draft=True)
    shown = read(sign_in("press").get(f"/admin/channel/compose/{film.pk}/"))
    assert 'value="film"' in shown and "Пост уйдёт сам, когда материал откроется" in shown


def test_the_desk_says_what_it_waits_for(sign_in, connected, hour):
    FilmFactory(premiere_at=hour)
    assert "Материал ждёт своего часа" in read(sign_in("press").get("/admin/channel/?tab=offered"))
