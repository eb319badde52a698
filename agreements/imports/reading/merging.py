"""Cells merged over several rows: their value stands in each of these rows, as people read it."""

from bisect import bisect_left

from agreements.imports.reading.book import Line, Merge
from agreements.imports.table import Oddity
from registry.excel.safety import MOST_ROWS, broken


def fill_downwards(lines: list[Line], merges: list[Merge]) -> list[Oddity]:
    """Write the value of each cell merged over several rows in all those that have other content, and tell in which."""
    numbers = [line.number for line in lines]
    filled: set[int] = set()
    written = 0
    for merge in merges:
        first, last = bisect_left(numbers, merge.top), bisect_left(numbers, merge.bottom + 1)
        written += last - first
        if written > MOST_ROWS * 10:
            raise broken()
        if merge.top == merge.bottom or first == last or numbers[first] != merge.top:
            continue
        cells = lines[first].cells
        value = cells[merge.left] if merge.left < len(cells) else None
        for line in lines[first + 1 : last] if value is not None else ():
            line.cells.extend([None] * (merge.left + 1 - len(line.cells)))
            if line.cells[merge.left] is None:
                line.cells[merge.left] = value
                filled.add(line.number)
    return [Oddity("merged", tuple(sorted(filled)))] if filled else []
