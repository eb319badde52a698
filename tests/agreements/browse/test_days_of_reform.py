"""On 31 December 2019 there are 43 municipalities and the day after 39: no page, file or answer of the API mixes the two.

The pages of figures, the measures of the map and the reports are read from their catalogues, so that a new one is held to it too.
"""

import csv
import io
import re
from collections import Counter
from datetime import date

import pytest
from openpyxl import load_workbook

from agreements.reports.asked import Place
from agreements.reports.catalogue import REPORTS
from agreements.statistics.inventory import Inventory
from agreements.statistics.measures import MEASURES
from agreements.statistics.tables.catalogue import PAGES
from municipalities.directory import Directory
from registry.models import Role
from tests.makers import make_user

pytestmark = pytest.mark.django_db
DAYS = [date(2019, 12, 31), date(2020, 1, 1)]
NUMBERS = {DAYS[0]: {"19": 24, "20": 19}, DAYS[1]: {"54": 39}}
ENDED = {
    "Berg",
    "Kvalsund",
    "Lenvik",
    "Skånland",
    "Torsken",
    "Tranøy",
}  # Hammerfest and Tjeldsund ended too, and have heirs so named
FOUNDED = {"Senja"}
WHOLE = {"kommuner": "kommuner", "partnere": "partnere", "matrise": "matrise", "anbefalte-omrader": "kommuner", "verter": "verter"}
REPORT_PLACES = {Place.COUNTY: {DAYS[0]: "55", DAYS[1]: "54"}, Place.REGISTER: dict.fromkeys(DAYS, "")}
days = pytest.mark.parametrize("day", DAYS, ids=str)


def municipalities(day):
    """The municipalities of the register on the day: name by number."""
    directory = Directory.load(day)
    return {entry.number(day): entry.municipality.name for entry in directory.existing()}


def read(client, address, day, **query):
    answer = client.get(address, {"on": day.isoformat(), **query})
    assert answer.status_code == 200, answer
    return answer


def main_of(answer):
    text = answer.content.decode()
    return text[text.index("<main") : text.index("</main>")]


def linked(answer):
    """The numbers of the municipalities that a page leads to, each time with the day."""
    found = re.findall(r'href="/kommuner/(\d{4})/([^"]*)"', main_of(answer))
    assert {query for _number, query in found} <= {f"?on={answer.wsgi_request.GET['on']}"}
    return {number for number, _query in found}


def book_of(answer):
    return load_workbook(io.BytesIO(b"".join(answer.streaming_content)), read_only=True)


def words_of(book):
    """Every text of a workbook that is a name and no more."""
    return {value for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for value in row if value}


def assert_none_of_the_other_day(words, day):
    assert not words & (FOUNDED if day == DAYS[0] else ENDED)


@days
def test_there_are_as_many_as_there_were(real_register, day):
    directory = Directory.load(day)
    assert Counter(entry.number_row(day).county.number for entry in directory.existing()) == NUMBERS[day]
    existing = {pk for pk, entry in directory.entries.items() if entry.municipality.exists_on(day)}
    for purchase in (True, False):
        inventory = Inventory.published(directory, purchase=purchase)
        assert inventory.schemes
        assert all(scheme.municipalities <= existing for scheme in (*inventory.schemes, *inventory.basic_agreements))


@days
@pytest.mark.parametrize("code", PAGES)
def test_a_page_of_figures_its_file_and_the_api(client, real_register, code, day):
    known = municipalities(day)
    answer = read(client, f"/statistikk/{code}/", day)
    assert f"av {len(known)} kommuner er ferdig kartlagt" in main_of(answer)
    assert linked(answer) <= known.keys()
    told = read(client, f"/api/v1/statistics/{code}/", day).json()
    assert told["municipalities"]["all"] == len(known)
    if code in WHOLE:
        assert linked(answer) == known.keys()
        table = next(table for table in told["tables"] if table["code"] == WHOLE[code])
        assert {row["code"]: row["label"] for row in table["rows"] if row["code"] != "utenfra"} == known
    book = book_of(read(client, f"/statistikk/{code}/", day, format="xlsx"))
    assert_none_of_the_other_day(words_of(book), day)
    for table in told["tables"]:
        lines = list(csv.reader(io.StringIO(b"".join(read(
            client, f"/statistikk/{code}/", day, format="csv", table=table["code"]
        ).streaming_content).decode("utf-8-sig")), delimiter=";"))  # fmt: skip
        assert_none_of_the_other_day({cell for line in lines for cell in line}, day)


