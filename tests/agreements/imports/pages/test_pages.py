"""The pages of an import: who may see them, the whole road from upload to undo, and every refusal in words."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from agreements.imports.applying import running
from agreements.imports.urls import urlpatterns
from agreements.models import Agreement, Import, Publication, RememberedHeadings
from registry.models import Role
from tests.agreements.imports.files import FORM, applied, csv_file, planned, scheme
from tests.makers import make_agreement, make_municipality, make_user
from tests.test_pages import MOST_QUERIES, assert_whole

pytestmark = pytest.mark.django_db
ALLOWED = (Role.CASE_OFFICER, Role.ADMINISTRATOR)


@pytest.fixture(autouse=True)
def places():
    return [make_municipality(name) for name in ("Dyrøy", "Salangen", "Bardu", "Målselv")]


@pytest.fixture
def officer(client):
    client.force_login(make_user(name="Kari Nordmann"))
    return client


def send(client, *files, **fields):
    uploaded = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(reverse("import-list"), {"file": uploaded, **fields}, follow=True)


def text(answer):
    return answer.content.decode()


def address(name, found):
    return reverse(f"import-{name}", args=[found.pk])


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: pattern.name)
def test_every_page_is_for_those_who_may_write_and_is_not_there_for_others(client, role, pattern):
    found = planned(scheme("Felles vaktmester"))
    if role:
        client.force_login(make_user(role, municipality=make_municipality() if role == Role.MUNICIPALITY else None))
    place = {"pk": found.pk} if pattern.pattern.converters else {}
    for method in (client.get, client.post):
        status = method(reverse(pattern.name, kwargs=place)).status_code
        if role in ALLOWED:
            assert status in (200, 302, 400, 405)
        else:
            assert status == (404 if role else 302)
            assert not Agreement.objects.exists()


def test_from_upload_to_undo(officer):
    answer = send(officer, ("dyroy.csv", csv_file(scheme("Felles vaktmester", purpose="Drift av bygg"), scheme("Felles lønn"))))
    found = Import.objects.get()
    assert answer.redirect_chain[-1][0] == address("detail", found)
    assert_whole(answer)
    assert "Felles vaktmester" in text(answer) and "Drift av bygg" in text(answer)
    assert not Agreement.objects.exists()
    assert "Skriv 2 samarbeid" in text(officer.get(address("apply", found)))
    answer = officer.post(address("apply", found), {"publisering": "utkast"}, follow=True)
    assert_whole(answer)
    assert "Importen er tatt i bruk" in text(answer) and "Publiser 2 utkast" in text(answer)
    assert set(Agreement.objects.values_list("publication", flat=True)) == {Publication.DRAFT}
    officer.post(address("publish", found))
    assert set(Agreement.objects.values_list("publication", flat=True)) == {Publication.PUBLISHED}
    assert_whole(officer.get(address("undo", found)))
    answer = officer.post(address("undo", found), follow=True)
    assert "Importen er angret" in text(answer) and "Kari Nordmann" in text(answer)
    assert set(Agreement.objects.values_list("publication", flat=True)) == {Publication.WITHDRAWN}


def test_a_pasted_table_is_read_as_a_file(officer):
    answer = send(officer, table="Navn\tKommuner\tSamarbeidsform\nFelles vaktmester\tDyrøy, Salangen\t" + FORM)
    assert "Felles vaktmester" in text(answer)
    found = Import.objects.get()
    assert (found.pasted, found.state) == (True, Import.State.PLANNED)
    assert found.name.startswith("Limt inn")


@pytest.mark.parametrize(
    ("files", "fields", "words"),
    [
        ([], {}, "Velg en fil, eller lim inn en tabell."),
        ([("a.csv", b"x")], {"table": "Navn\tKommuner"}, "ikke begge deler"),
        ([("a.csv", b"Navn;Kommuner")], {"as_of": "31.02.2025"}, "31.02.2025"),
        ([("stor.xlsx", b"0" * (20 * 1024 * 1024 + 1))], {}, "stor.xlsx"),
    ],
)
def test_what_cannot_be_taken_in_is_said_at_the_form_and_nothing_is_stored(officer, files, fields, words):
    answer = send(officer, *files, **fields)
    assert answer.status_code == 400
    assert words in text(answer)
    assert_whole(answer)
    assert not Import.objects.exists()


def test_a_file_that_cannot_be_read_says_why(officer):
    answer = send(officer, ("bilde.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 100))
    assert_whole(answer)
    assert "Dette er et bilde" in text(answer)
    officer.post(address("again", Import.objects.get()))
    assert Import.objects.count() == 2


def test_headings_are_asked_about_once(officer):
    head, rows = ("Navn", "Kommuner", "Samarbeidsform", "Hokus"), [("Felles lønn", "Dyrøy", FORM, "Lønn for alle")]
    answer = send(officer, ("a.csv", csv_file(*rows, head=head)))
    found = Import.objects.get()
    assert answer.redirect_chain[-1][0] == address("headings", found)
    assert_whole(answer)
    assert "Lønn for alle" in text(answer)
    answer = officer.post(address("headings", found), {"0:a/3": ""})
    assert answer.status_code == 400 and "Si hva kolonnen «Hokus» er" in text(answer)
    answer = officer.post(address("headings", found), {"0:a/3": "name"})
    assert answer.status_code == 400 and "valgt for flere kolonner" in text(answer)
    answer = officer.post(address("headings", found), {"0:a/3": "purpose"}, follow=True)
    assert "Lønn for alle" in text(answer) and RememberedHeadings.objects.count() == 1
    answer = send(officer, ("b.csv", csv_file(*rows, head=head)))
    assert answer.redirect_chain[-1][0] == address("detail", Import.objects.first())


def test_a_column_has_examples_from_under_its_heading_and_each_choice_means_one_thing(officer):
    rows = (
        "Kommune:\tMålselv",
        "Løpenr.\tTjenesteområde\tHva\tHvem\tFra",
        "1\tHelse\tLegevakt\tAlta\t2001",
        "2\tSkole\tPPT\tBardu\t2002",
    )
    officer.post("/import/", {"table": "\n".join(rows)})
    page = officer.get(address("headings", Import.objects.get())).context
    [table] = page["sheets"]
    assert [column["examples"] for column in table["unknown"]] == [["Legevakt", "PPT"], ["Alta", "Bardu"]]
    titles = [field.title for field in page["fields"]]
    assert len(titles) == len(set(titles)) > 20


def test_a_question_is_answered_kept_and_can_be_forgotten(officer):
    agreement = make_agreement("Felles vaktmester", purpose="Gammel")
    send(officer, ("a.csv", csv_file(("Felles vaktmester Sør", "Ny tekst"), head=("Navn", "Formål"))))
    found = Import.objects.get()
    [question] = found.about["questions"]
    page = officer.get(address("detail", found))
    assert_whole(page)
    assert question["text"].replace("«", "«") in text(page) and 'value="ny"' in text(page)
    answer = officer.post(address("answer", found), {}, follow=True)
    assert "Ingen svar var valgt" in text(answer)
    answer = officer.post(address("answer", found), {f"svar-{question['key']}": str(agreement.pk)}, follow=True)
    assert "<del>Gammel</del>" in text(answer) and "<ins>Ny tekst</ins>" in text(answer)
    answer = officer.post(address("answer", found), {"glem": question["key"]}, follow=True)
    assert Import.objects.get().about["counts"] == {"asked": 1}


def test_refused_values_stand_in_a_table_with_what_would_be_right(officer):
    send(officer, ("a.csv", csv_file(scheme("Felles lønn", start="31.02.2019"))))
    answer = officer.get(address("detail", Import.objects.get()), {"vis": "refused"})
    assert_whole(answer)
    assert "31.02.2019" in text(answer) and "Riktig kan være" in text(answer)


def test_the_receipt_is_the_workbook_with_what_became_of_each_row(officer):
    found = applied(scheme("Felles vaktmester"), scheme("Felles lønn", start="31.02.2019"))
    answer = officer.get(address("receipt", found))
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in rows] == ["Navn", "Felles vaktmester", "Felles lønn"]
    assert [row[-1] for row in rows][1:] == ["ny", "avvist"]
    assert any("31.02.2019" in cell.comment.text for cell in sheet[3] if cell.comment)


def test_receipts_of_several_files_come_packed(officer):
    send(officer, ("a.csv", csv_file(scheme("Felles lønn"))), ("b.csv", csv_file(scheme("Felles arkiv", "Bardu"))))
    answer = officer.get(address("receipt", Import.objects.get()))
    assert answer["Content-Type"] == "application/zip"


def test_the_template_is_there(officer):
    answer = officer.get(reverse("import-template"))
    assert load_workbook(BytesIO(b"".join(answer.streaming_content))).sheetnames


def test_a_long_list_is_in_pages_with_few_queries(officer):
    found = planned(*(scheme(f"Kraftlag {place}") for place in range(60)))
    for query in ("", "?vis=new", "?vis=new&page=3"):
        with CaptureQueriesContext(connection) as asked:
            answer = officer.get(address("detail", found) + query)
        assert answer.status_code == 200, query
        assert_whole(answer)
        assert len(asked) <= MOST_QUERIES
    assert officer.get(address("detail", found) + "?vis=new&page=4").status_code == 404
    assert officer.get(address("detail", found) + "?vis=tull").status_code == 400


def test_one_that_is_being_read_can_be_left_and_come_back_to(officer, monkeypatch):
    monkeypatch.setattr(running, "SMALL_ROWS", 0)
    answer = send(officer, ("a.csv", csv_file(scheme("Felles lønn"))))
    assert_whole(answer)
    assert "står i kø" in text(answer) and 'http-equiv="refresh"' in text(answer)
    found = Import.objects.get()
    assert "HX-Refresh" not in officer.get(address("detail", found), headers={"hx-request": "true"})
    running.advance_next()
    assert officer.get(address("detail", found), headers={"hx-request": "true"})["HX-Refresh"] == "true"
    answer = officer.post(address("apply", found), {"publisering": "publiser"}, follow=True)
    assert "Skriver i registeret" in text(answer)
    running.advance_next()
    assert "Importen er tatt i bruk" in text(officer.get(address("detail", found)))


def test_what_is_left_is_read_again_as_an_import_of_its_own(officer):
    found = applied(scheme("Felles vaktmester"), scheme("Felles lønn", start="31.02.2019"))
    answer = officer.post(address("again", found), follow=True)
    new = Import.objects.first()
    assert new != found
    assert new.about["counts"] == {"unchanged": 1, "refused": 1}
    assert "ingenting å skrive" in text(answer)


def test_a_pasted_table_that_is_too_long_is_refused_in_words(officer):
    answer = send(officer, table="Navn\tKommuner\n" + "x" * 2_000_001)
    assert answer.status_code == 400
    assert "2000000" in text(answer).replace(" ", "").replace("\xa0", "").replace(".", "")
    assert not Import.objects.exists()
