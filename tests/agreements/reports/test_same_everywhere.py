"""Every report of the catalogue: page, file, command and API say the same, cell by cell."""

import io
import json
import re
from datetime import date, datetime
from html.parser import HTMLParser

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime
from openpyxl import load_workbook

from agreements.browse.reports import SHOWN, words_of
from agreements.reports.asked import Place
from agreements.reports.catalogue import REPORTS
from registry.models import Role
from tests.makers import make_user

pytestmark = pytest.mark.django_db
DAYS = ["2026-12-31", "2019-12-31", "1900-01-01"]
PLACES = {Place.MUNICIPALITY: "5524", Place.COUNTY: "55", Place.REGION: "altaregionen", Place.REGISTER: ""}
MOST_QUERIES, YES_NO = 30, {True: "ja", False: "nei"}
CASES = [(report, PLACES[place]) for report in REPORTS for place in sorted(report.places)]


def address_of(report, place, suffix):
    return f"/rapporter/{report.code}{'/' if place else ''}{place}{suffix}"


def sheets_of(answer):
    """The sheets of the workbook but the read-me, by title: every row that is not empty."""
    content = b"".join(answer.streaming_content)
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: [row for row in sheet.iter_rows(values_only=True) if any(row)] for sheet in book.worksheets[:-1]}


class Sections(HTMLParser):
    """The rows of each sheet as the page shows them: the texts of its cells."""

    def __init__(self, text):
        super().__init__()
        self.found, self._code, self._cell, self._in_body = {}, "", None, False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "section":
            name = attributes.get("aria-labelledby", "")
            self._code = name[2:] if name.startswith("s-") else ""
            self.found.setdefault(self._code, [])
        if tag in ("tbody", "dl", "thead"):
            self._in_body = tag != "thead"
        if tag in ("tr", "div") and self._code and self._in_body:
            self.found[self._code].append([])
        if tag in ("th", "td", "dt", "dd") and self._code and self._in_body:
            self._cell = ""
        if tag == "br" and self._cell is not None:
            self._cell += "\n"

    def handle_endtag(self, tag):
        if tag in ("th", "td", "dt", "dd") and self._cell is not None:
            self.found[self._code][-1].append(self._cell)
            self._cell = None

    def handle_data(self, data):
        if self._cell is not None:
            self._cell += data


def plain(value):
    """A value however it was read: a day as its text, a number without its kind."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\dT\d\d:", value):
        return localtime(datetime.fromisoformat(value)).date().isoformat()
    if isinstance(value, int | float):
        return round(float(value), 6)
    return value or None


@pytest.mark.parametrize("report", [report for report in REPORTS if Place.REGION in report.places and not report.staff])
def test_a_place_that_was_not_there_yet_is_not_found_and_the_page_says_so(client, real_register, report):
    place = PLACES[Place.REGION]
    for suffix in ("/", ".xlsx"):
        answer = client.get(f"{address_of(report, place, suffix)}?on=2019-12-31")
        assert answer.status_code == 404
        assert "Rapporten kan ikke lages for «altaregionen» per 31.12.2019." in answer.content.decode()
    answer = client.get(f"/api/v1/reports/{report.code}/{place}/?on=2019-12-31")
    assert answer.json()["errors"][0]["message"] == "Rapporten kan ikke lages for «altaregionen» per 31.12.2019."


@pytest.mark.parametrize(
    ("report", "place", "day"),
    [(*case, day) for case in CASES for day in DAYS if day > "2023" or case[1] != PLACES[Place.REGION]],
    ids=lambda value: getattr(value, "code", value),
)
def test_page_file_and_api_say_the_same(client, real_register, report, place, day):
    if report.staff:
        client.force_login(make_user(Role.READER))
    page = client.get(f"{address_of(report, place, '/')}?on={day}", follow=True)
    file = sheets_of(client.get(f"{address_of(report, place, '.xlsx')}?on={day}", follow=True))
    shown = Sections(page.content.decode()).found
    if report.staff:
        assert client.get(f"/api/v1/reports/{report.code}/").status_code == 404
        return
    told = client.get(f"/api/v1/reports{page.request['PATH_INFO'].removeprefix('/rapporter')}?on={day}")  # by the number of the day
    for sheet in told_by(told)["sheets"]:
        rows, kinds = sheet["rows"], {column["code"]: column["kind"] for column in sheet["columns"]}
        cells = file.pop(sheet["title"])
        if sheet["layout"] == "table":
            assert [text.casefold() for text in cells.pop(0)] == [column["label"].casefold() for column in sheet["columns"]]
        else:
            del cells[: 2 if sheet["layout"] == "facts" else 1]  # its titles
        if sheet["layout"] == "table" and not rows and cells:
            assert cells.pop()[0] in page.content.decode(), "why there are no rows"
        assert len(cells) == len(rows)
        for row, cell in zip(rows, cells, strict=True):
            assert [plain(row[code]) for code in kinds] == [plain(value) for value in cell[: len(kinds)]]
        if sheet["layout"] == "table" and rows and not report.large:
            on_page = [row for row in shown[sheet["code"]] if len(row) == len(kinds)]
            expected = [[written(row[code], kind) for code, kind in kinds.items()] for row in rows[:SHOWN]]
            assert on_page == expected
    assert file == {}


def told_by(answer):
    assert answer.status_code == 200, answer
    return json.loads(answer.getvalue())


def written(value, kind):
    """A value of the API as the page writes it."""
    if isinstance(value, bool):
        return YES_NO[value]
    if kind == "date" and value and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        value = date.fromisoformat(value)
    return words_of(value, kind)


@pytest.mark.parametrize(("report", "place"), CASES, ids=lambda value: getattr(value, "code", value))
def test_it_asks_the_database_no_more_where_there_is_more(client, real_register, report, place):
    if report.staff:
        client.force_login(make_user(Role.READER))
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address_of(report, place, ".xlsx"))
        assert answer.status_code == 200
    assert len(queries) <= MOST_QUERIES * (1 + report.large), "\n".join(query["sql"][:200] for query in queries)


@pytest.mark.parametrize(("report", "place"), CASES, ids=lambda value: getattr(value, "code", value))
def test_an_empty_register_answers_soundly(client, report, place):
    if report.staff:
        client.force_login(make_user(Role.READER))
    answer = client.get(address_of(report, place, ".xlsx"))
    assert answer.status_code == (404 if place else 200)


@pytest.mark.parametrize(("report", "place"), CASES, ids=lambda value: getattr(value, "code", value))
def test_the_command_writes_the_same_cells(client, real_register, tmp_path, report, place):
    if report.staff:
        client.force_login(make_user(Role.READER))
    kind = next(name for name, number in PLACES.items() if number == place)
    path, where = tmp_path / "ut.xlsx", [f"--{kind}", place] if place else []
    call_command("report", report.code, *where, "--on", "2026-12-31", "--out", str(path))
    book = load_workbook(path)
    written_by_command = {
        sheet.title: [row for row in sheet.iter_rows(values_only=True) if any(row)] for sheet in book.worksheets[:-1]
    }
    assert written_by_command == sheets_of(client.get(f"{address_of(report, place, '.xlsx')}?on=2026-12-31"))
