"""The nine recommended areas by municipality and by region."""

from collections.abc import Iterable, Mapping
from functools import partial

from django.utils.translation import gettext as _

from agreements.models.service_area import RecommendedArea
from agreements.statistics.question import Question
from agreements.statistics.recommended import Answer, recommended_cells, region_cell
from agreements.statistics.recommended import Cell as State
from agreements.statistics.tables.table import TEXT, Cell, Column, Page, Row, Table
from municipalities.models import MappingStatus

CODE = "anbefalte-omrader"


def page(question: Question) -> Page:
    """The page."""
    return page_of(question, states(question))


def page_of(
    question: Question, cells: Mapping[int, Mapping[RecommendedArea, State]], areas: Iterable[RecommendedArea] = RecommendedArea
) -> Page:
    """The page, of what is already known of each municipality and the areas."""
    areas = tuple(areas)
    columns = tuple(Column(f"omrade-{area.value}", str(area.label), TEXT) for area in areas)
    how = (
        _("Områdene er de ni som NIVI anbefalte Statsforvalteren for regionalt samarbeid i 2023."),
        _("«Ingen registrert» står bare der kommunen har bekreftet listen sin. Ellers står det «ikke kartlagt»."),
        _("For en region: «har samarbeid» når alle medlemmene har det, «noen medlemmer» når bare noen har det."),
    )
    lead = _("Hvem som samarbeider om de ni områdene NIVI anbefalte.")
    tables = (_municipalities(question, cells, areas, columns), _regions(question, cells, areas, columns))
    return Page(CODE, _("De ni anbefalte områdene"), lead, tables, how)


def states(question: Question, areas: Iterable[RecommendedArea] = RecommendedArea) -> dict[int, dict[RecommendedArea, State]]:
    """What the register knows of each municipality that is asked of, and each of the areas."""
    level = MappingStatus.Level.CONFIRMED
    confirmed = {pk for pk in question.municipality_ids if question.coverage.level(pk) == level}
    return recommended_cells(question.inventory, question.areas, confirmed, _neighbours(question), areas)


def _neighbours(question: Question) -> dict[int, tuple[list[int], list[int]]]:
    """Who else is in the region of each municipality, and in its county."""
    region_of, county_of = question.division.region_of, {pk: members for members in question.by_county.values() for pk in members}
    found = {}
    for pk in question.municipality_ids:
        own = question.division.members(region_of[pk]) if pk in region_of else []
        found[pk] = ([other for other in own if other != pk], [other for other in county_of.get(pk, []) if other != pk])
    return found


def _municipalities(question: Question, cells: Mapping, areas: tuple[RecommendedArea, ...], columns: tuple[Column, ...]) -> Table:
    rows = []
    for entry in question.entries:
        number, municipality_id = entry.number(question.directory.day), entry.municipality.pk
        shown = tuple(_cell(cells[municipality_id][area], question) for area in areas)
        rows.append(Row(number, entry.municipality.name, shown, number=number))
    return Table("kommuner", _("Etter kommune"), _("Kommune"), columns, tuple(rows))


def _regions(question: Question, cells: Mapping, areas: tuple[RecommendedArea, ...], columns: tuple[Column, ...]) -> Table:
    rows = []
    for pk, region in question.division.regions.items():
        members = [member for member in question.division.members(pk) if member in cells]
        if members:
            states = (region_cell(members, {member: cells[member][area] for member in members}) for area in areas)
            rows.append(Row(region.slug, region.name, tuple(map(partial(_cell, question=question), states))))
    missing = _("Ingen av kommunene ligger i en region i inndelingen «%(name)s» på denne datoen.") % {
        "name": question.division.name
    }
    return Table("regioner", _("Etter region"), _("Region"), columns, tuple(rows), missing=missing)


def _cell(state: State, question: Question) -> Cell:
    """The state in words; where there is none, who nearby has it and who hosts."""
    if state.answer in (Answer.HAS, Answer.SOME) or not state.near:
        return Cell(state.answer.label, state.schemes or None)
    hosts = sorted({question.directory[host].municipality.name for scheme in state.near for host in scheme.hosts})
    near = _("i nærheten med vert i %(hosts)s") % {"hosts": ", ".join(hosts)} if hosts else _("finnes i nærheten")
    return Cell(f"{state.answer.label} ({near})", state.near)
