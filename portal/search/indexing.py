"""Indexing by hand what bulk writers made: `bulk_create` and `update` send no signals."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from wagtail.search.backends import get_search_backends

CHUNK = 500


def index_now(queryset: QuerySet) -> None:
    """Puts these rows of one indexed model into the index; of pages give the specific model's, not `Page.objects`."""
    model = queryset.model
    rows = model.get_indexed_objects().filter(pk__in=queryset.order_by().values("pk")).order_by("pk")
    for backend in get_search_backends(with_auto_update=True):
        for chunk in Paginator(rows, CHUNK):
            backend.add_bulk(model, list(chunk.object_list))
