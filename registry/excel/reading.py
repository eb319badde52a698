"""Workbooks, read as they stand: each row with its number, each cell as the value it shows.

A formula is never read, only what it last came to. What is hidden is read and told, merged cells are told, and a number in per
cent is known as one.
"""

import posixpath
from datetime import datetime

from django.utils.translation import gettext as _
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from registry.excel.parts import MAIN, SEPARATOR, Attributes, local, read_part
from registry.excel.safety import MOST_ROWS, MOST_SHEETS, MOST_TEXTS, Package, Unreadable, broken, too_many_rows, too_much_text
from registry.excel.sheet_reader import DATE, PERCENT, ReadSheet, SheetReader
from registry.excel.texts import LONGEST_WRITTEN, Texts

WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_NAMES = {f"{space}{SEPARATOR}{tag}": tag for space in MAIN for tag in ("sheet", "workbookPr", "si", "t", "rPh", "numFmt", "xf")}
_NAMES |= {f"{space}{SEPARATOR}cellXfs": "cellXfs" for space in MAIN}


def read_workbook(data: bytes) -> list[ReadSheet]:
    """Every sheet with cells. Raises Unreadable with what is wrong and what to do."""
    package = Package(data)
    book = _Book(package)
    shared, looks, texts = _shared_texts(package, book.part_of("sharedStrings")), _looks(package, book.part_of("styles")), Texts()
    sheets, rows = [], 0
    for name, hidden, part in book.sheets:
        package.check_sheet(part)
        reader = SheetReader(ReadSheet(name, hidden), shared, looks, book.epoch, texts)
        read_part(package.pieces(part), reader.start, reader.end, reader.text)
        sheets.append(reader.sheet)
        rows += len(reader.sheet.rows)
        if rows > MOST_ROWS:
            raise too_many_rows()
    return sheets


class _Book:
    """What the workbook says of its sheets, and where its other parts lie."""

    def __init__(self, package: Package):
        self.epoch: datetime = CALENDAR_WINDOWS_1900
        self._parts: dict[str, tuple[str, str]] = {}  # id: kind and name of the part
        self._declared: list[tuple[str, bool, str]] = []
        self._names = package.sizes
        if WORKBOOK not in package.sizes or RELATIONS not in package.sizes:
            raise broken()
        read_part(package.small(RELATIONS), self._relation)
        read_part(package.small(WORKBOOK), self._sheet)
        if len(self._declared) > MOST_SHEETS:
            message = _("Filen har %(number)s ark. Registeret leser inntil %(most)s. Del den i flere filer.")
            raise Unreadable(message % {"number": len(self._declared), "most": MOST_SHEETS})

    def _relation(self, name: str, attributes: Attributes) -> None:
        if local(name) == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
            self._parts[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], part)

    def _sheet(self, name: str, attributes: Attributes) -> None:
        tag = _NAMES.get(name)
        if tag == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self.epoch = CALENDAR_MAC_1904
        elif tag == "sheet":
            relation = next((value for key, value in attributes.items() if local(key) == "id"), "")
            kind, part = self._parts.get(relation, ("", ""))
            if kind == "worksheet":
                self._declared.append((attributes.get("name", "")[:100], attributes.get("state", "visible") != "visible", part))

    @property
    def sheets(self) -> list[tuple[str, bool, str]]:
        """Name, whether it is hidden, and part of each sheet with cells; each part once."""
        return list({part: (name, hidden, part) for name, hidden, part in self._declared}.values())

    def part_of(self, kind: str) -> str:
        """The part of this kind, "" when there is none."""
        return next((part for found, part in self._parts.values() if found == kind and part in self._names), "")


def _shared_texts(package: Package, part: str) -> list[str | None]:
    """The texts that cells point to, in their order."""
    reader = _SharedTexts()
    if part:
        package.check_sheet(part)
        read_part(package.pieces(part), reader.start, reader.end, reader.text)
    return reader.found


class _SharedTexts:
    """Collects the texts from their tags, without the reading aids of Japanese."""

    def __init__(self) -> None:
        self.found: list[str | None] = []
        self._texts, self._parts, self._length = Texts(), [], 0
        self._in_text = self._in_aid = False

    def start(self, name: str, attributes: Attributes) -> None:
        """A tag begins."""
        tag = _NAMES.get(name)
        if tag == "si":
            self._parts, self._length = [], 0
        elif tag == "t":
            self._in_text = not self._in_aid
        elif tag == "rPh":
            self._in_aid = True

    def end(self, name: str) -> None:
        """A tag ends."""
        tag = _NAMES.get(name)
        if tag == "si":
            self.found.append(self._texts.of("".join(self._parts)))
            if len(self.found) > MOST_TEXTS:
                raise too_much_text()
        elif tag == "t":
            self._in_text = False
        elif tag == "rPh":
            self._in_aid = False

    def text(self, data: str) -> None:
        """A piece of the text of a tag."""
        if self._in_text:
            self._parts.append(data)
            self._length += len(data)
            if self._length > LONGEST_WRITTEN:
                raise too_much_text()


def _looks(package: Package, part: str) -> list[str]:
    """Of each style a cell can have: whether it shows a date, per cent, or neither."""
    if not part:
        return []
    formats, looks, state = dict(BUILTIN_FORMATS), [], {"in": False}

    def start(name: str, attributes: Attributes) -> None:
        tag = _NAMES.get(name)
        if tag == "numFmt":
            formats[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            state["in"] = True
        elif tag == "xf" and state["in"]:
            looks.append(_look(formats.get(int(attributes.get("numFmtId", 0)), "General")))

    def end(name: str) -> None:
        if _NAMES.get(name) == "cellXfs":
            state["in"] = False

    read_part(package.small(part), start, end)
    return looks


def _look(code: str) -> str:
    if is_date_format(code):
        return DATE
    return PERCENT if "%" in code else ""
