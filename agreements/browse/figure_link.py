"""Where the numbers on a page of figures lead: each to the list of exactly the schemes it counts."""

from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import quote_plus

from django.urls import reverse

from agreements.filters.statistics import StatisticsSelection
from agreements.statistics.address import FigureAddress
from agreements.statistics.tables.table import Cell


@dataclass(frozen=True)
class FigureLinks:
    """The links of one page. A page has thousands, so what is the same in all of them is made once."""

    selection: StatisticsSelection

    @cached_property
    def _list(self) -> str:
        return reverse("agreement-list")

    def of(self, cell: Cell, page: str, table: str, row: str, column: str) -> str:
        """The list of what a cell there counts; "" of nothing. What may be over by the day is shown as of the earlier one."""
        if not cell.schemes:
            return ""
        day, scope = self.selection.directory.day, self.selection.scope
        if cell.earlier:
            scope = replace(scope, day=day)
            day = self.selection.question.earlier.directory.day
        figure = FigureAddress(page, table, row, column, scope)
        return f"{self._list}?on={day.isoformat()}&figure={quote_plus(str(figure))}"
