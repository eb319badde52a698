"""Killed in the middle, and two at once: real processes on a register on disk, on both databases."""

import signal

import pytest

from agreements.models import Agreement, Import
from registry.models import Change
from tests.agreements.imports.files import csv_file, scheme
from tests.makers import make_municipality

NUMBER = 30
STOP_BEFORE_THE_END = """
import sys, time
from agreements.imports.applying import writing
def stop(*args):
    print("everything is written, nothing is committed", flush=True)
    time.sleep(120)
writing.about_plan = stop
from django.core.management import call_command
call_command("import_agreements", sys.stdin.readline().strip(), apply=True)
"""
APPLY_TOGETHER = """
import sys
from pathlib import Path
from agreements.imports.applying import intake, running
from agreements.models import Import
file = Path(sys.stdin.readline().strip())
found = intake.take_in([(file.name, file.read_bytes())], by=None)
running.advance_now(found)
print("planned", flush=True)
sys.stdin.readline()
outcome = running.apply(Import.objects.get(pk=found.pk), by=None, publish=True, here=True)
print(outcome.written, Import.objects.get(pk=found.pk).state, outcome.problem, sep="|", flush=True)
"""


@pytest.fixture
def path(elsewhere, tmp_path):
    """A file for a register that knows the municipalities in it."""
    for name in ("Dyrøy", "Salangen"):
        make_municipality(name)
    path = tmp_path / "dyroy.csv"
    path.write_bytes(csv_file(*(scheme(f"Kraftlag {number}") for number in range(NUMBER))))
    return path


def written():
    return [Agreement.objects.count(), Change.objects.filter(kind="created").count()]


def states():
    return list(Import.objects.values_list("state", flat=True))


def tell(process, line=""):
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def test_killed_before_the_end_nothing_is_written_and_the_worker_takes_it_up_again(elsewhere, path):
    process = elsewhere.run(STOP_BEFORE_THE_END)
    tell(process, path)
    assert "everything is written" in process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait(30)
    assert (written(), states()) == ([0, 0], ["applying"])
    Import.objects.update(beat=None)
    assert elsewhere.manage("work", "--once") == 0
    assert (written(), states()) == ([NUMBER, NUMBER], ["applied"])
    assert elsewhere.manage("import_agreements", path, "--apply") == 0
    assert written() == [NUMBER, NUMBER]


def test_of_two_who_apply_the_same_file_at_once_one_writes_it(elsewhere, path):
    both = [elsewhere.run(APPLY_TOGETHER) for _person in range(2)]
    for process in both:
        tell(process, path)
    assert [process.stdout.readline() for process in both] == ["planned\n"] * 2
    for process in both:
        tell(process)
    told = sorted(process.communicate(timeout=120)[0].strip() for process in both)
    assert [answer.split("|")[0] for answer in told] == ["0", str(NUMBER)], told
    assert written() == [NUMBER, NUMBER]
