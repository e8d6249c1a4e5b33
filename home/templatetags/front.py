"""Filters of the front page."""

from django import template

register = template.Library()


@register.filter
def degrees(temperature: int) -> str:
    """«−3 °C»: a real minus, a space that does not break."""
    sign = "−" if temperature < 0 else ""
    return f"{sign}{abs(temperature)}\u00a0°C"
