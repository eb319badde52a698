"""The dump: whole, only what is public, readable without us, and byte for byte the same for the same data."""

import csv
import io
from datetime import date
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from agreements import actions
from agreements.columns.normalised.tables import tables
from agreements.management.dumping import write_dump
from agreements.models import Agreement, Participation, Publication
from registry.changes import Actor
from registry.periods import parse_date
from tests.makers import make_agreement, make_municipality, make_organisation

DAY = date(2026, 1, 31)
BY = Actor.importer("test")


def read(path):
    """table → rows as dicts; and the read-me."""
    with ZipFile(path) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    about = texts.pop("LES-MEG.txt")
    return {name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(text))) for name, text in texts.items()}, about


def test_the_whole_real_register_is_in_it_and_every_reference_leads_somewhere(real_register, tmp_path):
    found, about = read(write_dump(tmp_path, DAY))
    assert len(found["agreements"]) == Agreement.objects.count()
    assert len(found["participations"]) == Participation.objects.count()
    ids = {name: {row["id"] for row in rows if "id" in row} for name, rows in found.items()}
    for column, table in [
        ("agreement_id", "agreements"),
        ("municipality_id", "municipalities"),
        ("organisation_id", "organisations"),
    ]:
        for rows in found.values():
            assert {row[column] for row in rows if row.get(column)} <= ids[table], column
    assert {row["legal_form"] for row in found["agreements"]} <= {row["code"] for row in found["legal_forms"]}
    assert {row["role"] for row in found["participations"]} <= {row["code"] for row in found["roles"]}
    assert "NLOD" in about and "31.01.2026" in about
    for table in tables(DAY):
        assert f"{table.name}.csv: {table.about}" in about
        assert len(set(table.columns)) == len(table.columns)


@pytest.mark.django_db
def test_the_same_data_give_the_same_bytes_and_only_one_file_is_left(tmp_path):
    make_agreement(parties=[(make_municipality(),)])
    first = write_dump(tmp_path, DAY).read_bytes()
    assert write_dump(tmp_path, DAY).read_bytes() == first
    assert [path.name for path in tmp_path.iterdir()] == ["register-2026-01-31.zip"]


@pytest.mark.django_db
def test_the_exclusive_end_and_the_last_day_stand_beside_each_other(tmp_path):
    make_agreement(start="2012", last_day="31.12.2025")
    (row,) = read(write_dump(tmp_path, DAY))[0]["agreements"]
    assert (row["valid_from"], row["valid_from_precision"]) == ("2012-01-01", "year")
    assert (row["valid_to"], row["last_day"], row["status"]) == ("2026-01-01", "2025-12-31", "avsluttet")


@pytest.mark.django_db
def test_nothing_internal_is_in_it(tmp_path):
    secret, body = "HEMMELIG", make_organisation("HEMMELIG selskap")
    draft = make_agreement("HEMMELIG utkast", [(body, "part")], publication=Publication.DRAFT, organisation=body, sources=["2020"])
    shown = make_agreement("Kjent", note=secret, parent=draft)
    gone = make_agreement("HEMMELIG borte", note=secret)
    actions.withdraw(gone, reason="Ført inn to ganger", by=Actor.importer(secret))
    actions.end(shown, last_day=parse_date("31.01.2026"), by=Actor.importer(secret), reason=secret)
    found, about = read(write_dump(tmp_path, DAY))
    assert secret not in about + str(found)
    assert found["agreements"][0]["parent_id"] == ""
    assert [row["id"] for row in found["agreements_gone"]] == [str(gone.pk)]
    assert {row["agreement_id"] for row in found["changes"]} == {str(shown.pk), str(gone.pk)}


@pytest.mark.django_db
def test_a_folder_that_cannot_be_written_is_said_in_words(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="Kunne ikke skrive"):
        call_command("dump", out=tmp_path / "file")


@pytest.mark.django_db
def test_a_dump_that_fails_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("agreements.management.dumping.csv_lines", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_dump(tmp_path, DAY)
    assert list(tmp_path.iterdir()) == []
