"""A selection is the same on the page, in Excel and in CSV, and every file says how sure it is."""

import csv
from datetime import datetime
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from agreements import actions
from agreements.columns.files import AGREEMENTS, CHANGES, MUNICIPALITIES, REGIONS
from agreements.columns.participation import PARTICIPATION
from agreements.models import Ownership, Participation
from registry.changes import Actor
from registry.periods import parse_date
from tests.libreoffice import libreoffice_reads, needs_libreoffice
from tests.makers import make_agreement, make_mapping_status, make_municipality, make_organisation, make_user

pytestmark = pytest.mark.django_db
PAGES = {"/samarbeid/": AGREEMENTS, "/kommuner/": MUNICIPALITIES, "/regioner/": REGIONS, "/endringer/": CHANGES}
UNCERTAINTY = {
    "form_basis",
    "participants_complete",
    "evidence_date",
    "valid_from_precision",
    "last_day_precision",
    "counts_as_formal",
    "mapping",
    "last_confirmed",
}


def as_csv(client, address, **query):
    answer = client.get(address, {**query, "format": "csv"})
    assert answer.status_code == 200, answer.content.decode()[:2000]
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text[1:]), delimiter=";"))


def as_book(client, address, **query):
    answer = client.get(address, {**query, "format": "xlsx"})
    assert answer.status_code == 200
    return load_workbook(BytesIO(b"".join(answer.streaming_content)))


def table(sheet, columns):
    """The rows of a sheet by the codes of its columns."""
    head, *rows = sheet.iter_rows(values_only=True)
    codes = {column.head.heading: column.code for column in columns}
    return [{codes[heading]: value for heading, value in zip(head, row, strict=True)} for row in rows]


SELECTIONS = [
    {},
    {"q": "barnevern"},
    {"q": "barnevern Dyrøy"},
    {"municipality": "5528"},
    {"municipality": "1931", "on": "2019-06-01"},
    {"on": "2019-06-01", "ordering": "-parties"},
    {"on": "31.12.2025", "county": "56"},
    {"host": "5503"},
    {"legal_form": ["iks", "vertskommune"], "ordering": "-valid_from"},
    {"status": "uavklart", "sector": "helse"},
    {"region": "altaregionen", "counts": "ja"},
    {"on": "1900-01-01"},
    {"changed_since": "2020-01-01", "ordering": "status"},
]


@pytest.mark.parametrize("query", SELECTIONS)
def test_page_csv_and_excel_have_the_same_agreements_parties_and_figures(client, real_register, query):
    page = client.get("/samarbeid/", {**query, "page_size": 1000})
    shown = page.context["rows"] if page.context["page"].object_list else []
    lines, book = as_csv(client, "/samarbeid/", **query), as_book(client, "/samarbeid/", **query)
    rows = table(book.worksheets[0], AGREEMENTS.columns)
    ids = [row.agreement.pk for row in shown]
    assert [int(line["id"]) for line in lines] == [row["id"] for row in rows] == ids
    for row, line, cells in zip(shown, lines, rows, strict=True):
        assert line["status"] == row.status and cells["status"] == row.status.label
        assert line["participants"] == (cells["participants"] or "")
        assert int(line["participants_number"]) == cells["participants_number"]
        for party in row.parties:
            assert party.party.name in line["participants"]
    parties = table(book.worksheets[1], PARTICIPATION)
    assert len(parties) == sum(row["participants_number"] for row in rows)
    if "on" in query:
        expected = [(row.agreement.pk, party.party.name) for row in shown for party in row.parties]
        assert sorted((row["agreement_id"], row["party"]) for row in parties) == sorted(expected)


@pytest.mark.parametrize("query", [{}, {"on": "2019-06-01"}, {"county": "56", "ordering": "-population"}, {"q": "lenvik"}])
def test_municipalities_have_the_figures_of_the_page(client, real_register, query):
    shown = client.get("/kommuner/", {**query, "page_size": 1000}).context["page"].object_list
    expected = [(row.number, row.tally.agreements, row.tally.hosted) for row in shown]
    lines, book = as_csv(client, "/kommuner/", **query), as_book(client, "/kommuner/", **query)
    assert [(line["number"], int(line["agreements"]), int(line["hosted"])) for line in lines] == expected
    rows = table(book.worksheets[0], MUNICIPALITIES.columns)
    assert [(row["number"], row["agreements"], row["hosted"]) for row in rows] == expected
    assert {row["figures_are_minimum"] for row in rows} == {"ja"}


