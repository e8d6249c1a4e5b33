"""What the mirror of the channel needs to look like the channel."""

from django import template

from syndication.telegram.render import as_hashtags

register = template.Library()
register.filter("hashtags", as_hashtags)
