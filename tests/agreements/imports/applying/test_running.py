"""The way of an import: at once or by the worker, what is asked of a person, and what becomes of one that a worker died with."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from agreements.imports.applying import intake, running, tables
from agreements.imports.applying.forgetting import forget_old_files
from agreements.models import Agreement, Import, ImportFile, RememberedHeadings
from tests.agreements.imports.files import FORM, applied, csv_file, planned, scheme, states
from tests.makers import make_municipality, make_user

pytestmark = pytest.mark.django_db
State = Import.State


@pytest.fixture(autouse=True)
def places():
    return [make_municipality(name) for name in ("Dyrøy", "Salangen")]


def waiting(*rows):
    return intake.take_in([("dyroy.csv", csv_file(*rows))], by=None)


def stored(found):
    return Import.objects.get(pk=found.pk)


def test_a_small_file_is_planned_at_once():
    found = running.advance(waiting(scheme("Felles vaktmester")))
    assert found.state == State.PLANNED
    assert found.about["counts"] == {"new": 1}
    assert (found.beat, found.attempts) == (None, 0)


def test_one_with_many_rows_is_left_to_the_worker(monkeypatch):
    monkeypatch.setattr(running, "SMALL_ROWS", 2)
    found = running.advance(waiting(*(scheme(f"Ordning {name}") for name in ("alfa", "beta", "gamma"))))
    assert found.state == State.WAITING
    assert running.waiting()
    call_command("work", once=True)
    assert stored(found).state == State.PLANNED
    assert running.apply(stored(found), by=None, publish=True) is None
    assert (stored(found).state, Agreement.objects.count()) == (State.APPLYING, 0)
    call_command("work", once=True)
    assert (stored(found).state, Agreement.objects.count()) == (State.APPLIED, 3)
    assert not running.waiting()


def test_one_whose_worker_died_is_taken_up_again():
    found = waiting(scheme("Felles vaktmester"))
    Import.objects.filter(pk=found.pk).update(state=State.PLANNING, attempts=1, beat=timezone.now())
    assert not running.advance_next()
    Import.objects.filter(pk=found.pk).update(beat=timezone.now() - timedelta(minutes=5))
    assert running.advance_next()
    assert stored(found).state == State.PLANNED


def test_one_that_kills_every_worker_is_given_up_in_words():
    found = waiting(scheme("Felles vaktmester"))
    Import.objects.filter(pk=found.pk).update(
        state=State.PLANNING, attempts=running.MOST_ATTEMPTS, beat=timezone.now() - timedelta(minutes=5)
    )
    assert running.advance_next()
    assert stored(found).state == State.FAILED
    assert "stoppet 3 ganger" in stored(found).problem
    assert not running.waiting()


def test_a_worker_that_was_thought_dead_does_not_write_over_the_next_one():
    found = waiting(scheme("Felles vaktmester"))
    Import.objects.filter(pk=found.pk).update(state=State.PLANNING, attempts=1)
    slow = stored(found)
    Import.objects.filter(pk=found.pk).update(attempts=2)
    running._advance(slow)
    assert (stored(found).state, stored(found).schemes.count()) == (State.PLANNING, 0)


def test_a_failure_of_ours_is_told_without_a_trace_and_logged(monkeypatch, caplog):
    monkeypatch.setattr(running, "make_plan", lambda *args: 1 / 0)
    found = running.advance(waiting(scheme("Felles vaktmester")))
    assert found.state == State.FAILED
    assert "galt hos oss" in found.problem and "division" not in found.problem
    assert "division by zero" in caplog.text


def test_what_is_no_table_is_refused_in_words():
    found = running.advance(intake.take_in([("bilde.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 100)], by=None))
    assert found.state == State.FAILED
    assert "bilde" in found.problem


def test_unknown_headings_wait_for_a_person_and_are_remembered():
    head = ("Navn", "Kommuner", "Samarbeidsform", "Hokus")
    row, other = (("Felles vaktmester", "Dyrøy", FORM, "Pokus"), ("Felles lønn", "Salangen", FORM, "Lønn for alle"))
    found = planned(row, head=head)
    assert found.state == State.HEADINGS
    [sheet] = found.about["tables"]
    assert sheet["unknown"] == [[3, "Hokus", ["Pokus"]]]
    tables.remember(found, {sheet["key"]: {"3": "purpose"}}, [], by=make_user())
    found.state = State.WAITING
    found.save()
    running.advance_now(found)
    assert stored(found).state == State.PLANNED
    assert RememberedHeadings.objects.get().columns == {"3": "purpose"}
    again = planned(other, head=head)
    assert again.state == State.PLANNED
    assert "Lønn for alle" in str(again.schemes.get().shown["changes"])


def test_several_files_are_one_import():
    files = [("dyroy.csv", csv_file(scheme("Felles vaktmester"))), ("salangen.csv", csv_file(scheme("Felles vaktmester")))]
    found = running.advance(intake.take_in(files, by=None))
    assert (found.name, states(found)) == ("dyroy.csv, salangen.csv", {"Felles vaktmester": "new"})
    assert [place["table"] for place in found.schemes.get().shown["places"]] == [0, 1]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([("tom.csv", b"")], "tom.csv"),
        ([("stor.xlsx", b"0" * (20 * 1024 * 1024 + 1))], "stor.xlsx"),
        ([(f"{number}.csv", b"x") for number in range(51)], "51 filer"),
    ],
)
def test_too_much_is_refused_before_it_is_read(files, words):
    with pytest.raises(ValidationError, match=words):
        intake.take_in(files, by=None)
    assert not Import.objects.exists()


def test_old_files_are_forgotten_and_what_was_done_with_them_stays():
    used, unused, fresh = applied(scheme("Felles vaktmester")), planned(scheme("Felles lønn")), planned(scheme("Felles arkiv"))
    Import.objects.filter(pk=used.pk).update(applied_at=timezone.now() - timedelta(days=366))
    Import.objects.filter(pk=unused.pk).update(started_at=timezone.now() - timedelta(days=31))
    assert forget_old_files() == 2
    assert {row.part_of_id: bool(bytes(row.content)) for row in ImportFile.objects.all()} == {
        used.pk: False,
        unused.pk: False,
        fresh.pk: True,
    }
    assert used.schemes.filter(change__isnull=False).exists() and not unused.schemes.exists()
    with pytest.raises(ValidationError):
        intake.once_more(used, by=None)