@pytest.mark.parametrize("query", [{}, {"on": "2019-06-01"}, {"kind": "regionråd"}, {"q": "senja"}])
def test_regions_have_the_members_of_the_page(client, real_register, query):
    shown = [row for _kind, rows in client.get("/regioner/", query).context["groups"] for row in rows]
    expected = [(row.region.slug, len(row.members.members), row.members.population) for row in shown]
    rows = table(as_book(client, "/regioner/", **query).worksheets[0], REGIONS.columns)
    assert [(row["slug"], row["members_number"], row["population"]) for row in rows] == expected
    assert [line["slug"] for line in as_csv(client, "/regioner/", **query)] == [slug for slug, *_rest in expected]


def test_changes_are_those_of_the_page_without_names_or_reasons(client):
    agreement = make_agreement("Vakten", start="2010")
    actions.end(agreement, last_day=parse_date("31.12.2025"), by=Actor.of(make_user(name="Kari Nordmann")), reason="Uenighet")
    lines = as_csv(client, "/endringer/")
    assert [line["kind"] for line in lines] == ["ended", "created"]
    assert "31.12.2025" in lines[0]["differences"]
    text = str(lines) + str([list(s.iter_rows(values_only=True)) for s in as_book(client, "/endringer/").worksheets])
    assert "Kari" not in text and "Uenighet" not in text


@pytest.mark.parametrize("query", [{}, {"columns": "host"}, {"columns": ["host", "status,url"]}])
def test_uncertainty_stands_in_every_file_whatever_is_chosen(client, query):
    make_agreement(parties=[(make_municipality(),)])
    assert as_csv(client, "/samarbeid/", **query)[0].keys() >= {"id", "name", *UNCERTAINTY}


def test_chosen_columns_and_no_others_beside_them(client):
    make_agreement()
    always = {column.code for column in AGREEMENTS.columns if column.always}
    assert set(as_csv(client, "/samarbeid/", columns="host,url")[0]) == always | {"host", "url"}
    sheet = as_book(client, "/samarbeid/", columns="host,url").worksheets[0]
    assert set(table(sheet, AGREEMENTS.columns)[0]) == always | {"host", "url"}


def test_chosen_columns_are_remembered_in_the_addresses_of_the_page(client):
    make_agreement()
    text = client.get("/samarbeid/", {"columns": "host,url", "page_size": "10"}).content.decode()
    assert 'href="/samarbeid/?columns=host%2Curl&amp;format=xlsx"' in text
    assert 'value="host" checked' in text and 'value="status_basis" checked' not in text


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    "query", [{"format": "pdf"}, {"columns": "tull"}, {"page": "1", "format": "csv"}, {"page_size": "5", "format": "xlsx"}]
)
def test_what_a_file_cannot_be_is_refused_by_name(client, address, query):
    answer = client.get(address, query)
    assert answer.status_code == 400
    assert next(iter(query)) in answer.content.decode()


def test_an_unknown_column_is_answered_with_those_there_are(client):
    text = client.get("/samarbeid/?columns=tull").content.decode()
    assert "tull" in text and "participants_complete" in text


def test_an_imprecise_date_is_no_date_cell_and_an_exact_one_is(client):
    make_agreement("Omtrent", start="2008", last_day="31.12.2024", parties=[(make_municipality(),)])
    row = table(as_book(client, "/samarbeid/").worksheets[0], AGREEMENTS.columns)[0]
    assert (row["valid_from"], row["valid_from_text"], row["valid_from_precision"]) == (None, "2008", "år")
    assert (row["last_day"].date().isoformat(), row["last_day_text"]) == ("2024-12-31", "31.12.2024")
    line = as_csv(client, "/samarbeid/")[0]
    assert (line["valid_from"], line["valid_from_precision"], line["last_day"]) == ("2008-01-01", "year", "2024-12-31")


def test_the_mapping_of_the_parties_is_told(client):
    dyroy, alta, county = make_municipality("Dyrøy"), make_municipality("Alta"), make_organisation()
    make_mapping_status(alta, "mapped")
    make_agreement(parties=[(dyroy,), (alta,), (county,)])
    book = as_book(client, "/samarbeid/")
    assert table(book.worksheets[0], AGREEMENTS.columns)[0]["mapping"] == "1 av 2 kommuner ferdig kartlagt"
    found = {row["party"]: row["party_mapping"] for row in table(book.worksheets[1], PARTICIPATION)}
    assert found == {"Dyrøy": "ikke kartlagt", "Alta": "kartlagt", county.name: None}


