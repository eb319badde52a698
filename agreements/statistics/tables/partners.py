"""Steady or changing partners."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from agreements.statistics.partners import Partners, pairs, partners_of
from agreements.statistics.question import Question
from agreements.statistics.tables.table import SHARE, TEXT, Cell, Column, Page, Row, Table, counted
from registry.periods import show_day
from registry.templatetags.page import listed

CODE, MATRIX = "partnere", "matrise"
NAMED = 3  # partners named in a row
MOST = 60  # municipalities in a matrix that somebody can still read


def page(question: Question) -> Page:
    """The page of partners."""
    now, rows = {pk: _partners(question, pk) for pk in question.municipality_ids}, []
    for entry in question.entries:
        municipality_id, number = entry.municipality.pk, entry.number(question.directory.day)
        found, at_least = now[municipality_id], not question.coverage.is_full(municipality_id)
        often = ", ".join(f"{question.directory[pk].municipality.name} ({times})" for pk, times in found.often[:NAMED])
        cells = (
            counted(found.placed, at_least),
            Cell(found.sets, at_least=at_least),
            Cell(len(found.met), at_least=at_least),
            counted(found.within_region, at_least) if found.within_region is not None else Cell(None),
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
        _("«Minst»: kommunen er ikke ferdig kartlagt. Andelen er av det som er registrert."),
        _("Velg en tidligere dag under «Fra» for å se utviklingen over tid. En kommune som ikke fantes da, står uten tall."),
    )
    over_time = (_over_time(question, now),) if question.since else ()
    table = Table(CODE, _("Partnere"), _("Kommune"), columns, tuple(rows))
    lead = _("Om kommunene samarbeider med de samme eller med skiftende partnere.")
    return Page(CODE, _("Faste eller skiftende partnere"), lead, (table, *over_time), how, True)


def _over_time(question: Question, current: Mapping[int, Partners]) -> Table:
    """The same of the earlier day beside the day: whether partners are steadier now, and how many are the same."""
    first, last = (show_day(one.directory.day) for one in (question.earlier, question))
    there, rows = frozenset(question.earlier.municipality_ids), []
    for entry in question.entries:
        municipality_id, number = entry.municipality.pk, entry.number(question.directory.day)
        now, then = current[municipality_id], _partners(question.earlier, municipality_id) if municipality_id in there else None
        same = then and then.met.keys() & now.met.keys()
        cells = (
            Cell(then and then.sets),
            Cell(now.sets),
            Cell(then and then.share_within),
            Cell(now.share_within),
            Cell(None if same is None else len(same)),
        )
        rows.append(Row(number, entry.municipality.name, cells, number=number))
    groups, share = _("Ulike grupper %(day)s"), _("Andel bare med egen region %(day)s")
    columns = (
        Column("grupper-for", groups % {"day": first}),
        Column("grupper-na", groups % {"day": last}),
        Column("andel-for", share % {"day": first}, SHARE),
        Column("andel-na", share % {"day": last}, SHARE),
        Column("samme", _("Partnere begge dagene")),
    )
    return Table("over-tid", _("Over tid"), _("Kommune"), columns, tuple(rows))


def _partners(question: Question, municipality_id: int) -> Partners:
    return partners_of(question.inventory, municipality_id, question.division.region_of)


def matrix_page(question: Question) -> Page:
    """The page of pairs: how many schemes two municipalities have in common."""
    met, day = pairs(question.schemes), question.directory.day
    entries = question.entries if len(question.entries) <= MOST else ()
    numbers = {entry.municipality.pk: entry.number(day) for entry in entries}
    columns = tuple(Column(numbers[entry.municipality.pk], entry.municipality.name) for entry in entries)
    rows = []
    for entry in entries:
        own = entry.municipality.pk
        cells = tuple(
            Cell(None) if other == own else counted(met.get((min(own, other), max(own, other)), ()))
            for other in question.municipality_ids
        )
        rows.append(Row(numbers[own], entry.municipality.name, cells, number=numbers[own]))
    how = (
        _("Tallet er samarbeid der begge kommunene er med, også sammen med andre."),
        _("Er én av de to ferdig kartlagt, er alle felles samarbeid registrert. Ellers kan de ha flere."),
    )
    missing = _("%(number)s kommuner er for mange i én tabell. Velg et fylke eller en region.") % {"number": len(question.entries)}
    note = _least(question) if entries else ""
    table = Table(MATRIX, _("Kommune mot kommune"), _("Kommune"), columns, tuple(rows), note=note, missing=missing)
    return Page(MATRIX, _("Kommune mot kommune"), _("Hvor mange samarbeid to og to kommuner har felles."), (table,), how, True)


def _least(question: Question) -> str:
    """Between whom the matrix counts at least so many, told once above it: it follows from the two and not from the schemes.

    All that one of them takes part in is registered when it is fully mapped, and so all it has in common with anybody.
    """
    full = [entry.municipality.name for entry in question.entries if question.coverage.is_full(entry.municipality.pk)]
    others = [entry.municipality.name for entry in question.entries if not question.coverage.is_full(entry.municipality.pk)]
    if not full:
        return _("Ingen av kommunene er ferdig kartlagt, så hvert tall er minst så mange.")
    if len(others) < 2:
        return ""
    if len(full) <= len(others):
        return _("Tallene er minst så mange, unntatt for %(names)s, som er ferdig kartlagt.") % {"names": listed(full)}
    return _("Mellom %(names)s, som ikke er ferdig kartlagt, er tallene minst så mange.") % {"names": listed(others)}
