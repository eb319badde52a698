"""LibreOffice opens every report without a complaint, and prints it: each page in landscape on A4, with its headings."""

import re
import subprocess

import pytest

from agreements.reports.asked import Place
from agreements.reports.catalogue import REPORTS
from registry.models import Role
from tests.libreoffice import SOFFICE, libreoffice_reads, needs_libreoffice
from tests.makers import make_user

BOOLEANS = {"of:=TRUE()", "of:=FALSE()"}  # how LibreOffice itself keeps yes and no
PLACES = {Place.MUNICIPALITY: "/5524", Place.COUNTY: "/55", Place.REGION: "/altaregionen", Place.REGISTER: ""}


@pytest.fixture
def files(client, real_register, tmp_path):
    """Each report for the first place it can be made for."""
    client.force_login(make_user(Role.READER))
    paths = []
    for report in REPORTS:
        place = next(PLACES[place] for place in PLACES if place in report.places)
        path = tmp_path / f"{report.code}.xlsx"
        path.write_bytes(b"".join(client.get(f"/rapporter/{report.code}{place}.xlsx?on=2026-12-31").streaming_content))
        paths.append(path)
    return paths


@needs_libreoffice
def test_libreoffice_reads_every_report_and_no_cell_is_a_formula(files):
    for sheets in libreoffice_reads(files):
        assert sheets
        assert {formula for sheet in sheets.values() for formula in sheet.formulas} <= BOOLEANS


@needs_libreoffice
def test_libreoffice_prints_every_report_on_landscape_a4(files):
    folder = files[0].parent
    command = [SOFFICE, f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    smaller = [path for path in files if path.stem != "hele-registeret"]  # which nobody prints
    done = subprocess.run([*command, "--outdir", folder, *smaller], capture_output=True, text=True, timeout=180, check=True)
    assert [line for line in done.stderr.splitlines() if "javaldx" not in line] == []
    for path in smaller:
        pdf = path.with_suffix(".pdf").read_bytes()
        assert pdf.startswith(b"%PDF")
        assert set(re.findall(rb"MediaBox\[0 0 (\d+)\.\d+ (\d+)\.\d+\]", pdf)) == {(b"841", b"595")}, path
