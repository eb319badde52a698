"""What a map can show: one figure a municipality, each of them a column of a page of figures, so that it opens its schemes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.models.service_area import RecommendedArea
from agreements.statistics.question import Question
from agreements.statistics.recommended import Answer
from agreements.statistics.tables import municipalities, partners, recommended
from agreements.statistics.tables.table import NUMBER, SHARE, TEXT, Cell, Column, Row
from municipalities.models import MappingStatus

HAS = "har"  # whether there is any of what is counted in the column below
COUNTED = "antall"


@dataclass(frozen=True)
class Measure:
    """One figure: the column of a page, what it is called, and what it says. `about`: it can be asked of a sector or a form."""

    page: str
    column: str
    label: str
    kind: str = NUMBER
    about: bool = True

    @property
    def code(self) -> str:
        """Its name in the address."""
        return f"{self.page}.{self.column}"

    @property
    def counted(self) -> str:
        """The column whose schemes it opens."""
        return COUNTED if self.column == HAS else self.column


SCHEMES = (
    Measure(municipalities.CODE, "antall", _("Samarbeid per kommune")),
    Measure(municipalities.CODE, "vert", _("Samarbeid kommunen er vert for")),
    Measure(municipalities.CODE, "deltaker", _("Samarbeid andre er vert for, eller ingen")),
    Measure(municipalities.CODE, HAS, _("Om kommunen har samarbeid"), TEXT),
)
PARTNERS = (
    Measure(partners.CODE, "andel", _("Andel av samarbeidene bare med egen region, i prosent"), SHARE),
    Measure(partners.CODE, "regionen", _("Samarbeid bare med egen region")),
    Measure(partners.CODE, "partnere", _("Ulike partnere")),
    Measure(partners.CODE, "grupper", _("Ulike grupper av partnere")),
    Measure(partners.CODE, "samarbeid", _("Samarbeid med andre kommuner")),
)
RECOMMENDED = tuple(Measure(recommended.CODE, f"omrade-{area.value}", area.label, TEXT, about=False) for area in RecommendedArea)
GROUPS = (
    (_("Samarbeid"), SCHEMES),
    (_("Faste eller skiftende partnere"), PARTNERS),
    (_("De ni anbefalte områdene"), RECOMMENDED),
)
MEASURES = {measure.code: measure for _group, measures in GROUPS for measure in measures}
_PAGES = {municipalities.CODE: municipalities.page, partners.CODE: partners.page, recommended.CODE: recommended.page}


@dataclass(frozen=True)
class Measured:
    """A measure taken: a row a municipality, whose last cell is the figure; `table` is the one its figures stand in.

    `states` are for a measure in words, by the municipality's number.
    """

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    table: str
    how: tuple[str, ...]
    states: Mapping[str, Answer] = field(default_factory=dict)


def measured(measure: Measure, question: Question) -> Measured:
    """The measure of every municipality that is asked of."""
    areas = [area for area in RecommendedArea if measure.code == f"{recommended.CODE}.omrade-{area.value}"]
    cells = recommended.states(question, areas) if areas else {}
    page = recommended.page_of(question, cells, areas) if cells else _PAGES[measure.page](question)
    table = page.tables[0]
    numbers = {entry.number(question.directory.day): entry.municipality.pk for entry in question.entries}
    place = [column.code for column in table.columns].index(measure.counted)
    found = {row.number: row.cells[place] for row in table.rows}
    states = _answers(areas[0], numbers, cells) if cells else _states(measure, question, numbers, found)
    columns = (Column("kartlegging", gettext("Kartlegging"), TEXT), Column(measure.column, str(measure.label), measure.kind))
    rows = []
    for row in table.rows:
        cell = found[row.number]
        if measure.column == HAS:
            cell = _in_words(cell, states[row.number])
        level = Cell(str(question.coverage.level(numbers[row.number]).label))
        rows.append(row._replace(cells=(level, cell)))
    return Measured(tuple(rows), columns, table.code, page.how, states)


def _answers(
    area: RecommendedArea, numbers: Mapping[str, int], cells: Mapping[int, Mapping[RecommendedArea, recommended.State]]
) -> dict[str, Answer]:
    return {number: cells[pk][area].answer for number, pk in numbers.items()}


def _states(
    measure: Measure, question: Question, numbers: Mapping[str, int], found: Mapping[str, Cell | None]
) -> dict[str, Answer]:
    """What is known of each: nothing registered means little until the list is confirmed."""
    if measure.kind != TEXT:
        return {}
    confirmed = MappingStatus.Level.CONFIRMED
    nothing = {
        number: Answer.NONE if question.coverage.level(pk) == confirmed else Answer.UNMAPPED for number, pk in numbers.items()
    }
    return {number: Answer.HAS if cell and cell.schemes else nothing[number] for number, cell in found.items()}


def _in_words(cell: Cell, state: Answer) -> Cell:
    return Cell(state.label, cell.schemes or None)