@days
@pytest.mark.parametrize("figure", MEASURES)
def test_the_map_its_picture_and_its_files(client, real_register, figure, day):
    known = municipalities(day)
    answer = read(client, "/kart/", day, figure=figure)
    assert linked(answer) == known.keys()
    drawn = re.findall(r"<title>([^:<]+):", b"".join(read(client, "/kart/", day, figure=figure, format="svg")).decode())
    assert sorted(drawn) == sorted(known.values())
    book = book_of(read(client, "/kart/", day, figure=figure, format="xlsx"))
    names = [row[0] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)]
    assert sorted(names) == sorted(known.values())
    assert_none_of_the_other_day(words_of(book), day)


@days
@pytest.mark.parametrize(
    ("report", "kind"),
    [(report, kind) for report in REPORTS for kind in REPORT_PLACES if kind in report.places],
    ids=lambda value: getattr(value, "code", value),
)
def test_a_report_its_file_and_the_api(client, real_register, report, kind, day):
    if report.staff:
        client.force_login(make_user(Role.READER))
    place, known = REPORT_PLACES[kind][day], municipalities(day)
    address = f"{report.code}/{place}/" if place else f"{report.code}/"
    page = read(client, f"/rapporter/{address}", day)
    assert f"av {len(known)} kommuner er ferdig kartlagt" in main_of(page)
    offered = re.findall(r'<option value="(\d{4})"', main_of(page))
    assert set(offered) == (known.keys() if Place.MUNICIPALITY in report.places else set())
    counties = re.findall(r'<option value="(\d\d)"', main_of(page))
    assert set(counties) == (NUMBERS[day].keys() if Place.COUNTY in report.places else set())
    if not report.staff:
        told = b"".join(read(client, f"/api/v1/reports/{address}", day).streaming_content).decode()
        assert f'"municipalities":{{"all":{len(known)},' in told
    sheets = book_of(read(client, f"/rapporter/{address[:-1]}.xlsx", day)).worksheets
    assert_none_of_the_other_day(
        {cell for sheet in sheets for row in sheet.iter_rows(max_row=1, values_only=True) for cell in row}, day
    )


@days
def test_the_matrix_has_a_column_for_each(client, real_register, day):
    sheet = book_of(read(client, "/rapporter/deltakermatrise.xlsx", day)).worksheets[0]
    titles = next(sheet.iter_rows(max_row=1, values_only=True))
    assert sorted(titles[7:]) == sorted(municipalities(day).values())


@pytest.mark.parametrize("address", ["/statistikk/", "/kart/", "/api/v1/statistics/kommuner/", "/statistikk/kommuner/?format=xlsx"])
@pytest.mark.parametrize(
    ("day", "found", "known"),
    [
        ("2019-12-31", {"55": 24, "56": 19, "19": 24, "20": 19}, "Troms (19), Finnmark (20)"),
        ("2020-01-01", {"54": 39}, "Troms og Finnmark (54)"),
        ("2023-12-31", {"54": 39}, "Troms og Finnmark (54)"),
        ("2024-01-01", {"55": 21, "56": 18, "19": 21, "20": 18}, "Troms (55), Finnmark (56)"),
    ],
)
def test_a_county_is_there_only_while_it_is(client, real_register, address, day, found, known):
    for county in ("18", "19", "20", "54", "55", "56", "99"):
        answer = client.get(address, {"on": day, "county": county})
        if county not in found:
            assert answer.status_code == 400
            assert f"Registeret har ikke dette fylket per {date.fromisoformat(day):%d.%m.%Y}. Det har: {known}." in words(answer)
            continue
        assert answer.status_code == 200
        if "api" in address:
            assert len(answer.json()["tables"][0]["rows"]) == found[county]
        elif address == "/kart/":
            assert len(linked(answer)) == found[county]


@pytest.mark.parametrize("number", ["1927", "1928", "1929", "1931"])
@pytest.mark.parametrize("code", [report.code for report in REPORTS if Place.MUNICIPALITY in report.places and not report.staff])
def test_a_report_of_one_that_ended_is_its_own_till_the_last_day_and_then_that_of_its_heir(client, real_register, code, number):
    name = municipalities(DAYS[0])[number]
    assert f"{name} kommune, per 31.12.2019" in main_of(read(client, f"/rapporter/{code}/{number}/", DAYS[0]))
    for address, end in ((f"/rapporter/{code}", "/"), (f"/rapporter/{code}", ".xlsx"), (f"/api/v1/reports/{code}", "/")):
        led = client.get(f"{address}/{number}{end}?on=2020-01-01")
        assert (led.status_code, led["Location"]) == (302, f"{address}/5421{end}?on=2020-01-01")


