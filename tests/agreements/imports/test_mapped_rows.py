"""Rows as consultants, NIVI, archive plans and people who paste have worded them: right without a question, or asked; never wrong.

`tests/data/imports/mapped_rows.csv` has the words, and beside them what the register must make of them: nothing where a person
must be asked. The words of the first hundred are those of the sources that the register began with.
"""

import csv
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from agreements import actions
from agreements.imports.headings import table_of
from agreements.imports.plan import State
from agreements.imports.planning import plan
from agreements.imports.reading import read_file, read_paste
from agreements.models import Agreement, AgreementSuccession, Finding, Participation, Source
from registry.changes import Actor

pytestmark = pytest.mark.django_db
FILE = Path(__file__).parents[2] / "data" / "imports" / "mapped_rows.csv"
CASES = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines(), delimiter=";"))
DAY = date(2026, 11, 21)
SAID = ("name", "legal_form", "service_areas", "host", "participants", "valid_from", "last_day", "org_number")
SHAPES = {  # the headings of each shape, and the field under each
    "konsulent": dict(zip(
        ("Navn på samarbeidet", "Samarbeidsform", "Område", "Vertskommune", "Deltakere", "Etablert", "Avviklet", "Org.nr."), SAID,
        strict=True,
    )),
    "nivi": {"Nr": "", "Navn samarbeidsordning": "name", "Kommuner": "participants"},
    "arkivplan": {
        "Navn på samarbeidet": "name", "Arkivreferanse": "", "Etablert dato": "valid_from", "Avviklet dato": "last_day",
        "Deltakere": "participants", "Arkivlov": "", "Funksjonsområde": "service_areas", "Samarbeidsform": "legal_form",
        "Arkivansvarlig": "", "Arkivsystem": "", "Dokumentasjonsplikter": "", "Arkivdepot": "",
    },
    "limt inn": dict(zip(
        ("Navn", "Form", "Tjenesteområde", "Vertskommune", "Deltakerkommuner", "Fra", "Til og med", "Orgnr"), SAID, strict=True
    )),
}  # fmt: skip


def tables(shape, cases):
    """The rows of a shape, read from a CSV file or as they are pasted."""
    fields = SHAPES[shape]
    rows = [[case.get(field, "") if field else str(number) for field in fields.values()] for number, case in enumerate(cases, 1)]
    if shape == "arkivplan":
        rows = [[cell if field else "" for cell, field in zip(row, fields.values(), strict=True)] for row in rows]
    if shape == "limt inn":
        book = read_paste("\n".join("\t".join(row) for row in [list(fields), *rows]))
    else:
        quoted = [";".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in [list(fields), *rows]]
        book = read_file("liste.csv", "\n".join(quoted).encode())
    return [replace(table_of(book.sheets[0]), file="liste.csv")]


def told(cases):
    """What becomes of each row: its state, and in one line what the register would hold."""
    found = {}
    for shape in SHAPES:
        own = [case for case in cases if case["shape"] == shape]
        schemes = {row: scheme for scheme in plan(tables(shape, own), {}, DAY).schemes for row in scheme.rows}
        found[shape] = [(case, _told(schemes[number])) for number, case in enumerate(own, 2)]
    return found


def _told(scheme):
    if scheme.state != State.NEW:
        return scheme.state, "", scheme
    whole = scheme.draft.whole()
    made = whole.agreement
    parties = ", ".join(sorted(f"{row}".replace(f", {made.form.default_role.label}", "") for row in whole.participations))
    whose = "alle" if made.participants_complete else f"ikke alle ({made.participants_stated_count or '?'})"
    areas = ", ".join(sorted(area.code for area in whole.service_areas))
    when = f"{made.start_written}–{made.end_written}"
    return scheme.state, f"{made.legal_form} {made.legal_form_certainty} | {areas} | {when} | {whose}: {parties}", scheme


@pytest.fixture
def only_names(real_register):
    """The real municipalities, organisations and areas, and no agreement."""
    for model in (AgreementSuccession, Participation, Source, Finding):
        model.objects.all().delete()
    Agreement.objects.update(parent=None)
    Agreement.objects.all().delete()


def test_no_row_is_wrong_without_a_question(only_names):
    counts, wrong = Counter(), []
    for shape, found in told(CASES).items():
        for case, (state, what, _scheme) in found:
            kind = "right" if state == State.NEW and what == case["right"] else "asked" if state != State.NEW else "wrong"
            counts[kind] += 1
            if kind == "wrong" or (kind == "asked" and case["right"]):
                wrong.append((shape, case["name"], what, case["right"]))
    assert wrong == []
    assert counts == {"right": sum(bool(case["right"]) for case in CASES), "asked": sum(not case["right"] for case in CASES)}
    assert len(CASES) > 140


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_file_twice_changes_nothing(only_names, shape):
    read = tables(shape, [case for case in CASES if case["shape"] == shape])
    new = [scheme for scheme in plan(read, {}, DAY).schemes if scheme.state == State.NEW]
    actions.register_many([scheme.draft.whole() for scheme in new], by=Actor.importer("test"))
    again = {scheme.rows: scheme for scheme in plan(read, {}, DAY).schemes}
    told = [(again[scheme.rows].state, scheme.name, again[scheme.rows].changes, again[scheme.rows].questions) for scheme in new]
    assert [one for one in told if one[0] != State.UNCHANGED] == []
    assert len(new) > 3
