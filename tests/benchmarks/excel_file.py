"""Excel files: ours, the bare openpyxl write-only loop over the same cells, and django-import-export.

    .venv/bin/python -m tests.benchmarks.excel_file

Targets: at most 1.25 times the bare loop, at most 0.4 times django-import-export, and at ten times the rows at most 1.2 times the
peak memory. The loop begins with its cells in memory, ours with the database. It is measured for the participations alone, and
for the whole file of an address: agreements, participations and the read-me sheet, over the cells read back from that file.
django-import-export writes the columns of its table, ids instead of names, half as many as ours. Processor time, the least of
three rounds. The memory is the most a process has held that answers one address, Python and Django included (VmHWM: ru_maxrss
would begin with what the parent holds).

Measured 21.11.2026 on two busy cores (SQLite, Python 3.11), five minutes: participations, 27,590 rows of 24 columns: bare loop
4.18 s, ours from the cells 0.49 s (0.12 times), from the database 1.10 s (0.26 times); django-import-export 7.16 s (ours 0.15
times). The address of the API, 32,664 rows: bare loop 5.40 s, ours 1.76 s (0.33 times); the page's: 5.43 s, ours 1.73 s (0.32
times). Peak memory 99.4 MB, at ten times the rows 100.4 MB (1.01 times); an empty file takes 88.4 MB, so that the rows take
11 MB and ten times as many 12 MB (1.09 times).

The whole register as normalised sheets, measured the same day beside other work: 56,018 rows in 30 sheets: bare loop 4.05 s, ours
from the database 1.59 s (0.39 times). Peak memory 110.7 MB, at ten times the rows 109.7 MB (0.99 times), an empty file 99.2 MB, all
three without the pages of the database's file that SQLite maps into the process.
"""

import io
import re
import subprocess
import sys
import time
from collections import deque
from pathlib import Path

from django.apps import apps
from django.test import Client
from import_export import resources
from openpyxl import Workbook, load_workbook

from tests.benchmarks import synthetic_register

SIZES = (5000, 50000)
REGISTER = "/rapporter/hele-registeret.xlsx"
ADDRESSES = ("/api/v1/agreements/?format=xlsx", "/samarbeid/?format=xlsx", REGISTER)
NOTHING = "/api/v1/agreements/?format=xlsx&q=finnesikke"


def main():
    """Compare, then measure the memory in processes of their own."""
    if len(sys.argv) > 1:
        synthetic_register.start_django(synthetic_register.make(int(sys.argv[1])))
        with module("django.db").connection.cursor() as cursor:
            cursor.execute("PRAGMA mmap_size = 0")  # pages of the database's file are no memory of ours
        take(sys.argv[2])
        status = Path("/proc/self/status").read_text()
        print(re.search(r"VmHWM:\s+(\d+) kB", status)[1])
        return
    synthetic_register.start_django(synthetic_register.make(SIZES[0]))
    compare_participations()
    for address in ADDRESSES:
        compare_address(address)
    for address in (ADDRESSES[0], REGISTER):
        small, large = (peak(size, address) for size in SIZES)
        print(f"{address}: peak memory {small:.1f} MB, at ten times the rows {large:.1f} MB ({large / small:.2f} times)")
    print(f"of an empty file {peak(SIZES[0], NOTHING):.1f} MB")


def compare_participations():
    """From the cells as the bare loop, from the database as django-import-export."""
    cells = list(rows())
    loop, exported = best(lambda: bare([cells])), best(import_export)
    from_cells, from_database = best(lambda: write(cells)), best(lambda: write(rows()))
    print(f"participations, {len(cells)} rows of {len(cells[0])} columns: bare loop {loop:.2f} s,", end="")
    print(f" ours from the cells {from_cells:.2f} s ({from_cells / loop:.2f} times),", end="")
    print(f" from the database {from_database:.2f} s ({from_database / loop:.2f} times);", end="")
    print(f" django-import-export {exported:.2f} s (ours {from_database / exported:.2f} times)")


def compare_address(address):
    """The whole answer against the bare loop over all of its cells."""
    sheets = [list(sheet.values) for sheet in load_workbook(io.BytesIO(b"".join(answer(address))), read_only=True)]
    loop, ours = best(lambda: bare(sheets)), best(lambda: take(address))
    number = sum(len(rows) for rows in sheets)
    print(f"{address}, {number} rows: bare loop {loop:.2f} s, ours from the database {ours:.2f} s ({ours / loop:.2f} times)")


def module(name):
    """A module of ours, which can be imported only when Django has started."""
    return __import__(name, fromlist=["*"])


def answer(address):
    """The file that an address answers with, block by block."""
    response = Client().get(address)
    assert response.status_code == 200, response
    return response.streaming_content


def take(address):
    """Take the file and keep nothing of it, as a server does."""
    deque(answer(address), maxlen=0)


def rows():
    """Every participation as a row for people, from the database."""
    agreements = apps.get_model("agreements", "Agreement").objects.published()
    rows_of = module("agreements.columns.participation").participation_rows({}, True)
    for record in module("agreements.columns.records").agreement_records(agreements):
        yield from rows_of(record)


def write(rows):
    """The rows as the register writes them."""
    excel, columns = module("registry.excel.writing"), module("agreements.columns.participation").PARTICIPATION
    with excel.ExcelFile("Deltakelser", "Benchmark") as book:
        book.sheet("Deltakelser", [column.head for column in columns]).extend(rows)
        book.finish().close()


def bare(sheets):
    """The same cells with nothing around them."""
    book = Workbook(write_only=True)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
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


def peak(agreements, address):
    """The most memory, in MB, that a process has held that starts, answers the address and ends."""
    command = [sys.executable, "-m", "tests.benchmarks.excel_file", str(agreements), address]
    return int(subprocess.run(command, capture_output=True, check=True).stdout) / 1024


if __name__ == "__main__":
    main()
