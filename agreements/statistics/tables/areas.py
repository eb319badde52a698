"""What the schemes are about, and how large a part of the municipalities cooperate on it."""

from django.utils.translation import gettext as _

from agreements.statistics.areas import AreaFigure, by_area, by_sector, without_area
from agreements.statistics.question import Question
from agreements.statistics.tables.table import SHARE, TEXT, Cell, Column, Page, Row, Table, counted, share

CODE = "omrader"


def page(question: Question) -> Page:
    """The page."""
    how = (
        _("Et samarbeid om flere områder teller under hvert av dem, men bare én gang i hver sektor."),
        _("Andelen er kommunene som deltar i minst ett samarbeid om området, av alle kommunene i utvalget."),
        _("Er kommunene ikke ferdig kartlagt, kan andelen være høyere."),
    )
    lead = _("Hva kommunene samarbeider om, og hvor stor del av dem som samarbeider om det.")
    return Page(CODE, _("Sektorer og områder"), lead, (_sectors(question), _areas(question)), how)


def _columns() -> tuple[Column, ...]:
    return (
        Column("antall", _("Samarbeid"), bar=True),
        Column("kommuner", _("Kommuner")),
        Column("andel", _("Andel av kommunene"), SHARE),
    )


def _cells(figure: AreaFigure, question: Question) -> tuple[Cell, ...]:
    taking_part = len(figure.municipalities)
    part = share(taking_part, len(question.municipality_ids))
    return counted(figure.schemes), Cell(taking_part, at_least=question.partly_mapped), part


def _sectors(question: Question) -> Table:
    found = by_sector(question.schemes, question.areas, question.municipality_ids)
    rows = [Row(sector.value, str(sector.label), _cells(figure, question)) for sector, figure in found.items()]
    nowhere = without_area(question.schemes)
    if nowhere:
        taking_part = frozenset().union(*(scheme.municipalities for scheme in nowhere))
        figure = AreaFigure(nowhere, taking_part & set(question.municipality_ids))
        rows.append(Row("uten", _("Område er ikke ført inn"), _cells(figure, question)))
    return Table("sektorer", _("Etter sektor"), _("Sektor"), _columns(), tuple(rows))


def _areas(question: Question) -> Table:
    found = by_area(question.schemes, question.areas, question.municipality_ids)
    used = sorted(found.items(), key=lambda item: (-len(item[1].schemes), item[0].sort_key))
    rows = tuple(
        Row(area.code, area.name, (*_cells(figure, question), Cell(str(area.get_sector_display()))))
        for area, figure in used
        if figure.schemes
    )
    columns = (*_columns(), Column("sektor", _("Sektor"), TEXT))
    return Table(CODE, _("Etter område"), _("Område"), columns, rows, missing=_("Ingen områder er i bruk på denne datoen."))
