from datetime import timedelta

import pytest
import time_machine
from anyascii import anyascii
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Revision

from home.models import HomePage
from portal.clock import publish_scheduled
from portal.problems import Problem
from portal.sections import root_page

pytestmark = pytest.mark.django_db


HOUR = timedelta(hours=1)


@pytest.fixture
def planned():
    """`planned(title)` is a page to be published in an hour; the clock stands an hour and a bit later when the test goes on."""
    with time_machine.travel(timezone.now(), tick=False) as hand:

        def _planned(*titles, **fields):
            pages = [_plan(title, fields) for title in titles]
            hand.shift(HOUR + timedelta(seconds=1))
            return pages

        yield _planned


def _plan(title, fields):
    slug = slugify(anyascii(title))
    page = root_page().add_child(
        instance=HomePage(title=title, slug=slug, live=False, go_live_at=timezone.now() + HOUR, **fields)
    )
    page.save_revision().publish()
    return page


def test_a_page_is_published_when_its_time_has_come(planned):
    (page,) = planned("Вовремя")
    publish_scheduled()
    page.refresh_from_db()
    assert page.live


def test_a_page_is_not_published_before_its_time():
    page = _plan("Рано", {})
    publish_scheduled()
    page.refresh_from_db()
    assert not page.live


def test_one_broken_revision_is_reported_and_does_not_hold_up_the_next(planned):
    broken, sound = planned("Сломана", "Цела")
    Revision.objects.filter(object_id=broken.pk).update(content={"nonsense": True})
    publish_scheduled()
    sound.refresh_from_db()
    assert sound.live
    assert "Сломана" in Problem.objects.get().title


def test_a_page_whose_time_is_over_is_taken_down(planned):
    (page,) = planned("Ненадолго")
    publish_scheduled()
    HomePage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    publish_scheduled()
    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)