def test_the_read_me_sheet_tells_licence_day_address_coverage_and_columns(client, real_register):
    book = as_book(client, "/samarbeid/", on="2019-06-01", q="barnevern", columns="host", utm_source="x")
    rows = {row[0]: row[2] for row in book.worksheets[-1].iter_rows(min_row=2, max_row=14, values_only=True)}
    assert "NLOD) 2.0" in rows["Lisens"]
    assert rows["Utvalg"] == "http://127.0.0.1:8000/samarbeid/?on=2019-06-01&q=barnevern"
    assert rows["Dataene gjelder"].startswith("01.06.2019")
    assert rows["Dekning"].startswith("0 av 43 kommuner")
    told = [row[1] for row in book.worksheets[-1].iter_rows(values_only=True)]
    assert {cell.value for cell in [*book.worksheets[0][1], *book.worksheets[1][1]]} <= set(told)


def test_a_draft_is_in_no_file_whoever_asks(client):
    make_agreement("Utkastet", publication="draft")
    make_agreement("Det andre")
    client.force_login(make_user())
    assert [line["name"] for line in as_csv(client, "/samarbeid/")] == ["Det andre"]


def test_nothing_from_the_register_runs_as_a_formula(client):
    make_agreement('=HYPERLINK("http://x";"y")', legal_basis="@SUM(A1)", parties=[(make_organisation("+47 as"),)])
    line = as_csv(client, "/samarbeid/")[0]
    assert line["name"].startswith("'=") and line["legal_basis"] == "'@SUM(A1)" and line["participants"].startswith("'+47")
    sheet = as_book(client, "/samarbeid/").worksheets[0]
    assert {cell.data_type for cell in sheet[2]} <= {"inlineStr", "s", "n", "d"}  # and no "f"
    assert '=HYPERLINK("http://x";"y")' in [cell.value for cell in sheet[2]]


def in_libreoffice(value):
    """What kind a value of openpyxl's is to LibreOffice, and the value, as far as it is told there."""
    if value in (None, ""):
        return None
    if isinstance(value, datetime):
        return "date", value.isoformat().removesuffix("T00:00:00")[:16]
    return ("string", value) if isinstance(value, str) else ("number", float(value))


@needs_libreoffice
def test_libreoffice_opens_every_list_and_reads_the_same_cells(client, real_register, tmp_path):
    Ownership.objects.create(participation=Participation.objects.first(), share_num=1, share_den=3)
    paths = [tmp_path / f"{address.strip('/')}.xlsx" for address in PAGES]
    for path, address in zip(paths, PAGES, strict=True):
        path.write_bytes(b"".join(client.get(address, {"format": "xlsx"}).streaming_content))
    for path, seen in zip(paths, libreoffice_reads(paths), strict=True):
        for sheet in load_workbook(path):
            table = seen[sheet.title]
            ours = [[in_libreoffice(value) for value in row] for row in sheet.values]
            theirs = [[_rounded(cell) for cell in row] + [None] * (sheet.max_column - len(row)) for row in table.rows]
            assert theirs == ours
            assert not table.formulas
            assert (table.repeated_rows, table.filtered.split(".")[-1]) == (1, sheet.auto_filter.ref.split(":")[-1])


def _rounded(cell):
    """A cell of LibreOffice's in the words of `in_libreoffice`."""
    if cell is None or cell[0] == "string":
        return cell
    return ("date", cell[1][:16]) if cell[0] == "date" else ("number", pytest.approx(float(cell[1]), rel=1e-12))


@pytest.mark.parametrize("address", PAGES)
def test_queries_do_not_grow_with_rows(client, real_register, django_assert_max_num_queries, address):
    with django_assert_max_num_queries(15):
        assert as_csv(client, address)
    with django_assert_max_num_queries(15):
        as_book(client, address)


@pytest.mark.parametrize("address", PAGES)
def test_every_list_has_the_buttons(client, real_register, address):
    text = client.get(address).content.decode()
    assert f"{address}?format=xlsx" in text and f"{address}?format=csv" in text


@pytest.mark.parametrize("resource", [*PAGES.values()])
def test_every_column_has_one_code_one_heading_and_a_meaning(resource):
    codes, headings = [c.code for c in resource.columns], [c.head.heading for c in resource.columns]
    assert len(set(codes)) == len(codes) and len(set(headings)) == len(headings)
    assert all(str(column.help) for column in resource.columns)
    assert len({column.head.heading for column in PARTICIPATION}) == len(PARTICIPATION)