def values(client, address):
    """The numbers of the first table of the API, by row."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    return {row["code"]: row["values"]["antall"] for row in answer.json()["tables"][0]["rows"]}


@pytest.mark.parametrize(
    ("day", "since", "narrowed", "first"),
    [
        ("2020-01-01", "2019-12-31", "", "2019-12-31"),
        ("2024-01-01", "2019-12-31", "", "2019-12-31"),
        ("2024-06-01", "2019-12-31", "&county=55", "2019-12-31"),  # Troms is there on both
        ("2020-06-01", "", "&county=54", "2020-01-01"),  # the county is younger than a year
        ("2024-06-01", "", "&county=56", "2024-01-01"),
        ("2023-06-01", "", "&region=altaregionen", "2023-01-01"),
        ("2020-01-01", "", "&county=54", "2020-01-01"),
    ],
)
def test_the_page_of_changes_begins_with_what_the_first_day_had(client, real_register, day, since, narrowed, first):
    address = "/api/v1/statistics/{page}/?on={day}{narrowed}"
    told = values(client, address.format(page="endring", day=day, narrowed=f"{narrowed}&since={since}"))
    for row, on in (("for", first), ("na", day)):
        overview = values(client, address.format(page="oversikt", day=on, narrowed=narrowed))
        assert told[row] == overview["alle"] > 0
    added = told["nye"] + told["omtalt"] + told["igjen"] + told["annet"]
    assert told["for"] + added - told["avsluttet"] - told["delt"] == told["na"]
    page = client.get(f"/statistikk/endring/?on={day}{narrowed}&since={since}").content.decode()
    assert f"fra {date.fromisoformat(first):%d.%m.%Y} til {date.fromisoformat(day):%d.%m.%Y}." in page


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("on=2020-06-01&county=54&since=2019-12-31", "Troms og Finnmark"),
        ("on=2024-06-01&county=55&since=2022-01-01", "Troms"),
        ("on=2026-01-01&region=altaregionen&since=2022-12-31", "Altaregionen"),
    ],
)
def test_an_earlier_day_without_the_county_or_region_is_refused(client, real_register, query, named):
    for address in ("/statistikk/endring/", "/api/v1/statistics/endring/"):
        answer = client.get(f"{address}?{query}")
        assert answer.status_code == 400
        assert f"Registeret har ikke {named} på denne dagen." in words(answer)


@pytest.mark.parametrize(
    ("day", "codes", "labels"),
    [
        ("2019-12-31", "1931,1924", ["Lenvik", "Målselv"]),
        ("2020-01-01", "5421,5418", ["Senja", "Målselv"]),
        ("2026-01-01", "5421,5418", ["Senja", "Målselv"]),
        ("2026-01-01", "5530,5421,5524", ["Senja", "Målselv"]),  # the same by two numbers is one
    ],
)
def test_those_set_side_by_side_are_those_of_the_day(client, real_register, day, codes, labels):
    told = client.get(f"/api/v1/statistics/sammenligning/?on={day}&compare={codes}").json()
    assert [column["label"] for column in told["tables"][0]["columns"]] == labels
    assert all(row["values"] for row in told["tables"][0]["rows"])


@pytest.mark.parametrize("query", ["on=2020-01-01&compare=1931,5418", "on=2019-12-31&compare=5421", "compare=1850,5530"])
def test_one_that_does_not_exist_on_the_day_is_not_compared(client, real_register, query):
    answer = client.get(f"/statistikk/sammenligning/?{query}")
    assert answer.status_code == 400
    assert "slik de er på datoen" in words(answer)


def test_where_the_division_has_no_regions_nothing_is_said_of_them(client, real_register):
    told = client.get("/api/v1/statistics/niva/?on=2019-12-31").json()
    found = {row["code"]: row["values"]["antall"] for row in told["tables"][0]["rows"]}
    assert (found["region"], found["flere-regioner"]) == (None, None)
    assert found["ikke-plassert"] > 0
    assert "Registeret har ingen regioner i inndelingen «NIVI 2023» per 31.12.2019" in " ".join(told["how_counted"])
    assert client.get("/api/v1/statistics/niva/?on=2024-01-01").json()["tables"][0]["rows"][3]["values"]["antall"] is not None


def words(answer):
    return answer.content.decode()
