"""Steady or changing partners."""

from django.utils.translation import gettext as _

from agreements.statistics.partners import pairs, partners_of
from agreements.statistics.question import Question
from agreements.statistics.tables.table import SHARE, TEXT, Cell, Column, Page, Row, Table, counted

CODE, MATRIX = "partnere", "matrise"
NAMED = 3  # partners named in a row
MOST = 60  # municipalities in a matrix that somebody can still read


def page(question: Question) -> Page:
    """The page of partners."""
    regions, rows = question.division.region_of, []
    for entry in question.entries:
        town, number = entry.municipality.pk, entry.number(question.directory.day)
        found = partners_of(question.inventory, town, regions)
        often = ", ".join(f"{question.directory[pk].municipality.name} ({times})" for pk, times in found.often[:NAMED])
        cells = (
            counted(found.placed),
            Cell(found.sets),
            Cell(len(found.often)),
            counted(found.within_region) if found.within_region is not None else Cell(None),
            Cell(found.share_within),
            Cell(often),
        )
        rows.append(Row(number, entry.municipality.name, cells, number=number))
    columns = (
        Column("samarbeid", _("Samarbeid med andre kommuner")),
        Column("grupper", _("Ulike grupper"), bar=True),
        Column("partnere", _("Ulike partnere")),
        Column("regionen", _("Bare med egen region")),
        Column("andel", _("Andel bare med egen region"), SHARE),
        Column("oftest", _("Oftest sammen med"), TEXT),
    )
    how = (
        _("En gruppe er alle kommunene i et samarbeid. Få grupper betyr faste partnere, mange betyr skiftende."),
        _("«Bare med egen region»: alle kommunene i samarbeidet ligger i samme region."),
        question.division.told_on(question.directory.day),
        _("Parter som ikke er kommuner, er ikke med her."),
    )
    table = Table(CODE, _("Partnere"), _("Kommune"), columns, tuple(rows))
    lead = _("Om kommunene samarbeider med de samme eller med skiftende partnere.")
    return Page(CODE, _("Faste eller skiftende partnere"), lead, (table,), how, True)


def matrix_page(question: Question) -> Page:
    """The page of pairs: how many schemes two municipalities have in common."""
    met, day = pairs(question.schemes), question.directory.day
    entries = question.entries if len(question.entries) <= MOST else ()
    numbers = {entry.municipality.pk: entry.number(day) for entry in entries}
    columns = tuple(Column(numbers[entry.municipality.pk], entry.municipality.name) for entry in entries)
    rows = []
    for entry in entries:
        town = entry.municipality.pk
        cells = tuple(
            Cell(None) if other == town else counted(met.get((min(town, other), max(town, other)), ())) for other in question.towns
        )
        rows.append(Row(numbers[town], entry.municipality.name, cells, number=numbers[town]))
    how = (
        _("Tallet er samarbeid der begge kommunene er med, også sammen med andre."),
        _("Er ingen av de to ferdig kartlagt, kan de ha flere felles samarbeid enn dem som er registrert."),
    )
    missing = _("%(number)s kommuner er for mange i én tabell. Velg et fylke eller en region.") % {"number": len(question.entries)}
    table = Table(MATRIX, _("Kommune mot kommune"), _("Kommune"), columns, tuple(rows), missing=missing)
    return Page(MATRIX, _("Kommune mot kommune"), _("Hvor mange samarbeid to og to kommuner har felles."), (table,), how, True)
