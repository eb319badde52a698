"""An import in a browser: the whole road from upload to undo with and without JavaScript, every page of it fit for everybody."""

import pytest

from tests.agreements.imports.files import FORM, HEAD, csv_file
from tests.browser.test_every_page import assert_fit

LONG = 700  # rows, which the worker reads


def rows(mark):
    """Something new, something to ask about, something refused, and a heading nobody knows."""
    return [
        (f"Kraftlag {mark}", "Dyrøy, Salangen", FORM, "01.01.2020", "Strøm", "x"),
        (f"Snøbrøyting {mark}", f"Bardu, Tullball{mark}", FORM, "2021", "Vei", "y"),
        (f"Byarkiv {mark}", "Målselv, Bardu", FORM, "31.02.2019", "Arkiv", ""),
    ]


@pytest.fixture
def upload(tmp_path):
    """Chooses a file on the page and sends it."""

    def send(page, name, *lines, head=HEAD):
        path = tmp_path / name
        path.write_bytes(csv_file(*lines, head=head))
        page.set_input_files("#id_file", path)
        page.get_by_role("button", name="Les filen").click()
        page.wait_for_load_state()

    return send


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_from_upload_to_undo(visit, case_officer, upload, script):
    tab = visit(storage_state=case_officer, java_script_enabled=script, accept_downloads=True)
    look = (lambda: look_closely(tab, page)) if script else (lambda: None)
    page = tab.open("/import/")
    mark = "med" if script else "uten"
    upload(page, f"{mark}.csv", *rows(mark), head=(*HEAD, f"Hokus {mark}"))
    assert page.locator("h1").inner_text() == "Hva er kolonnene?"
    look()
    page.get_by_label(f"Hokus {mark}").select_option(label="Skal ikke leses")
    page.get_by_role("button", name="Lagre og les filen").click()
    assert page.locator("h1").inner_text() == "Se gjennom importen"
    look()
    page.locator(".panel-asks").first.get_by_role("radio").first.check()
    page.get_by_role("button", name="Lagre svarene").click()
    assert page.locator(".panel-asks").count() == 0
    look()
    page.get_by_role("link", name="Avvist").first.click()
    assert "31.02.2019" in page.locator("main").inner_text()
    look()
    page.get_by_role("link", name="Bruk det som er klart").click()
    look()
    page.get_by_role("button", name="i registeret").click()
    assert page.locator("h1").inner_text() == "Importen er tatt i bruk"
    look()
    with page.expect_download() as download:
        page.get_by_role("link", name="Last ned kvittering").click()
    assert download.value.suggested_filename == f"{mark}_kvittering.xlsx"
    page.get_by_role("button", name="Publiser 2 utkast").click()
    assert "2 samarbeid er publisert" in page.locator("main").inner_text()
    page.get_by_role("link", name="Angre importen").click()
    look()
    page.get_by_role("button", name="Angre importen").click()
    assert page.locator("h1").inner_text() == "Importen er angret"
    look()
    assert tab.errors == []


def look_closely(tab, page):
    """Fit for everybody, and the window as it was."""
    assert_fit(tab, page)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_long_file_is_read_by_the_worker_while_the_page_waits(visit, case_officer, upload):
    tab = visit(storage_state=case_officer)
    page = tab.open("/import/")
    upload(page, "lang.csv", *((f"Vassdrag {number}", "Dyrøy, Salangen", FORM, "2020", "") for number in range(LONG)))
    if page.locator("h1").inner_text() == "Filen leses":
        assert_fit(tab, page)
    page.locator("h1", has_text="Se gjennom importen").wait_for()
    assert f"{LONG}" in page.locator(".tabs").inner_text()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("link", name="Nye").first.click()
    page.get_by_role("link", name="Neste").click()
    assert_fit(tab, page)


def test_a_file_that_cannot_be_read_is_told_on_a_page_fit_for_everybody(visit, case_officer, upload):
    tab = visit(storage_state=case_officer)
    page = tab.open("/import/")
    upload(page, "bilde.xlsx", ("x", "y"), head=("PNG", "ikke"))
    assert page.locator("h1").inner_text() == "Filen kunne ikke leses"
    assert_fit(tab, page)
