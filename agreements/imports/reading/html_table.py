"""A table pasted as HTML, as mail programs and word processors give it. Only cells are read; nothing else of it has a meaning.

Read with one expression from end to end: the parser of the standard library takes half a minute for 60 kB that mean harm.
"""

import re
from html import unescape

from agreements.imports.reading.book import Line, Merge
from agreements.imports.reading.separated import tidied
from registry.excel.safety import MOST_COLUMNS, MOST_ROWS, too_many_columns, too_many_rows

BREAKS = {"br", "p", "div", "li"}
_PIECES = re.compile(r"<(?P<end>/?)(?P<tag>[a-zA-Z]{1,12}\d?)(?P<said>(?:\s[^<>]{0,5000})?)/?>|(?P<text>[^<]+)|<")
_SPAN = {name: re.compile(rf"\b{name}\s*=\s*[\"']?(\d{{1,6}})", re.IGNORECASE) for name in ("rowspan", "colspan")}


def is_html(text: str) -> bool:
    """Whether the text has a table written in HTML."""
    beginning = text[:100_000].lower()
    return "<table" in beginning or ("<tr" in beginning and "<td" in beginning)


def html_lines(text: str) -> tuple[list[Line], list[Merge]]:
    """The rows of all tables in the text under each other, and the merged cells. Raises Unreadable."""
    tables = _Tables()
    for piece in _PIECES.finditer(_without_comments(text)):
        if piece["text"]:
            tables.text(unescape(piece["text"]))
        elif piece["tag"]:
            (tables.end if piece["end"] else tables.start)(piece["tag"].lower(), piece["said"])
    tables.end_row()
    lines = [Line(number, cells) for number, row in enumerate(tables.rows, 1) if (cells := tidied(row))]
    return lines, tables.merges


def _without_comments(text: str) -> str:
    """The text without what HTML says to nobody."""
    first, *rest = text.split("<!--")
    return first + "".join(part.partition("-->")[2] for part in rest)


class _Tables:
    """Collects the cells. A cell that spans rows or columns takes their places, as a merged cell of a sheet does."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.merges: list[Merge] = []
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._spans = (1, 1)
        self._taken: dict[int, int] = {}  # column: how many more rows a cell from above takes

    def start(self, tag: str, said: str) -> None:
        """A tag begins; `said` are its attributes."""
        if tag == "tr":
            self.end_row()
            self._row = []
        elif tag in ("td", "th"):
            self._end_cell()
            self._row = [] if self._row is None else self._row
            self._cell, self._spans = [], (_span(said, "rowspan", MOST_ROWS), _span(said, "colspan", MOST_COLUMNS))
        elif tag in BREAKS and self._cell:
            self._cell.append("\n")

    def end(self, tag: str, said: str) -> None:
        """A tag ends."""
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self.end_row()

    def text(self, text: str) -> None:
        """Text between tags. Its line breaks are only how the HTML is written."""
        if self._cell is not None:
            self._cell.append(" ".join(text.split("\n")) if text.strip() else " ")

    def _end_cell(self) -> None:
        if self._cell is None or self._row is None:
            return
        self._skip_taken()
        down, across = self._spans
        row, column = len(self.rows) + 1, len(self._row)
        if down > 1 or across > 1:
            self.merges.append(Merge(row, column, row + down - 1, column + across - 1))
        for place in range(column, column + across):
            if down > 1:
                self._taken[place] = down - 1
            self._row.append("")
        lines = "".join(self._cell).split("\n")
        self._row[column] = "\n".join(" ".join(line.split()) for line in lines).strip()
        self._cell = None
        if len(self._row) > MOST_COLUMNS:
            raise too_many_columns()

    def _skip_taken(self) -> None:
        while self._row is not None and self._taken.get(len(self._row), 0):
            self._taken[len(self._row)] -= 1
            self._row.append("")

    def end_row(self) -> None:
        """Close the row that is open, if one is."""
        self._end_cell()
        if self._row is None:
            return
        self._skip_taken()
        self.rows.append(self._row)
        self._row = None
        if len(self.rows) > MOST_ROWS:
            raise too_many_rows()


def _span(said: str, name: str, most: int) -> int:
    found = _SPAN[name].search(said)
    return min(max(int(found[1]), 1), most) if found else 1
