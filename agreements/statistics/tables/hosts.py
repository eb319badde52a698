"""Who hosts, for whom, and how evenly."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.statistics.hosts import FEWEST, Hosting, hosting
from agreements.statistics.question import Question
from agreements.statistics.tables.table import MEAN, TEXT, Cell, Column, Page, Row, Table, counted
from registry.templatetags.page import listed

CODE = "verter"
MOST_NAMED = 3  # hosts in one sentence


def page(question: Question) -> Page:
    """The page."""
    found = hosting(question.schemes, question.municipality_ids)
    how = [
        _("Tallet er samarbeid der kommunen er vertskommune etter kommuneloven kapittel 20, oppgitt eller antatt."),
        _("Et samarbeid med to verter teller én gang for hver av dem."),
        _("«Vert utenfra» er samarbeid som noen i utvalget deltar i, og som en kommune utenfor utvalget er vert for."),
        _(
            "Indeksen (Herfindahl) er summen av andelene i andre potens: 1 når én kommune er vert for alt. "
            "Den regnes ikke når færre enn %(few)s er talt med."
        )
        % {"few": FEWEST},
    ]
    lead = in_words(found, question)
    return Page(CODE, _("Hvem er vert"), lead, (_each(found, question), _regions(question)), tuple(how), True)


def in_words(found: Hosting, question: Question) -> str:
    """How hosting is shared: «Dyrøy er vert for 7 av 9.»"""
    if not found.number:
        return _("Ingen vertskommuner er registrert i utvalget på denne datoen.")
    numbers = {"hosts": len(found.hosts), "most": len(found.largest), "number": len(found.schemes)}
    text = ngettext(
        "%(hosts)s kommune er vert i %(number)s samarbeid.",
        "%(hosts)s kommuner er vert i til sammen %(number)s samarbeid.",
        len(found.hosts),
    )
    names = [question.directory[pk].municipality.name for pk in found.leading]
    if len(names) > MOST_NAMED:
        most = _("Ingen er vert for flere enn %(most)s.")
    elif len(names) > 1:
        most = _("%(names)s er vert for flest, %(most)s hver.")
    else:
        most = _("%(names)s er vert for %(most)s av %(number)s.")
    return f"{text} {most}" % {**numbers, "names": listed(names)}


def _each(found: Hosting, question: Question) -> Table:
    rows = []
    for municipality_id in [*found.hosts, *(pk for pk in question.municipality_ids if not found.hosted[pk])]:
        entry = question.directory[municipality_id]
        partners = ", ".join(
            f"{question.directory[other].municipality.name} ({number})"
            if number > 1
            else question.directory[other].municipality.name
            for other, number in found.partners[municipality_id].most_common()
        )
        cells = (counted(found.hosted[municipality_id], not question.coverage.is_full(municipality_id)), Cell(partners))
        number = entry.number(question.directory.day)
        rows.append(Row(number, entry.municipality.name, cells, number=number))
    columns = (Column("antall", _("Vert for"), bar=True), Column("for", _("For hvem"), TEXT))
    total = Row("utenfra", _("Vert utenfra"), (counted(found.from_outside), Cell("")))
    return Table(CODE, _("Vertskommuner"), _("Kommune"), columns, tuple(rows), total)


def _regions(question: Question) -> Table:
    rows, asked = [], frozenset(question.municipality_ids)
    for pk, region in question.division.regions.items():
        members = [member for member in question.division.members(pk) if member in asked]
        if members:
            found = hosting(question.inventory.with_any(members), members)
            cells = (
                Cell(len(members)),
                counted(found.schemes),
                Cell(len(found.hosts)),
                counted(found.largest),
                counted(found.from_outside),
                Cell(found.herfindahl),
                Cell(found.balance),
            )
            rows.append(Row(region.slug, region.name, cells))
    columns = (
        Column("medlemmer", _("Kommuner")),
        Column("vertskap", _("Samarbeid med vert i regionen"), bar=True),
        Column("verter", _("Kommuner som er vert")),
        Column("flest", _("Flest hos én")),
        Column("utenfra", _("Vert utenfra")),
        Column("indeks", _("Indeks"), MEAN),
        Column("balanse", _("Balanse"), MEAN),
    )
    note = _("Balansen er 1 når medlemmene er vert like ofte, og 0 når én er vert for alt.")
    missing = _("Ingen av kommunene ligger i en region i inndelingen «%(name)s» på denne datoen.") % {
        "name": question.division.name
    }
    return Table("regioner", _("Etter region"), _("Region"), columns, tuple(rows), note=note, missing=missing)
