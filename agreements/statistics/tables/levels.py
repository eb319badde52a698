"""How far the schemes reach."""

from django.utils.translation import gettext as _

from agreements.statistics.levels import Level, bilateral, by_level
from agreements.statistics.question import Question
from agreements.statistics.tables.table import Cell, Column, Page, Row, Table, counted

CODE = "niva"
BY_REGION = (Level.REGIONS, Level.REGION)  # nobody knows how many where the division had no regions yet


def page(question: Question) -> Page:
    """The page."""
    counties = {county.number: members for county, members in question.by_county.items()}
    found = by_level(question.schemes, counties, question.division.region_of)
    how = (
        _("Hvert samarbeid står på ett nivå: det første i tabellen som passer."),
        question.division.told_on(question.directory.day),
        _("«Kan ikke plasseres»: færre enn to kommuner er navngitt, eller en av dem ligger ikke i noen region i inndelingen."),
        _("Mellom to kommuner: begge er navngitt, og det er ingen flere. De er også med i tallene over."),
    )
    rows = []
    for level, schemes in found.items():
        unknown = level in BY_REGION and not question.division.regions
        rows.append(Row(level.value, level.label.capitalize(), (Cell(None) if unknown else counted(schemes),)))
    rows.append(Row("to-kommuner", _("Mellom to kommuner"), (counted(bilateral(question.schemes)),)))
    table = Table(CODE, _("Etter nivå"), _("Nivå"), (Column("antall", _("Samarbeid"), bar=True),), tuple(rows))
    return Page(CODE, _("Geografisk nivå"), _("Hvor langt samarbeidene rekker."), (table,), how)
