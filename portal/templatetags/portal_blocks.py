"""Filters for the blocks' own templates."""

from django import template
from django.utils.safestring import SafeString

from portal import richtext

register = template.Library()


@register.filter
def clean_richtext(text: object) -> SafeString:
    """Rich text as HTML for a page; as `BriefTextBlock` has prepared it, where a body was laid out."""
    return getattr(text, "prepared", None) or richtext.shown(text)
