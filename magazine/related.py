"""Where to read on: articles of other issues that continue this one, share its tags or its rubric."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from portal.access import Audience

if TYPE_CHECKING:
    from taggit.models import Tag

    from magazine.models import ArticlePage

AT_MOST = 3


def related(article: ArticlePage, tags: list[Tag]) -> QuerySet:
    """The series first, then the most tags in common, then the rubric; a page for all leads to pages for all."""
    common = Q(tagged_items__tag__in=tags)
    near = Q(rubric=article.rubric_id) | common
    continues = Value(0)
    if article.series_id:
        near |= Q(series=article.series_id)
        continues = Case(When(series=article.series_id, then=1), default=0, output_field=IntegerField())
    issue = article.path[: -article.steplen]
    found = type(article).objects.live().filter(near).exclude(path__startswith=issue)
    if article.audience == Audience.PUBLIC:
        found = found.filter(audience=Audience.PUBLIC)
    ranked = found.annotate(continues=continues, shared=Count("tagged_items", filter=common))
    newest = ranked.order_by("-continues", "-shared", "-first_published_at", "-pk")
    return newest.select_related("cover", "rubric").defer_streamfields()[:AT_MOST]
