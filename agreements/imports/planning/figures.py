"""Figures of a year that a file has: what a scheme costs and takes, and what a municipality pays."""

from typing import Any

from django.utils.translation import gettext as _

from agreements.imports.planning.act import Act
from agreements.models import AgreementYear, PartyYear

LABELS = {field.name: field.verbose_name for field in AgreementYear._meta.concrete_fields}
COLUMNS = {"cost": "cost", "person_years": "person_years_hundredths"}


def write_figures(act: Act, years: dict[int, dict[str, Any]]) -> None:
    """Each year's figures; those of a party by its key."""
    for year, figures in years.items():
        row = next((one for one in act.whole.held.years if one.year == year), None)
        own = {COLUMNS[name]: value for name, value in figures.items() if name in COLUMNS}
        if own and row is None:
            row = AgreementYear(year=year)
            act.whole.add(row)
        for column, value in own.items():
            _set(act, row, column, value, f"{LABELS[column]} {year}")
        for key, payment in figures.get("payments", {}).items():
            _write_payment(act, year, key, payment)


def _write_payment(act: Act, year: int, key: tuple, payment: int) -> None:
    party = next((row for row in reversed(act.whole.participations) if row.party_key == key), None)
    if party is None:
        return
    rows = (one for one in act.whole.held.party_years if one.year == year and one.participation is party)
    row = next(rows, None)
    if row is None:
        row = PartyYear(participation=party, year=year)
        act.whole.add(row)
    _set(act, row, "payment", payment, _("betalt %(year)s, %(party)s") % {"year": year, "party": party.party})


def _set(act: Act, row: Any, column: str, value: int, label: str) -> None:
    before = getattr(row, column)
    if before != value:
        if not act.is_new:
            act.change(label, before, value)
        setattr(row, column, value)
