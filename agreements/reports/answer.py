"""A report as JSON, piece by piece: the rows of a large one are never all in memory."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import orjson
from django.conf import settings

from agreements.reports.report import Asked, Heading, Item, Layout, Report, Sheet, value_of
from agreements.reports.workbook import address_of

AT_ONCE = 500  # rows in a piece


def json_of(report: Report, asked: Asked) -> Iterator[bytes]:
    """The whole answer. Everything that can be refused is refused before the first piece."""
    return _pieces(_about(report, asked), report.sheets(asked))


def listed(report: Report) -> dict:
    """What the list of reports tells of one."""
    return {"code": report.code, "title": str(report.title), "about": str(report.about), "places": sorted(report.places)}


def _about(report: Report, asked: Asked) -> dict:
    coverage = asked.coverage
    return {
        **listed(report),
        "on": asked.day,
        "since": asked.earlier if report.since else None,
        "place": asked.number or None,
        "place_name": asked.name,
        "municipalities": {"all": coverage.municipalities, "mapped": coverage.mapped, "confirmed": coverage.confirmed},
        "file": settings.SITE_URL + address_of(report, asked, ".xlsx"),
    }


def _pieces(about: dict, sheets: Iterator[Sheet]) -> Iterator[bytes]:
    yield orjson.dumps(about)[:-1] + b',"sheets":['
    for number, sheet in enumerate(sheets):
        yield b"," * bool(number) + orjson.dumps(_head(sheet))[:-1] + b',"rows":['
        yield from _rows(sheet)
        yield b"]}"
    yield b"]}"


def _head(sheet: Sheet) -> dict:
    columns = [
        {"code": column.code, "label": str(column.heading), "help": str(column.help), "kind": column.kind}
        for column in sheet.columns
    ]
    return {"code": sheet.code, "title": sheet.title, "layout": sheet.layout, "note": sheet.note or None, "columns": columns}


def _rows(sheet: Sheet) -> Iterator[bytes]:
    columns, pending, comma = sheet.columns, [], b""
    for record in sheet.records():
        row = {column.code: _plain(value_of(column, record)) for column in columns}
        if sheet.layout == Layout.TEXT:
            row |= {"heading": isinstance(record, Heading), "item": isinstance(record, Item)}
        pending.append(orjson.dumps(row))
        if len(pending) == AT_ONCE:
            yield comma + b",".join(pending)
            pending, comma = [], b","
    if pending:
        yield comma + b",".join(pending)


def _plain(value: Any) -> Any:
    """A value as JSON has it; text that comes from the forms' names is translated now."""
    return value if value is None or isinstance(value, bool | int | float | date | datetime) else str(value)
