"""What of a film may leave for the channel."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from films.factories import FilmFactory, VideoFactory, cast_row
from films.models.video import CLIP, FILM
from films.pipeline import ladder
from people.consents import deciding
from people.factories import EmployeeFactory
from people.models import Purpose
from portal.gates import Leaving, reasons_to_stay

BOTH = [Purpose.FILM, Purpose.TELEGRAM]


def film(*people, size=4, **fields):
    return FilmFactory(
        video=VideoFactory(files={FILM: 4, CLIP: size}), cast=[cast_row(one) for one in people], **fields
    )


@pytest.mark.django_db
def test_the_clip_goes_with_the_story_when_every_face_agrees():
    story = film(EmployeeFactory(consents=BOTH), "Соня")
    clip = story.summary().video
    assert (clip.path, clip.size, clip.seconds) == (story.video.stored(CLIP), 4, 240)
    assert (clip.width, clip.height) == (1280, 720)


@pytest.mark.django_db
def test_one_face_without_the_consent_keeps_the_clip_at_home():
    assert film(EmployeeFactory(consents=BOTH), EmployeeFactory(consents=[Purpose.FILM])).summary().video is None


@pytest.mark.django_db
def test_a_clip_too_large_or_before_its_premiere_stays():
    assert film(size=50_000_001).summary().video is None
    assert film(premiere_at=timezone.now() + timedelta(hours=1)).summary().video is None


@pytest.mark.django_db
def test_a_face_in_the_clip_that_has_withdrawn_stops_the_post_with_the_clip_alone():
    person = EmployeeFactory(surname="Кушхова", consents=BOTH)
    people = film(person, EmployeeFactory(consents=BOTH)).summary().people
    assert reasons_to_stay(Leaving(("Кино",), people=people, film=True)) == []
    deciding.withdraw(person, Purpose.TELEGRAM, None)
    (reason,) = reasons_to_stay(Leaving(("Кино",), people=people, film=True))
    assert "Кушхова" in reason
    assert reasons_to_stay(Leaving(("Кино",), people=people)) == []


@given(st.floats(1, 4 * 3600), st.sampled_from([(640, 360), (1280, 720), (1920, 1080), (720, 1280)]))
def test_a_clip_is_the_whole_film_within_the_limit_or_there_is_none(seconds, sides):
    facts = {"seconds": seconds, "width": sides[0], "height": sides[1]}
    rung = ladder.clip_rung(facts)
    if rung is None:
        assert seconds * (ladder.RUNGS[0].bitrate + 80) * 125 > ladder.LARGEST_CLIP
    else:
        assert rung.side <= ladder.CLIP_SIDE and seconds * (rung.bitrate + 80) * 125 <= ladder.LARGEST_CLIP


@pytest.mark.django_db
def test_half_an_hour_goes_as_a_poster_and_a_link():
    story = film(EmployeeFactory(consents=BOTH))
    story.video.facts = {**story.video.facts, "seconds": 1800}
    assert story.summary().video is None
