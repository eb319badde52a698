"""What every page needs: addresses that keep their date, numbers and lists as people write them, sortable heads, page links."""

from collections.abc import Iterable
from datetime import date

from django import template
from django.core.paginator import Page
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def dated(address: str, on: date | None) -> str:
    """The address with the page's own `on`, so that a date follows the reader; unchanged on a page without one."""
    if not on:
        return address
    return f"{address}{'&' if '?' in address else '?'}on={on.isoformat()}"


@register.simple_tag(takes_context=True)
def dated_url(context: template.Context, name: str, *args) -> str:
    """The address of a page by its name, with the page's own `on`; for parts that also pages without a date have."""
    return dated(reverse(name, args=args), context.get("on"))


@register.simple_tag(takes_context=True)
def address(context: template.Context, **changes) -> str:
    """This page's address with some parameters changed; None takes one away, and a new selection starts on its first page."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for name in {"page", *changes}:
        query.pop(name, None)
    for name, value in changes.items():
        if value is not None:
            query[name] = value.isoformat() if isinstance(value, date) else str(value)
    kept = [(name, value) for name, values in query.lists() for value in values if value]
    return f"{request.path}?{urlencode(kept)}" if kept else request.path


@register.simple_tag(takes_context=True)
def hidden_fields(context: template.Context, *without: str) -> list[tuple[str, str]]:
    """The page's other parameters as (name, value), for a form that changes only `without`; a new selection starts on page 1."""
    lists = context["request"].GET.lists()
    return [(name, value) for name, values in lists for value in values if value and name not in {"page", *without}]


@register.filter
def spaced(number: int | None) -> str:
    """A number with a space between thousands, as Norwegian prints it: 79 943."""
    return "" if number is None else f"{number:,}".replace(",", "\u00a0")


@register.filter
def listed(words: Iterable[object]) -> str:
    """A list as a sentence says it: Lyngen, Storfjord og Nordreisa."""
    words = [str(word) for word in words]
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s og %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


@register.filter
def page_numbers(page: Page) -> list[int | None]:
    """The page numbers to link to, None where some are left out."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in shown]


@register.inclusion_tag("parts/sort_head.html", takes_context=True)
def sort_head(context: template.Context, name: str, label: str, ordering: str, right: bool = False) -> dict:
    """A column head that sorts: `name` is the ordering it asks for, `ordering` the page's own. A second click turns it round."""
    direction = {name: "ascending", f"-{name}": "descending"}.get(ordering, "")
    wanted = f"-{name}" if direction == "ascending" else name
    return {"label": label, "direction": direction, "right": right, "href": address(context, ordering=wanted)}
