"""All participations to Excel: ours, the bare openpyxl write-only loop over the same cells, and django-import-export.

    .venv/bin/python -m tests.benchmarks.excel_file

Ours is measured twice: from the cells in memory, as the bare loop, and from the database to the finished file. Target: from the
cells at most 1.25 times the bare loop, from the database at most 0.4 times django-import-export, and at ten times the rows at
most 1.2 times the peak memory.

Measured 21.11.2026 on two busy cores, processor time, 27,590 rows of 24 columns, one round each: bare loop 4.33 s, ours from the
cells 4.34 s (1.00 times), from the database 5.63 s (1.30 times the loop). django-import-export 7.09 s, but of half as many
columns, ids instead of names: ours 0.79 times, so 0.4 is missed; a cell costs openpyxl the same whoever asks, and ours has
twice as many. The memory at ten times the rows has not been measured, nor has this command been run whole: it takes minutes.
"""

import io
import resource as memory
import subprocess
import sys
import time

from django.apps import apps
from import_export import resources
from openpyxl import Workbook

from tests.benchmarks import synthetic_register

SIZES = (5000, 50000)


def main():
    """Compare, then measure the memory in processes of their own."""
    if len(sys.argv) > 1:
        synthetic_register.start_django(synthetic_register.make(int(sys.argv[1])))
        ours(records_of())
        print(memory.getrusage(memory.RUSAGE_SELF).ru_maxrss)
        return
    synthetic_register.start_django(synthetic_register.make(SIZES[0]))
    cells = [list(row) for row in rows_of(records_of())]
    from_cells = best(lambda: write([list(row) for row in cells]))
    loop = best(lambda: bare(cells))
    from_database = best(lambda: ours(records_of()))
    exported = best(import_export, 1)
    print(f"{len(cells)} rows, {len(cells[0])} columns: bare loop {loop:.2f} s, ours from cells {from_cells:.2f} s", end="")
    print(f" ({from_cells / loop:.2f} times), from the database {from_database:.2f} s ({from_database / loop:.2f} times);", end="")
    print(f" django-import-export {exported:.2f} s (ours {from_database / exported:.2f} times)")
    command = [sys.executable, "-m", "tests.benchmarks.excel_file"]
    small, large = (int(subprocess.run([*command, str(size)], capture_output=True, check=True).stdout) for size in SIZES)
    print(f"peak memory {small // 1024} MB, at ten times the rows {large // 1024} MB ({large / small:.2f} times)")


def module(name):
    """A module of ours, which can be imported only when Django has started."""
    return __import__(name, fromlist=["*"])


def records_of():
    """Every agreement as a record."""
    agreement = apps.get_model("agreements", "Agreement")
    return module("agreements.columns.records").agreement_records(agreement.objects.published())


def rows_of(records):
    """Every participation as a row for people."""
    rows = module("agreements.columns.participation").participation_rows({}, True)
    for record in records:
        yield from rows(record)


def ours(records):
    """From the database to the file."""
    return write(rows_of(records))


def write(rows):
    """The rows as the register writes them."""
    excel, columns = module("registry.excel"), module("agreements.columns.participation").PARTICIPATION
    with excel.ExcelFile("Deltakelser", "Benchmark") as book:
        book.sheet("Deltakelser", [column.head for column in columns]).extend(rows)
        return book.finish()


def bare(cells):
    """The same cells with nothing around them."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in cells:
        sheet.append(row)
    book.save(io.BytesIO())


def import_export():
    """The usual way from Django: the columns of the table, ids instead of names."""
    participation = apps.get_model("agreements", "Participation")
    resource = resources.modelresource_factory(participation)
    return resource().export(participation.objects.select_related("agreement", "municipality", "organisation")).xlsx


def best(act, rounds=3):
    """The least processor time of a few."""
    times = []
    for _round in range(rounds):
        begun = time.process_time()
        act()
        times.append(time.process_time() - begun)
    return min(times)


if __name__ == "__main__":
    main()
