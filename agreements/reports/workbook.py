"""A report as a workbook: its sheets in order, then where the data come from and what the columns mean."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import BinaryIO

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from agreements.columns.column import readers
from agreements.columns.read_me import PUBLISHER, Origin, write_read_me
from agreements.reports.report import Asked, Column, Heading, Item, Layout, Opens, Report, Sheet
from registry.excel.writing import ExcelFile
from registry.periods import show_day


def workbook(report: Report, asked: Asked) -> BinaryIO:
    """The file."""
    place = _("%(place)s, per %(day)s") % {"place": asked.name, "day": show_day(asked.day)}
    sheets = report.sheets(asked)
    with ExcelFile(str(report.title), PUBLISHER, f"{report.title}: {place}") as book:
        number = 0
        for sheet in sheets:
            if sheet.layout == Layout.TABLE:
                number += _write(book, sheet, "" if report.large else sheet.missing)
            else:
                _write_prose(book, sheet, [str(report.title), place] if sheet.layout == Layout.FACTS else [sheet.title])
        told = list(_explained(sheets))
        notes = [(sheet.title, sheet.note) for sheet in sheets if sheet.note]
        origin = Origin(settings.SITE_URL + address_of(report, asked), asked.day, asked.day, asked.coverage, report.staff)
        write_read_me(book, origin, told, number, notes)
        return book.finish()


def file_name(report: Report, asked: Asked) -> str:
    """What the file is called: «arkivplan-5524-malselv-…»."""
    return "-".join(filter(None, [report.code, asked.number, "per", asked.day.isoformat()])) + ".xlsx"


def address_of(report: Report, asked: Asked, suffix: str = "/") -> str:
    """The permanent address of exactly this: the day is in it, and the earlier day where there is one."""
    place = f"/{asked.number}" if asked.number else ""
    days: dict[str, date] = {"on": asked.day}
    if report.since:
        days["since"] = asked.earlier
    query = urlencode({name: day.isoformat() for name, day in days.items()})
    return f"{reverse('report-list')}{report.code}{place}{suffix}?{query}"


def _explained(sheets: Sequence[Sheet]) -> Iterator[tuple[str, list[Column]]]:
    """The tables and the columns to tell of: those of several tables once, and one of those that differ in municipality alone."""
    seen: list[tuple[Column, ...]] = []
    for sheet in sheets:
        if sheet.layout == Layout.TABLE and sheet.columns not in seen:
            seen.append(sheet.columns)
            first = next((column for column in sheet.columns if column.turned), None)
            yield sheet.title, [column for column in sheet.columns if not column.turned or column is first]


def _write(book: ExcelFile, sheet: Sheet, missing: str) -> int:
    """Write a table, with a line where another group begins, or why it has no rows. Returns how many it has."""
    written, read = book.sheet(sheet.title, [column.head for column in sheet.columns]), readers(sheet.columns, people=True)
    codes = [column.code for column in sheet.columns]
    group, last = codes.index(sheet.group) if sheet.group else None, None
    drawn = []
    for record in sheet.records():
        row = [one(record) for one in read]
        if sheet.chart and len(drawn) < sheet.chart.rows:
            drawn.append(row)
        begins = group is not None and last is not None and row[group] != last
        last = row[group] if group is not None else None
        written.append(row, begins)
    if not written.number and missing:
        written.append([missing, *[None] * (len(read) - 1)])
        return 0
    if sheet.chart:
        written.draw(sheet.chart, drawn)
    return written.number


def _write_prose(book: ExcelFile, sheet: Sheet, titles: Sequence[str]) -> None:
    """Write what is read from top to end, under one or two headings."""
    read = readers(sheet.columns, people=True)
    written = book.prose(sheet.title, [column.width for column in sheet.columns])
    for title, look in zip(titles, ("title", "bold"), strict=False):
        written.line(title, look)
    for record in sheet.records():
        if isinstance(record, Heading):
            written.line(str(record), "bold")
        elif isinstance(record, Item):
            written.line(str(record), "item")
        elif isinstance(record, Opens):
            written.link(record.title, record.about)
        else:
            written.append([one(record) for one in read])
