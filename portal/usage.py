"""Which pictures and documents live pages show: recomputed from Wagtail's reference index whenever pages change."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.db.models.signals import post_delete
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import page_published, page_unpublished, post_page_move

from portal import renditions
from portal.access import Audience
from portal.documents import PortalDocument
from portal.images import Picture
from portal.stories import story_models


def recount() -> None:
    """Sets the flags of all files; a few queries, whatever there is."""
    live = set(Page.objects.live().values_list("pk", flat=True))
    public = {
        pk
        for model in story_models()
        for pk in model.objects.live().filter(audience=Audience.PUBLIC).values_list("pk", flat=True)
    }
    shown = _shown(Picture)
    renditions.make_soon(
        _mark(Picture, "published", {picture for picture, page in shown if page in live}), renditions.IN_STORIES
    )
    _mark(Picture, "public", {picture for picture, page in shown if page in public})
    documents = _shown(PortalDocument)
    _mark(PortalDocument, "published", {document for document, page in documents if page in live})
    _mark(PortalDocument, "public", {document for document, page in documents if page in public})


def _shown(model: type) -> set[tuple[int, int]]:
    """Pairs of a file and a page that refers to it."""
    pages = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model), base_content_type=pages
    )
    return {(int(file), int(page)) for file, page in references.values_list("to_object_id", "object_id")}


def _mark(model: type, flag: str, wanted: set[int]) -> set[int]:
    """Writes only the rows that change; answers those that have got the flag."""
    before = set(model.objects.filter(**{flag: True}).values_list("pk", flat=True))
    for pks, value in ((wanted - before, True), (before - wanted, False)):
        if pks:
            model.objects.filter(Q(pk__in=pks)).update(**{flag: value})
    return wanted - before


def pages_changed(**kwargs) -> None:
    recount()


def deleted(instance, **kwargs) -> None:
    if isinstance(instance, Page):
        recount()


def connect() -> None:
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(pages_changed, dispatch_uid="usage")
    post_delete.connect(deleted, dispatch_uid="usage")
