"""How the pages of an import say where in a file something stands."""

from django import template
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agreements.models import Import, ImportedScheme

register = template.Library()
FIRST_FEW = 5  # rows named before the rest are only counted


SHORT = {
    "new": gettext_lazy("nye"),
    "changed": gettext_lazy("endret"),
    "ended": gettext_lazy("avsluttet"),
    "asked": gettext_lazy("uavklart"),
    "refused": gettext_lazy("avvist"),
    "unchanged": gettext_lazy("uendret"),
}


@register.filter
def in_short(of: Import) -> str:
    """How many schemes there are of each state: «6 nye, 8 endret»."""
    counts = of.about.get("counts", {})
    return ", ".join(f"{counts[state]} {word}" for state, word in SHORT.items() if counts.get(state))


@register.filter
def place(what: dict, of: Import) -> str:
    """The row, with its file and sheet where the import has several: «12», «dyroy.xlsx, Ark1, 12»."""
    table = _table_name(of, what.get("table", 0))
    return f"{table}, {what['row']}" if table else str(what["row"])


@register.filter
def where(what: dict, of: Import) -> str:
    """The same in words: «Rad 12», «dyroy.xlsx, Ark1, rad 12»."""
    table = _table_name(of, what.get("table", 0))
    return _("%(table)s, rad %(row)s") % {"table": table, "row": what["row"]} if table else _("Rad %(row)s") % {"row": what["row"]}


@register.filter
def places(scheme: ImportedScheme, of: Import) -> str:
    """All the rows a scheme is from."""
    found = scheme.shown.get("places") or [{"table": 0, "row": row} for row in scheme.shown.get("rows", [])]
    by_table: dict[int, list[int]] = {}
    for one in found:
        by_table.setdefault(one["table"], []).append(one["row"])
    texts = []
    for table, rows in by_table.items():
        name = _table_name(of, table)
        text = ngettext("rad %(rows)s", "rad %(rows)s", len(rows)) % {"rows": numbers(rows)}
        texts.append(f"{name}, {text}" if name else text)
    shown = capfirst("; ".join(texts[:FIRST_FEW]))
    more = len(texts) - FIRST_FEW
    return shown if more <= 0 else _("%(some)s og %(number)s til") % {"some": shown, "number": more}


@register.filter
def numbers(rows: list[int]) -> str:
    """Row numbers, the first few of them."""
    shown = ", ".join(str(row) for row in rows[:FIRST_FEW])
    return shown if len(rows) <= FIRST_FEW else _("%(some)s og %(number)s til") % {"some": shown, "number": len(rows) - FIRST_FEW}


def _table_name(of: Import, number: int) -> str:
    """The file and sheet of a table; "" when the import has only one."""
    tables = of.about.get("read", [])
    if len(tables) < 2 or number >= len(tables):
        return ""
    files = {table["file"] for table in tables}
    return ", ".join(filter(None, [tables[number]["file"] if len(files) > 1 else "", tables[number]["sheet"]]))
