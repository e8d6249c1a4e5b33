"""Sizes of pictures made ahead by the heavy worker: whoever opens a fresh page should not wait for them."""

from __future__ import annotations

from collections.abc import Iterable

from django_tasks import task

from portal import pagecache
from portal.images import SPECS, Picture

IN_STORIES = ("square", "card", "cover", "picture", "poster", "issue")
OF_PEOPLE = ("face", "portrait")


def make_soon(pictures: Iterable[int], names: tuple[str, ...]) -> None:
    """Has these sizes (names of `SPECS`) of these pictures made in the background, once the transaction is over."""
    for pk in pictures:
        make.enqueue(pk, list(names))


@task(backend="heavy", queue_name="heavy")
def make(picture_id: int, names: list[str]) -> None:
    """Makes what is missing, and has pages name the new files. May be repeated."""
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture is None:
        return
    specs = [spec for name in names for spec in SPECS[name]]
    made = set(picture.renditions.values_list("filter_spec", flat=True))
    if missing := [spec for spec in specs if spec not in made]:
        picture.get_renditions(*missing)
        pagecache.bump("pages")
