"""How many schemes each municipality takes part in and hosts, and the same by size."""

from django.utils.translation import gettext as _

from agreements.statistics.municipality_schemes import (
    SIZES,
    MunicipalityFigure,
    by_size,
    municipality_figures,
    ranked,
    spread_of,
)
from agreements.statistics.question import Question
from agreements.statistics.tables.table import MEAN, TEXT, Cell, Column, Page, Row, Table, counted
from registry.templatetags.page import spaced

CODE = "kommuner"


def page(question: Question) -> Page:
    """The page."""
    figures = municipality_figures(question.inventory, question.coverage, question.entries, question.populations)
    how = (
        _("Hvert samarbeid teller én gang for hver kommune som deltar i det."),
        _("Bare kommuner som er kartlagt eller har bekreftet listen, rangeres og er med i snitt, minste og største."),
        _("«Minst» betyr at kommunen ikke er ferdig kartlagt. Den kan delta i flere samarbeid enn dem som er registrert."),
    )
    lead = _("Hvor mange samarbeid hver kommune deltar i, og hvor mange den er vert for.")
    return Page(CODE, _("Samarbeid per kommune"), lead, (_each(figures, question), _spread(figures), _sizes(figures)), how, True)


def _each(figures: list[MunicipalityFigure], question: Question) -> Table:
    columns = (
        Column("kartlegging", _("Kartlegging"), TEXT),
        Column("antall", _("Samarbeid")),
        Column("vert", _("Som vert"), bar=True),
        Column("deltaker", _("Som deltaker"), bar=True),
        Column("innbyggere", _("Innbyggere")),
    )
    exact = ranked(figures)
    others = [figure for figure in figures if not figure.exact]
    groups = ((exact, _("Kartlagte kommuner")), (others, _("Ikke ferdig kartlagt: minst så mange")))
    rows = tuple(_row(figure, group, question) for found, group in groups for figure in found)
    return Table(
        CODE, _("Samarbeid per kommune"), _("Kommune"), columns, rows, missing=_("Ingen kommuner er lagt inn for denne datoen.")
    )


def _row(figure: MunicipalityFigure, group: str, question: Question) -> Row:
    number, at_least = figure.entry.number(question.directory.day), not figure.exact
    cells = (
        Cell(str(question.coverage.level(figure.entry.municipality.pk).label)),
        counted(figure.schemes, at_least),
        counted(figure.hosted, at_least),
        counted(figure.joined, at_least),
        Cell(figure.population),
    )
    return Row(number, figure.entry.municipality.name, cells, number=number, group=group)


def _spread(figures: list[MunicipalityFigure]) -> Table:
    spread = spread_of(figures)
    rows = (
        ("snitt", _("Snitt"), spread.mean),
        ("median", _("Median"), spread.middle),
        ("minst", _("Færrest"), spread.smallest),
        ("flest", _("Flest"), spread.largest),
    )
    return Table(
        "fordeling",
        _("Snitt, minste og største"),
        _("Hva"),
        (Column("antall", _("Samarbeid"), MEAN),),
        tuple(Row(code, label, (Cell(value),)) for code, label, value in rows) if spread.count else (),
        note=_("Regnet av %(number)s kartlagte kommuner.") % {"number": spread.count},
        missing=_("Ingen av kommunene er ferdig kartlagt ennå. Derfor regnes ikke snitt."),
    )


def _sizes(figures: list[MunicipalityFigure]) -> Table:
    columns = (
        Column("kommuner", _("Kommuner")),
        Column("kartlagt", _("Av dem kartlagt")),
        Column("snitt", _("Samarbeid i snitt"), MEAN, bar=True),
    )
    rows = []
    for size, found in by_size(figures).items():
        spread = spread_of(found)
        rows.append(Row(str(size), _size_in_words(size), (Cell(len(found)), Cell(spread.count), Cell(spread.mean))))
    return Table("storrelse", _("Etter folketall"), _("Innbyggere"), columns, tuple(rows))


def _size_in_words(size: int | None) -> str:
    if size is None:
        return _("Folketall er ikke kjent")
    limits = (0, *SIZES)
    place = limits.index(size)
    if place == len(SIZES):
        return _("%(low)s eller flere") % {"low": spaced(size)}
    high = spaced(limits[place + 1] - 1)
    return _("under %(high)s") % {"high": spaced(limits[1])} if not size else f"{spaced(size)}–{high}"
