"""A long list of parties into the register: planned by ours, and by a dry run of django-import-export, on the same rows.

.venv/bin/python -m tests.benchmarks.importing
"""

import random
import re
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.benchmarks import synthetic_register

REGISTER = 5000
SCHEMES = 1255
SIZES = (35_000, 80_000)
ROLES = ("deltaker", "deltakerkommune", "samarbeidskommune", "vertskommune")
FORMS = ("IKS", "Vertskommune § 20-2", "IPR", "AS", "kommunalt oppgavefellesskap")
DAY = date(2026, 11, 21)


def main():
    """Each size in a process of its own, so that the memory is of that size alone."""
    if len(sys.argv) > 1:
        synthetic_register.start_django(synthetic_register.make(REGISTER))
        measure(int(sys.argv[1]))
        return
    for size in SIZES:
        subprocess.run([sys.executable, "-m", "tests.benchmarks.importing", str(size)], check=True)


def module(name):
    """A module of ours, which can be imported only when Django has started."""
    return __import__(name, fromlist=["*"])


def rows(size):
    """So many rows by field code, in schemes that are new; a third of the parties are nobody the register knows."""
    make = random.Random(7)
    towns = sorted(apps.get_model("municipalities", "Municipality").objects.filter(dissolved=None).values_list("name", flat=True))
    each = size // SCHEMES
    strangers = [f"Stiftelsen Nordlys {number}" for number in range(size // 3)]
    for scheme in range(SCHEMES):
        known = make.sample(towns, min(len(towns), each * 2 // 3))
        names = known + [strangers[scheme * (each - len(known)) + number] for number in range(each - len(known)) if strangers]
        form = make.choice(FORMS)
        for name in names:
            yield {
                "agreement": f"Ordning {scheme}",
                "legal_form": form,
                "party": name,
                "role": make.choice(ROLES[:3]),
                "valid_from": str(make.randint(1990, 2025)),
            }


def measure(size):
    """Plan it, and count."""
    table = module("agreements.imports.table")
    read = [table.Row(number, values) for number, values in enumerate(rows(size), 2)]
    columns = {code: code for code in read[0].values}
    tables = [table.Table("Deltakelser", "kjent", columns, read, file="liste.xlsx")]
    plan = module("agreements.imports.planning").plan
    before = held()
    begun = time.perf_counter()
    with CaptureQueriesContext(connection) as asked:
        made = plan(tables, {}, DAY)
    spent = time.perf_counter() - begun
    print(f"{len(read)} rows in {len(made.schemes)} schemes planned in {spent:.2f} s, {len(read) / spent:.0f} rows/s,", end=" ")
    print(f"{len(asked)} queries, {held():.0f} MB at most ({before:.0f} before); {len(made.questions)} questions,", end=" ")
    print(dict(made.counts))


def held():
    """The most this process has held, in MB."""
    return int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) / 1024


if __name__ == "__main__":
    main()
