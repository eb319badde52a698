"""`manage.py report`: the same file as the page gives, whole or not at all, and words for everything that is wrong."""

from datetime import date
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from agreements.management.commands import report
from agreements.reports.asked import Place
from agreements.reports.catalogue import REPORTS

pytestmark = pytest.mark.django_db
CODES = [one.code for one in REPORTS]
WRONG = [
    ("tull", [], "Rapporten «tull» finnes ikke. Det finnes: eierskapsmelding"),
    ("", [], "Rapporten «» finnes ikke."),
    ("arkivplan", [], "«arkivplan» lages for: --municipality."),
    ("arkivplan", ["--municipality", ""], "«arkivplan» lages for: --municipality."),
    ("arkivplan", ["--county", "55"], "«arkivplan» lages for: --municipality."),
    ("deltakermatrise", ["--municipality", "5524"], "«deltakermatrise» lages for: --county, --region."),
    ("hele-registeret", ["--county", "55"], "«hele-registeret» lages for: hele registeret."),
    ("arkivplan", ["--municipality", "9999"], "--municipality: Registeret har ikke «9999» per "),
    ("arkivplan", ["--municipality", "5524\0"], "--municipality: Registeret har ikke «5524\0» per "),
    ("arkivplan", ["--municipality", "55"], "--municipality: Registeret har ikke «55» per "),
    ("arkivplan", ["--municipality", "1850"], "Nummeret «1850» kan bety flere kommuner: "),
    ("endringer", ["--county", "5524"], "--county: Registeret har ikke «5524» per "),
    ("endringer", ["--county", "54", "--on", "2024-01-01"], "--county: Registeret har ikke «54» per 01.01.2024."),
    ("endringer", ["--county", "55", "--on", "01.06.2022"], "--county: Registeret har ikke «55» per 01.06.2022."),
    ("endringer", ["--region", "tull"], "--region: Registeret har ikke «tull» per "),
    (
        "endringer",
        ["--region", "altaregionen", "--on", "2019-12-31"],
        "--region: Registeret har ikke «altaregionen» per 31.12.2019.",
    ),
    ("endringer", ["--on", "31.02.2020"], "«31.02.2020»: Skriv en dag fra 1837 til 2100"),
    ("endringer", ["--on", "0001-01-01"], "«0001-01-01»: Skriv en dag fra 1837 til 2100"),
    ("endringer", ["--since", "i fjor"], "«i fjor»: Skriv en dag fra 1837 til 2100"),
    ("endringer", ["--on", "2020-01-01", "--since", "2020-01-01"], "--since 01.01.2020 må være en dag før --on 01.01.2020."),
    ("deltakermatrise", ["--since", "2019-01-01"], "«deltakermatrise» sammenligner ikke to dager, så --since kan ikke brukes."),
]


@pytest.mark.parametrize(("name", "options", "said"), WRONG)
def test_what_is_wrong_is_told_and_nothing_is_written(real_register, tmp_path, name, options, said):
    path = tmp_path / "ut.xlsx"
    with pytest.raises(CommandError) as refused:
        call_command("report", name, *options, "--out", str(path))
    assert said in str(refused.value) and refused.value.returncode == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", CODES)
def test_without_a_place_it_is_of_the_register_or_says_what_it_is_for(db, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    if Place.REGISTER in {one.code: one for one in REPORTS}[name].places:
        call_command("report", name, stdout=StringIO())
        assert [path.name for path in tmp_path.iterdir()] == [f"{name}-per-{date.today():%Y-%m-%d}.xlsx"]
        return
    with pytest.raises(CommandError, match="lages for: --municipality"):
        call_command("report", name)


@pytest.mark.parametrize("number", ["1931", "5421", "5530"])
def test_a_number_of_before_leads_to_the_one_of_the_day(real_register, tmp_path, number):
    path, said = tmp_path / "ut.xlsx", StringIO()
    call_command("report", "arkivplan", "--municipality", number, "--on", "2026-12-31", "--out", str(path), stdout=said)
    assert str(path) in said.getvalue() and "/rapporter/arkivplan/5530/?on=2026-12-31" in str(
        list(load_workbook(path).worksheets[-1].values)
    )


def test_a_file_that_cannot_be_written_leaves_what_was_there(real_register, tmp_path, monkeypatch):
    path = tmp_path / "ut.xlsx"
    path.write_text("det som var")

    def full(_book, target):
        target.write(b"en halv fil")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(report, "shutil", SimpleNamespace(copyfileobj=full))
    with pytest.raises(CommandError, match="Kunne ikke skrive"):
        call_command("report", "deltakermatrise", "--out", str(path))
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("ut.xlsx", "det som var")]


def test_a_place_below_a_file_is_refused(real_register, tmp_path):
    file = tmp_path / "fil"
    file.write_text("det som var")
    with pytest.raises(CommandError, match="Kunne ikke skrive"):
        call_command("report", "deltakermatrise", "--out", str(file / "ut.xlsx"))
    assert file.read_text() == "det som var"


@pytest.mark.parametrize("where", ["mangler/ut.xlsx", "."])
def test_a_place_that_is_no_file_is_refused(real_register, tmp_path, monkeypatch, where):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError, match="Kunne ikke skrive"):
        call_command("report", "deltakermatrise", "--out", where)
    assert list(Path().iterdir()) == []
