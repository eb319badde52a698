"""What LibreOffice makes of our Excel files: it opens them without a window and tells each value and what kind it is."""

import shutil
import subprocess
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.db import connection

SOFFICE = shutil.which("soffice")
OFFICE, TABLE, TEXT, DRAW = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text", "drawing")
)
ROWS, COLUMNS = 10_000, 100  # more than any sheet of these tests has; LibreOffice tells of all it has room for


def needs_libreoffice(test):
    """Marks a test of a workbook, which does not know which database its rows were in."""
    once = pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite: LibreOffice need not open the same file twice")
    return once(pytest.mark.skipif(not SOFFICE, reason="needs LibreOffice: apt-get install libreoffice-calc")(test))


@dataclass
class Seen:
    """A sheet as LibreOffice sees it: rows of (kind, value) or None, without what is empty at the ends.

    `charts`: what each of its charts draws, as rows of the same kind.
    """

    rows: list[list[tuple[str, str] | None]]
    formulas: list[str]
    repeated_rows: int
    filtered: str = ""
    charts: list[list[list[tuple[str, str] | None]]] = field(default_factory=list)


def libreoffice_reads(paths: list[Path]) -> list[dict[str, Seen]]:
    """The sheets of each file by title. It must have opened all of them, and complained of none."""
    folder = paths[0].parent
    command = [SOFFICE, f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}", "--headless", "--convert-to", "fods"]
    done = subprocess.run([*command, "--outdir", folder, *paths], capture_output=True, text=True, timeout=180, check=True)
    complaints = [line for line in done.stderr.splitlines() if "javaldx" not in line]  # Java is not there, nor needed
    assert complaints == []
    return [_sheets(path.with_suffix(".fods")) for path in paths]


def _sheets(path: Path) -> dict[str, Seen]:
    document = ElementTree.parse(path).getroot()
    found = {}
    for table in document.findall(f".//{OFFICE}spreadsheet/{TABLE}table"):
        charts = [_seen(chart).rows for chart in _taken_out(table)]
        found[table.get(f"{TABLE}name")] = _seen(table)
        found[table.get(f"{TABLE}name")].charts = charts
    for area in document.iter(f"{TABLE}database-range"):
        where = area.get(f"{TABLE}target-range-address")
        found[where.rpartition(":")[2].rpartition(".")[0].strip("'")].filtered = where
    return found


def _taken_out(sheet) -> list:
    """The tables of the charts of a sheet, which lie within its cells, taken out of it."""
    found = []
    for parent in list(sheet.iter()):
        for drawn in parent.findall(f"{DRAW}object"):
            found.append(drawn.find(f".//{TABLE}table"))
            parent.remove(drawn)
    return found


def _seen(table) -> Seen:
    rows = []
    for row in table.iter(f"{TABLE}table-row"):
        rows += [_without_end(islice(_cells(row), COLUMNS))] * min(int(row.get(f"{TABLE}number-rows-repeated", 1)), ROWS)
    formulas = [cell.get(f"{TABLE}formula") for cell in table.iter(f"{TABLE}table-cell") if cell.get(f"{TABLE}formula")]
    repeated = table.findall(f".//{TABLE}table-header-rows/{TABLE}table-row")
    return Seen(_without_end(rows), formulas, len(repeated))


def _without_end(values) -> list:
    values = list(values)
    while values and not values[-1]:
        values.pop()
    return values


def _cells(row):
    for cell in row:
        kind = cell.get(f"{OFFICE}value-type")
        value = cell.get(f"{OFFICE}date-value") or cell.get(f"{OFFICE}value") or "\n".join(_line(p) for p in cell.iter(f"{TEXT}p"))
        for _time in range(int(cell.get(f"{TABLE}number-columns-repeated", 1))):
            yield (kind, value) if kind and value else None


def _line(paragraph) -> str:
    """The text of a line; several spaces are told as a number."""
    text = paragraph.text or ""
    for part in paragraph:
        text += (" " * int(part.get(f"{TEXT}c", 1)) if part.tag == f"{TEXT}s" else "".join(part.itertext())) + (part.tail or "")
    return text
