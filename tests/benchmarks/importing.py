"""A long list of parties, one row each: planned by ours, and by a dry run of django-import-export on the same rows.

    .venv/bin/python -m tests.benchmarks.importing

Targets: 35,000 and 80,000 rows in 1,255 new schemes, a third of whose parties the register does not know, planned in well under
30 s and 300 MB with as few queries for more rows as for fewer; and 5 times the rows a second of django-import-export, both on
rows that add parties to schemes of a register of 5,000. Its dry run writes each row and takes it back, looks up every party and
agreement by itself, and judges nothing by the law; its own report of differences is left out. A county is to take under 5 s.

Measured 21.11.2026 on two cores that four others used too (SQLite, Python 3.11): 33,885 rows in 13.4 s and 147 MB, 79,065 rows in
22.3 s and 201 MB, 18 queries each (before there was a row of them, the processes held 75 and 95 MB). 5,000 rows of 200
agreements: ours 3,114 rows/s, django-import-export 333 rows/s, 9.4 times. A county of 268 schemes with 1,070 parties: 0.99 s.
"""

import random
import re
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from import_export import fields, resources, widgets
from tablib import Dataset

from tests.benchmarks import synthetic_register

REGISTER = 5000
SCHEMES = 1255
SIZES = (35_000, 80_000)
COMPARED = 200  # agreements that get all their rows from both
ROUNDS = 3
ROLES = ("deltaker", "deltakerkommune", "samarbeidskommune")
FORMS = ("IKS", "Vertskommune § 20-2", "IPR", "AS", "kommunalt oppgavefellesskap")
DAY = date(2026, 11, 21)


def main():
    """Each size in a process of its own, so that the memory is of that size alone; then the comparison."""
    if len(sys.argv) > 1:
        synthetic_register.start_django(synthetic_register.make(REGISTER))
        measure(int(sys.argv[1]))
        return
    for size in SIZES:
        subprocess.run([sys.executable, "-m", "tests.benchmarks.importing", str(size)], check=True)
    synthetic_register.start_django(synthetic_register.make(REGISTER))
    county()
    compare()


def module(name):
    """A module of ours, which can be imported only when Django has started."""
    return __import__(name, fromlist=["*"])


def table_of(rows):
    """Rows by field code as a table that was read."""
    table = module("agreements.imports.table")
    read = [table.Row(number, values) for number, values in enumerate(rows, 2)]
    return table.Table("Deltakelser", "kjent", {code: code for code in read[0].values}, read, file="liste.xlsx")


def plan(table):
    """The plan of one table."""
    return module("agreements.imports.planning").plan([table], {}, DAY)


def municipality_names():
    """The municipalities of today whose name nobody else has had: django-import-export cannot tell two apart."""
    municipalities = apps.get_model("municipalities", "Municipality").objects
    names = Counter(municipalities.values_list("name", flat=True))
    return sorted(name for name in municipalities.filter(dissolved=None).values_list("name", flat=True) if names[name] == 1)


def long_list(size):
    """So many rows in schemes that are new; a third of the parties are nobody the register knows."""
    make, names = random.Random(7), municipality_names()
    each = size // SCHEMES
    for scheme in range(SCHEMES):
        known = make.sample(names, min(len(names), each * 2 // 3))
        strangers = [f"Stiftelsen Nordlys {scheme * each + number}" for number in range(each - len(known))]
        form = make.choice(FORMS)
        for name in known + strangers:
            yield {
                "agreement": f"Ordning {scheme}",
                "legal_form": form,
                "party": name,
                "role": make.choice(ROLES),
                "valid_from": str(make.randint(1990, 2025)),
            }


def measure(size):
    """Plan it, and count."""
    table, before, begun = table_of(long_list(size)), held(), time.perf_counter()
    with CaptureQueriesContext(connection) as asked:
        made = plan(table)
    spent, number = time.perf_counter() - begun, len(table.rows)
    print(f"{number} rows in {len(made.schemes)} schemes planned in {spent:.2f} s, {number / spent:.0f} rows/s,", end=" ")
    print(f"{len(asked)} queries, {held():.0f} MB at most ({before:.0f} before); {len(made.questions)} questions")


def held():
    """The most this process has held, in MB."""
    return int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) / 1024


def county():
    """A mapped county as people write it, one row a scheme: 268 schemes with 1,070 parties, in the words of the real list."""
    make, names = random.Random(7), municipality_names()
    rows = [
        {
            "name": f"{make.choice(('Felles', 'Interkommunalt', 'Nordre'))} samarbeid {number}",
            "participants": ", ".join(make.sample(names, 4 if number % 134 else 3)),
            "legal_form": make.choice(FORMS),
            "service_areas": make.choice(("Barnevern", "Legevakt", "Renovasjon", "IT")),
            "valid_from": f"{make.randint(1, 28)}.{make.randint(1, 12)}.{make.randint(1990, 2025)}",
        }
        for number in range(268)
    ]
    table, begun = table_of(rows), time.perf_counter()
    made = plan(table)
    print(f"{len(rows)} schemes with {sum(row['participants'].count(',') + 1 for row in rows)} parties previewed in", end=" ")
    print(f"{time.perf_counter() - begun:.2f} s: {dict(made.counts)}")


def compare():
    """The same rows in the same run, processor time, the least of some rounds."""
    agreements = apps.get_model("agreements", "Agreement").objects.order_by("pk")[:COMPARED]
    rows = [
        {"agreement_id": pk, "party": name, "role": "part", "valid_from": "01.01.2090"}
        for pk in agreements.values_list("pk", flat=True)
        for name in municipality_names()[:25]
    ]
    table = table_of(rows)
    data = Dataset(*[tuple(row.values()) for row in rows], headers=list(rows[0]))
    ours = best(lambda: plan(table))
    theirs = best(lambda: dry_run(data))
    print(f"{len(rows)} rows of {COMPARED} agreements: ours {ours:.2f} s, {len(rows) / ours:.0f} rows/s;", end=" ")
    print(f"django-import-export {theirs:.2f} s, {len(rows) / theirs:.0f} rows/s; {theirs / ours:.1f} times")


def dry_run(data):
    """What django-import-export does before it asks whether to go on."""
    participation = apps.get_model("agreements", "Participation")

    class Parties(resources.ModelResource):
        agreement = fields.Field("agreement", "agreement_id", widgets.ForeignKeyWidget(apps.get_model("agreements", "Agreement")))
        municipality = fields.Field(
            "municipality", "party", widgets.ForeignKeyWidget(apps.get_model("municipalities", "Municipality"), "name")
        )
        valid_from = fields.Field("valid_from", "valid_from", widgets.DateWidget("%d.%m.%Y"))

        class Meta:
            model = participation
            fields = ("agreement", "municipality", "role", "valid_from")
            import_id_fields = ("agreement", "municipality", "valid_from")
            skip_diff = True

    with transaction.atomic():
        result = Parties().import_data(data, dry_run=True, use_transactions=True)
        transaction.set_rollback(True)
    assert not result.has_errors(), result.row_errors()[:1]


def best(work):
    """Processor time, the least of some rounds."""
    spent = []
    for _round in range(ROUNDS):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return min(spent)


if __name__ == "__main__":
    main()
