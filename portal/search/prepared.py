"""An object as the stock indexer sees it: the same key, each text found once and normalised."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model
from wagtail.search.index import AutocompleteField, SearchField

from portal.search.normal import index_text, prefix_text


class _Ready:
    """A field whose text is known already."""

    def get_value(self, obj) -> str:
        return self.kwargs["text"]


class _ReadySearchField(_Ready, SearchField):
    pass


class _ReadyAutocompleteField(_Ready, AutocompleteField):
    pass


@dataclass(frozen=True)
class Prepared:
    """Stands for an object while it is indexed."""

    pk: object
    fields: list[SearchField | AutocompleteField]

    def get_search_fields(self) -> list[SearchField | AutocompleteField]:
        return self.fields


def prepared(obj: Model, indexer) -> Prepared:
    """The object with its texts, which the stock indexer digs out of fields, blocks and related rows."""
    found = [text for field in obj.get_search_fields() for text in indexer.prepare_field(obj, field)]
    # A tuple of field and text; on PostgreSQL the weight stands between them.
    return Prepared(obj.pk, [_ready(field, text) for field, *_, text in found])


def _ready(field: SearchField | AutocompleteField, text: str) -> SearchField | AutocompleteField:
    if isinstance(field, AutocompleteField):
        return _ReadyAutocompleteField(field.field_name, text=prefix_text(text))
    return _ReadySearchField(field.field_name, boost=field.boost, text=index_text(text))
