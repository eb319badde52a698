"""The columns of a period, the same for agreements, participations and regions."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.columns.column import Column
from registry.periods import Precision, show_date

_EXACT_HELP = _("I Excel står det bare en dato når dagen er kjent. I CSV står første dag i tidsrommet kilden oppgir.")
_LAST_HELP = _("Siste dag det gjelder. I Excel bare når dagen er kjent. I CSV siste dag i tidsrommet kilden oppgir.")
_PRECISION_HELP = _("Hvor nøyaktig kilden er: dag, måned, år, omtrentlig eller ukjent.")


def period_columns() -> tuple[Column, ...]:
    """First day and last day: as a date, as people read it, and how exactly it is known."""
    return (
        Column("valid_from", _("fra og med (dato)"), _EXACT_HELP, _reading("valid_from"), "date", exact=_exact("valid_from")),
        Column("valid_from_text", _("fra og med"), _("Slik kilden oppgir det, aldri mer nøyaktig."), started, width=18),
        _precision("valid_from_precision", _("nøyaktighet, start"), "valid_from"),
        Column("last_day", _("til og med (dato)"), _LAST_HELP, _reading("last_day"), "date", exact=_exact("valid_to")),
        Column("last_day_text", _("til og med"), _("Slik kilden oppgir det. Tomt når ingen slutt er kjent."), ended, width=18),
        _precision("last_day_precision", _("nøyaktighet, slutt"), "valid_to"),
    )


def started(record: dict) -> str | None:
    """The start as people read it, None when it is unknown."""
    return shown(record["valid_from"], record["date_precision"]["valid_from"], record["date_text"]["valid_from"])


def ended(record: dict) -> str | None:
    """The last day as people read it, None when no end is known."""
    precision = record["date_precision"]["valid_to"]
    if precision == Precision.UNKNOWN and record["last_day"]:
        return _now("ukjent dato")
    return shown(record["last_day"], precision, record["date_text"]["valid_to"])


def shown(day: date | None, precision: str, text: str = "") -> str | None:
    """A date as people read it, None for none."""
    return None if day is None else show_date(day, precision, text)


def _reading(name: str) -> Callable[[dict], date | None]:
    return lambda record: record[name]


def _exact(name: str) -> Callable[[dict], bool]:
    return lambda record: record["date_precision"][name] == Precision.DAY


def _precision(code: str, heading: str, name: str) -> Column:
    labels = dict(Precision.choices)
    return Column(
        code, heading, _PRECISION_HELP, lambda record: record["date_precision"][name], labels=labels, always=True, width=16
    )
