"""Filters for the blocks' own templates."""

from django import template
from wagtail.rich_text import RichText

from portal import richtext

register = template.Library()
register.filter("clean_richtext", richtext.shown)


@register.filter
def opening(value: RichText) -> RichText:
    """The first paragraph gets the class that gives it a drop cap."""
    return RichText(value.source.replace("<p", '<p class="first"', 1))
