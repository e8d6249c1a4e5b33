"""The kernel's own source: live stories of all sections, by title, lead and text."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Q, QuerySet
from django.db.models.functions import Now
from wagtail.models import Page, PageViewRestriction
from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Or, PlainText, SearchQuery

from portal import compiled
from portal.access import restrictions_above
from portal.search.normal import stems, words
from portal.search.query import Attempt
from portal.search.sources import Match, Rank, Source, Suggestion
from portal.search.story_cards import story_cards
from portal.stories import live_stories, story_models

# Of the newest matches so many are ranked: a query that finds more says too little for the others to matter.
RANKED = 2000
RANKED_WHILE_TYPING = 30


def kinds() -> dict[str, str]:
    """The sections that have stories, in the order of the rooms: `{"news": "Новости"}`."""
    in_order = sorted(story_models(), key=lambda model: settings.ROOMS.index(model._meta.app_label))
    return {model._meta.app_label: model.kind for model in in_order}


def find(attempt: Attempt) -> list[Match]:
    """Live stories, those with the words in the title first, then the newest."""
    found = {}
    for pages in (_with_beginnings_in_title(attempt), _with_words(attempt)):
        for page in pages.values_list("pk", "content_type_id", "title", "first_published_at")[:RANKED]:
            found[page[0]] = page
    newest = sorted(found.values(), key=lambda page: (page[3], page[0]), reverse=True)
    matches = [Match(_kind(content_type_id), pk, rank(title, attempt)) for pk, content_type_id, title, _ in newest]
    return sorted(matches, key=lambda match: match.rank)


def suggest(attempt: Attempt, limit: int) -> list[Suggestion]:
    """Live stories whose title has words that begin so."""
    found = compiled.rows(_some_while_typing, *attempt.words)
    best = sorted(found, key=lambda row: rank(row[0], attempt))[:limit]
    labels, page = kinds(), Page()  # one for all: at each letter five of them would cost as much as the query
    return [Suggestion(title, _address(page, path), labels[_kind(kind)]) for title, _, path, kind in best]


def _address(page: Page, url_path: str) -> str:
    page.url_path = url_path
    return page.url


def rank(title: str, attempt: Attempt) -> Rank:
    """How well the title fits the words."""
    in_title = words(title)
    title_stems = {stem for word in in_title for stem in stems(word)}
    said = [any(stems(word)[0] in title_stems for word in wanted) for wanted in attempt.words]
    begun = [any(word.startswith(beginnings) for word in in_title) for beginnings in attempt.words]
    return Rank.of(said, begun)


def _some_while_typing(*words: tuple[str, ...]) -> QuerySet:
    pages = _with_beginnings_in_title(Attempt("", words))
    return pages.values_list("title", "pk", "url_path", "content_type_id")[:RANKED_WHILE_TYPING]


def _with_words(attempt: Attempt) -> QuerySet:
    return _seen(get_search_backend().search(_query(attempt), Page, order_by_relevance=False))


def _with_beginnings_in_title(attempt: Attempt) -> QuerySet:
    return _seen(get_search_backend().autocomplete(_query(attempt), Page, order_by_relevance=False))


def _query(attempt: Attempt) -> SearchQuery:
    alternatives = [PlainText(" ".join(wanted), operator="or") for wanted in attempt.words]
    if len(alternatives) == 1:
        return alternatives[0]
    return And(alternatives) if attempt.every else Or(alternatives)


def _seen(results) -> QuerySet:
    """Those of the results that every employee may see, newest first: drafts and what has run out never."""
    above = restrictions_above().exclude(restriction_type=PageViewRestriction.LOGIN)
    pages = live_stories().filter(~Exists(above), Q(expire_at=None) | Q(expire_at__gt=Now()))
    return pages.filter(pk__in=results.get_queryset().order_by().values("pk"))


def _kind(content_type_id: int) -> str:
    return ContentType.objects.get_for_id(content_type_id).app_label


SOURCE = Source(
    name="stories",
    kinds=kinds,
    find=find,
    cards=story_cards,
    suggest=suggest,
    template="portal/search/stories.html",
)
