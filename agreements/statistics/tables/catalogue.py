"""Every page of figures, in the order people meet them."""

from collections.abc import Callable

from agreements.statistics.question import Question
from agreements.statistics.tables import areas, forms, hosts, levels, municipalities, overview, partners, recommended
from agreements.statistics.tables.table import Cell, Page

PAGES: dict[str, Callable[[Question], Page]] = {
    overview.CODE: overview.page,
    municipalities.CODE: municipalities.page,
    areas.CODE: areas.page,
    forms.CODE: forms.page,
    levels.CODE: levels.page,
    hosts.CODE: hosts.page,
    partners.CODE: partners.page,
    partners.MATRIX: partners.matrix_page,
    recommended.CODE: recommended.page,
}


def cell(question: Question, page: str, table: str, row: str, column: str) -> Cell | None:
    """The cell at an address; None when there is none there."""
    made = PAGES[page](question) if page in PAGES else None
    found = next((one for one in made.tables if one.code == table), None) if made else None
    return found.cell(row, column) if found else None
