"""Applying an import: what is written and how it is traced, what is not, and that nobody's work is lost."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements import actions
from agreements.findings.recheck import recheck
from agreements.imports.applying import intake, running, writing
from agreements.models import Agreement, Import, Publication
from municipalities.models import Succession
from registry.changes import Actor
from registry.models import Change
from tests.agreements.imports.files import applied, changing, csv_file, planned, scheme, states
from tests.makers import make_agreement, make_municipality, make_user

pytestmark = pytest.mark.django_db
BY = Actor.importer("test")


@pytest.fixture(autouse=True)
def places():
    return [make_municipality(name) for name in ("Dyrøy", "Salangen", "Bardu", "Målselv")]


def test_a_new_scheme_is_registered_with_its_trail_and_where_it_is_from():
    officer = make_user(name="Kari Nordmann")
    found = applied(scheme("Felles vaktmester", purpose="Drift av bygg"), scheme("Felles lønn"), by=officer)
    assert found.state == Import.State.APPLIED
    agreement = Agreement.objects.get(name="Felles vaktmester")
    assert (agreement.publication, agreement.purpose, agreement.revision) == (Publication.PUBLISHED, "Drift av bygg", 1)
    assert sorted(str(row.party) for row in agreement.participations.all()) == ["Dyrøy", "Salangen"]
    source = agreement.sources.get()
    assert source.from_import == found
    assert "dyroy.csv" in source.citation and "rad 2" in source.citation
    changes = Change.objects.filter(record="agreements.agreement").order_by("pk")
    assert [(c.kind, c.actor_kind, c.actor, c.actor_label) for c in changes] == [
        ("created", "import", officer, "Kari Nordmann")
    ] * 2
    assert len({change.at for change in changes}) == 1
    assert list(found.schemes.values_list("change", flat=True)) == [change.pk for change in changes]


def test_what_is_not_published_stays_a_draft_until_somebody_publishes_it():
    found = applied(scheme("Felles vaktmester"), publish=False)
    assert Agreement.objects.get().publication == Publication.DRAFT
    assert found.schemes.get().agreement == Agreement.objects.get()


def test_the_same_file_twice_changes_nothing():
    rows = [scheme(f"Ordning {name}") for name in ("alfa", "beta", "gamma")]
    applied(*rows)
    before = actions.snapshots(Agreement.objects.values_list("pk", flat=True)), Change.objects.count()
    again = planned(*rows)
    assert set(states(again).values()) == {"unchanged"}
    running.apply(again, by=None, publish=True, here=True)
    assert (actions.snapshots(Agreement.objects.values_list("pk", flat=True)), Change.objects.count()) == before


def test_two_who_import_the_same_the_second_sees_it_planned_again():
    rows = [scheme("Felles vaktmester"), scheme("Felles lønn")]
    first, second = planned(*rows), planned(*rows)
    assert running.apply(first, by=None, publish=True).written == 2
    outcome = running.apply(second, by=None, publish=True)
    second.refresh_from_db()
    assert (outcome.written, second.state) == (0, Import.State.APPLIED)  # there was nothing left to write, or to look at
    assert set(states(second).values()) == {"unchanged"}
    assert Agreement.objects.count() == 2


def test_a_changed_scheme_is_written_field_by_field_with_one_change():
    agreement = make_agreement("Felles vaktmester", purpose="Gammel tekst")
    found = changing(agreement)
    assert states(found) == {"Felles vaktmester": "changed"}
    [change] = found.schemes.get().shown["changes"]
    assert (change["before"], change["after"]) == ("Gammel tekst", "Ny tekst")
    assert running.apply(found, by=None, publish=False).written == 1
    agreement.refresh_from_db()
    assert (agreement.purpose, agreement.revision, agreement.publication) == ("Ny tekst", 2, "published")
    assert Change.objects.filter(record_id=agreement.pk).latest("pk").kind == Change.Kind.AMENDED


def test_one_that_somebody_has_touched_meanwhile_is_not_written_but_shown_again():
    touched, other = make_agreement("Felles vaktmester", purpose="Gammel"), make_agreement("Felles lønn", purpose="Gammel")
    found = changing(touched, other)
    actions.amend(touched, lambda whole: setattr(whole.agreement, "purpose", "En tredje"), by=BY)
    outcome = running.apply(found, by=None, publish=True)
    found.refresh_from_db()
    touched.refresh_from_db()
    assert (outcome.written, found.state, touched.purpose) == (1, Import.State.APPLIED, "En tredje")
    left = found.schemes.get(agreement=touched)
    assert (left.change, left.shown["changes"][0]["before"]) == (None, "En tredje")
    assert "endret siden" in left.note


def test_when_all_of_it_has_moved_the_import_is_to_be_looked_through_again():
    agreement = make_agreement("Felles vaktmester", purpose="Gammel")
    found = changing(agreement)
    actions.amend(agreement, lambda whole: setattr(whole.agreement, "office", "Brøstadbotn"), by=BY)
    assert running.apply(found, by=None, publish=True).written == 0
    found.refresh_from_db()
    assert (found.state, found.applied_at) == (Import.State.PLANNED, None)
    assert running.apply(found, by=None, publish=True).written == 1


def test_what_cannot_be_stored_stops_all_of_it_in_words(monkeypatch):
    found = planned(scheme("Felles vaktmester"), scheme("Felles lønn"))
    wholes = writing._wholes

    def broken(of, schemes):
        for whole in wholes(of, schemes):
            whole.agreement.office = "\x00"
            yield whole

    monkeypatch.setattr(writing, "_wholes", broken)
    outcome = running.apply(found, by=None, publish=True)
    found.refresh_from_db()
    assert "Ingenting er skrevet" in outcome.problem and "Felles vaktmester" in outcome.problem
    assert (found.state, found.problem, Agreement.objects.count()) == (Import.State.PLANNED, outcome.problem, 0)


def test_one_whose_files_have_been_forgotten_says_so():
    found = planned(scheme("Felles vaktmester"))
    found.files.update(content=b"", size=0)
    assert "Last den opp på nytt" in running.apply(found, by=None, publish=True).problem
    found.refresh_from_db()
    assert (found.state, Agreement.objects.count()) == (Import.State.PLANNED, 0)


def test_applying_twice_writes_once():
    found = planned(scheme("Felles vaktmester"))
    assert running.apply(found, by=None, publish=True).written == 1
    assert "alt tatt i bruk" in running.apply(found, by=None, publish=True).problem
    assert writing.write(found).written == 0
    assert Agreement.objects.count() == 1


def test_the_queries_grow_with_the_hundreds_of_schemes_only():
    def queries(number, what, parties):
        found = planned(*(scheme(f"{what} {place}", parties) for place in range(number)))
        assert set(states(found).values()) == {"new"}
        with CaptureQueriesContext(connection) as asked:
            running.apply(found, by=None, publish=True)
        return len(asked)

    few, many = queries(3, "Barnevern", "Bardu, Målselv"), queries(60, "Kraftlag", "Dyrøy, Salangen")
    assert many - few <= 20  # SQLite takes some rows at a time


def test_a_list_from_before_a_merger_tells_nothing_of_the_new_municipality_and_somebody_is_asked():
    day = date(2020, 1, 1)
    lenvik, senja = make_municipality("Lenvik", dissolved=day), make_municipality("Senja", founded=day)
    Succession.objects.create(predecessor=lenvik, successor=senja, date=day, kind="merge")
    found = intake.take_in(
        [("2019.csv", csv_file(scheme("Legevakt", "Lenvik og Dyrøy", "Samarbeidsavtale", "2010")))], by=None, as_of="november 2019"
    )
    running.advance_now(found)
    running.apply(Import.objects.get(), by=None, publish=True, here=True)
    agreement = Agreement.objects.get()
    assert [[str(row.party) for row in agreement.participations.on(on)] for on in (date(2019, 12, 31), day)] == [
        ["Lenvik (til 2019)", "Dyrøy"],
        ["Dyrøy"],
    ]
    assert actions.carry_over(Succession.objects.get(), by=BY) == []
    agreement.participants_complete = True
    agreement.save()
    recheck([agreement.pk], date(2026, 1, 1))
    assert agreement.findings.get(code="heir_not_told").severity == "should"
