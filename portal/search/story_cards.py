"""Found stories as the page of results shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from wagtail.models import Page
from wagtail.search.index import SearchField

from portal.search.marking import excerpt, has, marked
from portal.search.query import Attempt
from portal.stories import Summary, summaries

SHOWN_ALREADY = {"title", "lead"}


@dataclass(frozen=True)
class StoryCard:
    """A story with the found words marked: in the title, and in the lead or at the place in the text that has them."""

    summary: Summary
    title: SafeString
    text: SafeString


def story_cards(keys: Sequence[int], attempt: Attempt) -> list[StoryCard]:
    """Cards of these pages in this order."""
    found = {summary.page_id: summary for summary in summaries(Page.objects.filter(pk__in=keys))}
    shown = [found[key] for key in keys if key in found]
    inside = _texts([summary.page_id for summary in shown if not has(summary.lead, attempt)])
    return [_card(summary, inside.get(summary.page_id, ""), attempt) for summary in shown]


def _card(summary: Summary, inside: str, attempt: Attempt) -> StoryCard:
    text = excerpt(inside, attempt) or marked(summary.lead, attempt)
    return StoryCard(summary, marked(summary.title, attempt), text)


def _texts(keys: list[int]) -> dict[int, str]:
    """The texts of these pages as the index got them."""
    return {page.pk: _text(page) for page in Page.objects.filter(pk__in=keys).specific()} if keys else {}


def _text(page: Page) -> str:
    fields = [field for field in page.get_search_fields() if isinstance(field, SearchField)]
    values = [field.get_value(page) for field in fields if field.field_name not in SHOWN_ALREADY]
    return " ".join(part for value in values for part in _strings(value))


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [text for part in value for text in _strings(part)] if isinstance(value, list) else []
