"""Colours for pictures that are kept outside the register, where its style sheet is not."""

from django import template

from agreements.maps.network import COLOURS, THICKNESS
from agreements.maps.sheet import DARK, FILLS, HATCHES, INK, ON_DARK

register = template.Library()


@register.filter
def fill(step: int) -> str:
    """The colour of a shade."""
    return FILLS[step]


@register.filter
def hatching(step: int) -> str:
    """The colour of the lines across a shade."""
    return HATCHES[step]


@register.filter
def ink(step: int) -> str:
    """The colour of letters on a shade."""
    return ON_DARK if step >= DARK else INK


@register.filter
def tie_colour(step: int) -> str:
    """The colour of a line of the network."""
    return COLOURS[step]


@register.filter
def tie_width(step: int) -> str:
    """How wide it is."""
    return str(THICKNESS[step])


@register.filter
def tie_casing(step: int) -> str:
    """How wide the light edge beneath it is, which tells crossing lines apart."""
    return str(THICKNESS[step] + 3)
