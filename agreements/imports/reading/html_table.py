"""A table pasted as HTML, as mail programs and word processors give it. Only cells are read; nothing else of it has a meaning."""

from html.parser import HTMLParser

from agreements.imports.reading.book import Line, Merge
from agreements.imports.reading.separated import tidied
from registry.excel.safety import MOST_COLUMNS, MOST_ROWS, too_many_columns, too_many_rows

BREAKS = {"br", "p", "div", "li"}


def is_html(text: str) -> bool:
    """Whether the text has a table written in HTML."""
    beginning = text[:100_000].lower()
    return "<table" in beginning or ("<tr" in beginning and "<td" in beginning)


def html_lines(text: str) -> tuple[list[Line], list[Merge]]:
    """The rows of all tables in the text under each other, and the merged cells. Raises Unreadable."""
    parser = _Tables()
    parser.feed(text)
    parser.close()
    parser.end_row()
    lines = [Line(number, cells) for number, row in enumerate(parser.rows, 1) if (cells := tidied(row))]
    return lines, parser.merges


class _Tables(HTMLParser):
    """Collects the cells. A cell that spans rows or columns takes their places, as a merged cell of a sheet does."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.merges: list[Merge] = []
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._spans = (1, 1)
        self._taken: dict[int, int] = {}  # column: how many more rows a cell from above takes

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.end_row()
            self._row = []
        elif tag in ("td", "th"):
            self._end_cell()
            self._row = [] if self._row is None else self._row
            said = dict(attrs)
            self._cell, self._spans = [], (_span(said.get("rowspan"), MOST_ROWS), _span(said.get("colspan"), MOST_COLUMNS))
        elif tag in BREAKS and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self.end_row()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(" ".join(data.replace("\xa0", " ").split(" ")) if data.strip() else " ")

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


def _span(said: str | None, most: int) -> int:
    return min(max(int(said), 1), most) if said and said.isascii() and said.isdigit() and len(said) < 7 else 1
