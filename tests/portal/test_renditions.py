"""The sizes of a picture are there before the first reader asks for them."""

import pytest
from django_tasks_db.models import DBTaskResult

from news.factories import NewsFactory
from people.factories import EmployeeFactory
from portal import renditions
from portal.factories import PictureFactory
from portal.images import SPECS, PictureRendition


def specs(*names):
    return {spec for name in names for spec in SPECS[name]}


def made(picture):
    return set(PictureRendition.objects.filter(image=picture).values_list("filter_spec", flat=True))


@pytest.mark.usefixtures("site")
def test_publishing_has_the_sizes_of_its_pictures_made(sign_in):
    picture = PictureFactory(size=(300, 200))
    news = NewsFactory(cover=picture)
    wanted = specs(*renditions.IN_STORIES)
    renditions.make.call(picture.pk, list(renditions.IN_STORIES))
    assert made(picture) == wanted
    page = sign_in().get(news.url).content.decode()
    assert "/renditions/" not in page.split("<main")[1].split("</main>")[0]


@pytest.mark.django_db
@pytest.mark.parametrize("published", [True, False])
def test_only_what_is_published_is_made_ahead(published):
    NewsFactory(cover=PictureFactory(size=(300, 200)), draft=not published)
    assert DBTaskResult.objects.filter(task_path="portal.renditions.make").exists() == published


@pytest.mark.django_db
def test_a_photo_is_made_ahead_once():
    picture = PictureFactory(size=(300, 300))
    person = EmployeeFactory(photo=picture)
    (queued,) = DBTaskResult.objects.filter(task_path="portal.renditions.make")
    renditions.make.call(*queued.args_kwargs["args"])
    person.save()
    assert made(picture) == specs(*renditions.OF_PEOPLE)
    assert DBTaskResult.objects.filter(task_path="portal.renditions.make").count() == 1


@pytest.mark.django_db
def test_a_picture_deleted_meanwhile_is_no_failure():
    renditions.make.call(10**6, list(renditions.OF_PEOPLE))
