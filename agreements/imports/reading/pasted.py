"""A pasted table: from Excel and most else with tabs, as HTML, with upright strokes, or in columns of blanks as PDF gives it.

Columns of blanks are taken only when every row agrees on where they are; anything else would put a value under a wrong heading.
"""

import csv
import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from agreements.imports.reading.book import Line, Sheet, Unreadable
from agreements.imports.reading.html_table import html_lines, is_html
from agreements.imports.reading.merging import fill_downwards
from agreements.imports.reading.separated import regularity, separated_lines, tidied
from registry.excel.safety import MOST_ROWS, too_many_columns, too_many_rows

LONGEST_PASTE = 2_000_000  # characters
MOST_LINES = 2 * MOST_ROWS
REGULAR = 0.6
_GAP = re.compile(r"\s{2,}")
_RULE = re.compile(r"[\s|:+=_-]*")


def pasted_sheet(text: str) -> Sheet:
    """The table in the text. Raises Unreadable."""
    if len(text) > LONGEST_PASTE:
        raise Unreadable(_("Det er limt inn for mye tekst. Lagre tabellen som .xlsx eller .csv og last den opp."))
    if is_html(text):
        lines, merges = html_lines(text)
        return Sheet("", lines, merges, oddities=fill_downwards(lines, merges))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MOST_LINES:
        raise too_many_rows()
    return Sheet("", _lines(text))


def _lines(text: str) -> list[Line]:
    physical = text.split("\n")
    if "\t" in text:
        return _numbered(_tabbed(text, physical))
    upright = [line for line in physical if line.count("|") > 0]
    if len(upright) > 1 and len(upright) >= REGULAR * sum(1 for line in physical if line.strip()):
        return _numbered(_between_strokes(physical))
    if (rows := _columns_of_blanks(physical)) is not None:
        return _numbered(rows)
    return separated_lines(text)


def _numbered(rows: Iterable[Iterable[str]]) -> list[Line]:
    lines = [Line(number, cells) for number, row in enumerate(rows, 1) if (cells := tidied(row))]
    if len(lines) > MOST_ROWS:
        raise too_many_rows()
    return lines


def _tabbed(text: str, physical: list[str]) -> list[list[str]]:
    """Rows with tabs. Excel puts a cell of several lines in quotation marks; Word breaks the row, which is put together again."""
    plain = [line.split("\t") for line in physical]
    if '"' in text:
        try:
            quoted = list(csv.reader(text.splitlines(keepends=True), delimiter="\t"))
        except csv.Error:
            quoted = []
        if quoted and regularity(quoted) > regularity(plain):
            return quoted
    width = regularity(plain)[1]
    return list(_mended(plain, width))


def _mended(rows: list[list[str]], width: int) -> Iterator[list[str]]:
    """Rows with the usual number of cells: what follows a row that is too short goes on in its last cell, if it then fits.

    Each row keeps its number: the lines that were put to another are given as empty.
    """
    place = 0
    while place < len(rows):
        row, after = rows[place], place + 1
        while 1 < len(row) < width and after < len(rows) and len(row) + len(rows[after]) - 1 <= width and any(rows[after]):
            row = [*row[:-1], f"{row[-1]}\n{rows[after][0]}", *rows[after][1:]]
            after += 1
        if len(row) == width or after == place + 1:
            yield row
            yield from ([] for _line in range(place + 1, after))
            place = after
        else:
            yield rows[place]
            place += 1


def _between_strokes(physical: list[str]) -> Iterator[list[str]]:
    for line in physical:
        yield [] if _RULE.fullmatch(line) else line.strip().removeprefix("|").removesuffix("|").split("|")


def _columns_of_blanks(physical: list[str]) -> list[list[str]] | None:
    """Rows cut where every line has blanks, or at each gap when all have equally many; None when the text is not such a table."""
    filled = [line.expandtabs() for line in physical if line.strip()]
    gaps = [len(_GAP.findall(line.strip())) for line in filled]
    if len(filled) < 2 or sum(1 for gap in gaps if gap) < REGULAR * len(filled):
        return None
    if len(set(gaps)) == 1:
        return [_GAP.split(line.strip()) if line.strip() else [] for line in physical]
    cuts = _gutters([line for line, gap in zip(filled, gaps, strict=True) if gap])
    if len(cuts) < max(gaps):
        raise Unreadable(
            _("Det er ikke mulig å se hvor kolonnene skiller seg i det som er limt inn. Lim tabellen inn i Excel først, og så hit.")
        )
    edges = [0, *cuts, None]
    pairs = list(zip(edges, edges[1:], strict=False))
    return [[line] if not _GAP.search(line.strip()) else [line[start:end] for start, end in pairs] for line in physical]


def _gutters(lines: list[str]) -> list[int]:
    """Where each column but the first begins: after at least two blanks that stand under each other in every line."""
    longest = max(map(len, lines))
    if longest > 2000:
        raise too_many_columns()
    blank = [all(place >= len(line) or line[place] == " " for line in lines) for place in range(longest)]
    return [
        place
        for place in range(2, longest)
        if not blank[place] and blank[place - 1] and blank[place - 2] and not all(blank[:place])
    ]
