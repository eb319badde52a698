"""An import from the file to the register: read, planned and shown, answered, applied, the receipt made, and undone; each timed.

.venv/bin/python -m tests.benchmarks.import_applying
"""

import csv
import io
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

from tests.benchmarks import importing, synthetic_register

COUNTY = 1070  # rows: 268 schemes with four parties each
SIZES = (COUNTY, *importing.SIZES)


def main():
    """Each size in a process of its own, with a register of its own."""
    if len(sys.argv) > 1:
        made = synthetic_register.make(importing.REGISTER)
        with tempfile.TemporaryDirectory() as folder:
            register = Path(folder) / "register.sqlite3"
            with closing(sqlite3.connect(made)) as theirs, closing(sqlite3.connect(register)) as own:
                theirs.backup(own)
            synthetic_register.start_django(register)
            measure(int(sys.argv[1]))
        return
    for size in SIZES:
        subprocess.run([sys.executable, "-m", "tests.benchmarks.import_applying", str(size)], check=True)


def csv_of(rows):
    """The rows as a list of parties with the headings of our own export."""
    columns = importing.module("agreements.columns.participation").PARTICIPATION
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow([column.heading for column in columns])
    names = {"valid_from_text": "valid_from"}
    writer.writerows([row.get(names.get(column.code, column.code), "") for column in columns] for row in rows)
    return text.getvalue().encode()


def measure(size):
    """The whole road."""
    names = ("running", "intake", "asking", "undoing", "receipt")
    running, intake, asking, undoing, receipt = (importing.module(f"agreements.imports.applying.{name}") for name in names)
    models = importing.module("agreements.models")
    rows = list(importing.long_list(size)) if size != COUNTY else county()
    found = intake.take_in([("liste.csv", csv_of(rows))], by=None, unasked=True)
    with timed(f"{len(rows)} rows read, planned and kept"):
        running.advance_now(found)
    found = models.Import.objects.get(pk=found.pk)
    print(found.about["counts"], found.about["questions_in_all"], "questions")
    if found.about["questions"]:
        first = found.about["questions"][0]  # whether all that nobody knows are new
        found.answers = asking.read(found, {f"svar-{first['key']}": first["choices"][0]["value"]})
        found.state = models.Import.State.WAITING
        found.save()
        with timed("answered, and planned again"):
            running.advance_now(found)
        found = models.Import.objects.get(pk=found.pk)
        print(found.about["counts"])
    with timed("applied"):
        print(running.apply(found, by=None, publish=True, here=True))
    found = models.Import.objects.get(pk=found.pk)
    with timed("receipt"):
        receipt.receipt_of(found)
    if found.state == "applied":
        with timed("undone"):
            print(undoing.undo(found, by=None))


@contextmanager
def timed(what):
    """Says how long it took, and the most memory there has been."""
    begun = time.perf_counter()
    yield
    print(f"{what}: {time.perf_counter() - begun:.2f} s, {importing.held():.0f} MB at most")


def county():
    """As many schemes as a county has, each with four parties."""
    rows = importing.long_list(35_000)
    return [row for _scheme, found in groupby(rows, itemgetter("agreement")) for row in islice(found, 4)][:COUNTY]


if __name__ == "__main__":
    main()
