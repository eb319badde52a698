"""The nine recommended areas by municipality and by region."""

from collections.abc import Iterable, Mapping

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


def _neighbours(question: Question) -> dict[int, tuple[frozenset[int], frozenset[int]]]:
    """Who is in the region of each municipality, and in its county."""
    division, nobody = question.division, frozenset()
    in_region = {pk: members for region in division.regions if (members := frozenset(division.members(region))) for pk in members}
    in_county = {pk: members for county in question.by_county.values() if (members := frozenset(county)) for pk in members}
    return {pk: (in_region.get(pk, nobody), in_county.get(pk, nobody)) for pk in question.municipality_ids}


def _municipalities(question: Question, cells: Mapping, areas: tuple[RecommendedArea, ...], columns: tuple[Column, ...]) -> Table:
    rows, labels = [], _labels()
    for entry in question.entries:
        number, municipality_id = entry.number(question.directory.day), entry.municipality.pk
        shown = tuple(_cell(cells[municipality_id][area], labels, question) for area in areas)
        rows.append(Row(number, entry.municipality.name, shown, number=number))
    return Table("kommuner", _("Etter kommune"), _("Kommune"), columns, tuple(rows))


def _regions(question: Question, cells: Mapping, areas: tuple[RecommendedArea, ...], columns: tuple[Column, ...]) -> Table:
    rows, labels = [], _labels()
    for pk, region in question.division.regions.items():
        members = [member for member in question.division.members(pk) if member in cells]
        if members:
            states = (region_cell(members, {member: cells[member][area] for member in members}) for area in areas)
            rows.append(Row(region.slug, region.name, tuple(_cell(state, labels, question) for state in states)))
    missing = _("Ingen av kommunene ligger i en region i inndelingen «%(name)s» på denne datoen.") % {
        "name": question.division.name
    }
    return Table("regioner", _("Etter region"), _("Region"), columns, tuple(rows), missing=missing)


def _labels() -> dict[Answer, str]:
    """What each answer is called: looked up once, and not in each of thousands of cells."""
    return {answer: answer.label for answer in Answer}


def _cell(state: State, labels: Mapping[Answer, str], question: Question) -> Cell:
    """The state in words; where there is none, who nearby has it and who hosts."""
    if state.answer in (Answer.HAS, Answer.SOME) or not state.near:
        return Cell(labels[state.answer], state.schemes or None)
    hosts = sorted({question.directory[host].municipality.name for scheme in state.near for host in scheme.hosts})
    near = _("i nærheten med vert i %(hosts)s") % {"hosts": ", ".join(hosts)} if hosts else _("finnes i nærheten")
    return Cell(f"{labels[state.answer]} ({near})", state.near)
