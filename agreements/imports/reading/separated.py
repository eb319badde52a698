"""Text with a mark between the cells: which character set it is written in, which mark it is, and the cells."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from django.utils.translation import gettext as _

from agreements.imports.reading.book import Line, Unreadable
from registry.excel.safety import MOST_COLUMNS, MOST_ROWS, too_many_columns, too_many_rows
from registry.excel.texts import tidy

SEPARATORS = (";", "\t", ",")
LOOKED_AT = 200  # rows that tell which mark it is
MOST_LINES = 1_048_576
MOST_MARKS = 50_000  # in one line
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")
_SAID = re.compile(r"sep=([;,\t|])\n")


def decode(data: bytes) -> str:
    """The text of a file. UTF-8 and UTF-16 are known by their mark or by being it, else it is what Excel on Windows writes."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(data, "cp1252")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = _("Filen er ikke en tekstfil med norske bokstaver. Lagre den i Excel som .xlsx eller som CSV UTF-8.")
        raise Unreadable(message) from error


def separated_lines(text: str) -> list[Line]:
    """The rows of a text, with the mark found out. Raises Unreadable."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MOST_LINES:
        raise too_many_rows()
    said = _SAID.match(text)
    mark = said[1] if said else separator_of(text)
    rows = _rows(_physical_lines(text, mark), mark)
    found: list[Line] = []
    for number, row in enumerate(rows, 1):
        if said and number == 1:
            continue
        cells = tidied(row)
        if cells:
            found.append(Line(number, cells))
        if len(found) > MOST_ROWS:
            raise too_many_rows()
    return found


def tidied(row: Iterable[str]) -> list:
    """The cells of one row without blanks around them, None for an empty one, and none after the last with content."""
    cells = [tidy(cell) or None for cell in row]
    while cells and cells[-1] is None:
        cells.pop()
    if len(cells) > MOST_COLUMNS:
        raise too_many_columns()
    return cells


def separator_of(text: str) -> str:
    """The mark that splits most of the first rows in equally many cells, and of those the one that makes most cells."""

    def fit(mark: str) -> tuple[float, int]:
        try:
            return regularity(_rows(_physical_lines(text, mark), mark))
        except Unreadable:
            return (0, 0)

    return max(SEPARATORS, key=fit)


def regularity(rows: Iterable[list[str]]) -> tuple[float, int]:
    """How large a part of the first rows has the usual number of cells, and that number. (0, 0) when none has two."""
    widths = [len(row) for row in islice(rows, LOOKED_AT) if any(row)]
    usual = Counter(width for width in widths if width > 1).most_common(1)
    return (usual[0][1] / len(widths), usual[0][0]) if usual else (0, 0)


def _physical_lines(text: str, mark: str) -> Iterator[str]:
    """Line by line, so that no copy of the text is made."""
    for found in _LINE.finditer(text):
        if found[0].count(mark) > MOST_MARKS:
            raise too_many_columns()
        yield found[0]


def _rows(lines: Iterable[str], mark: str) -> Iterator[list[str]]:
    reader = csv.reader(lines, delimiter=mark)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = _("Linje %(line)s i filen kan ikke leses. Se etter et anførselstegn som mangler sin make.")
            raise Unreadable(message % {"line": reader.line_num}) from error
        yield row
