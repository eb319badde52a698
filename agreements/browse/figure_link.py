"""Where the numbers in a table of figures lead: each to the list of exactly the schemes it counts."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from urllib.parse import quote_plus

from django.urls import reverse

from agreements.filters.statistics import StatisticsSelection
from agreements.statistics.address import FigureAddress, Scope
from agreements.statistics.tables.table import Cell

Around = tuple[str, str]  # what stands before and after the place of a cell in its address


@dataclass(frozen=True)
class FigureLinks:
    """The links of one table of a page. It has thousands, so what is the same in all of them is made once."""

    selection: StatisticsSelection
    page: str
    table: str

    def of(self, cell: Cell, row: str, column: str) -> str:
        """The list of what a cell there counts; "" of nothing."""
        if not cell.schemes:
            return ""
        before, after = self._around_earlier if cell.earlier else self._around
        return f"{before}{quote_plus(FigureAddress(self.page, self.table, row, column).place)}{after}"

    @cached_property
    def _around(self) -> Around:
        return _around(self.selection.directory.day, self.selection.scope)

    @cached_property
    def _around_earlier(self) -> Around:
        """What may be over by the day is shown as of the earlier one."""
        scope = replace(self.selection.scope, day=self.selection.directory.day)
        return _around(self.selection.question.earlier.directory.day, scope)


def _around(day: date, scope: Scope) -> Around:
    return f"{reverse('agreement-list')}?on={day.isoformat()}&figure=", quote_plus(str(scope))
