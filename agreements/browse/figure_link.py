"""Where a number on a page of figures leads: the list of exactly the schemes it counts."""

from dataclasses import replace

from django.urls import reverse
from django.utils.http import urlencode

from agreements.filters.statistics import StatisticsSelection
from agreements.statistics.address import FigureAddress
from agreements.statistics.tables.table import Cell


def records(cell: Cell, address: FigureAddress, selection: StatisticsSelection) -> str:
    """The list of what the cell counts. What may be over by the day is shown as of the earlier one."""
    if not cell.schemes:
        return ""
    day = selection.directory.day
    if cell.earlier:
        address = replace(address, scope=replace(address.scope, day=day))
        day = selection.question.earlier.directory.day
    return f"{reverse('agreement-list')}?{urlencode({'on': day.isoformat(), 'figure': str(address)})}"
