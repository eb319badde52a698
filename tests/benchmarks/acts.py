"""Writing: one act, and many at once, beside the same rows stored by Django's `bulk_create` with neither check nor trail.

    .venv/bin/python -m tests.benchmarks.acts

Targets: one act takes at most 15 ms; 268 agreements with 1,070 parties are registered in 5 s, 35,000 parties in 1,255 agreements
and 80,000 in 2,000 in well under 30 s, in 500 MB. Each size in a process of its own, and nothing is kept; the time is the
processor's, and the memory the most the process has held (VmHWM), Python and Django included. What is registered is agreements,
parties, sources and areas, and what follows from them: findings, one for each party here, and the trail with every row in it.

Measured 21.11.2026 on two cores that five others used too (SQLite, Python 3.11): one registration 7 ms (35 before acts were done
in memory), one end 11 ms. 1,070 parties 0.6 s, 35,000 9.3 s in 126 MB, 80,000 20.0 s in 156 MB: 3.0 to 3.2 times bulk_create,
nearly half of it what the rules find; ending all of them 0.5, 6.1 and 13.3 s. On PostgreSQL much the same, its process aside.
"""

import re
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.benchmarks import synthetic_register

SIZES = ((268, 1070), (1255, 35_000), (2000, 80_000))  # agreements and parties
REGISTER = 500  # what is there before
ACTS = 100


def main():
    """Each size in its own process."""
    if len(sys.argv) == 1:
        for agreements, parties in SIZES:
            command = [sys.executable, "-m", "tests.benchmarks.acts", str(agreements), str(parties)]
            subprocess.run(command, check=True)
        return
    agreements, parties = int(sys.argv[1]), int(sys.argv[2])
    synthetic_register.start_django(synthetic_register.make(REGISTER))
    with transaction.atomic():
        measure(agreements, parties)
        transaction.set_rollback(True)


def measure(agreements, parties):
    """Bare and ours in turn, then the acts on them."""
    actions, by = module("agreements.actions"), module("registry.changes").Actor.importer("benchmark")
    with undone(), timed("bulk_create of the same rows") as bare:
        store_bare(drafts(agreements, parties))
    with timed(f"register_many, {agreements} agreements with {parties} parties") as ours:
        changes = actions.register_many(drafts(agreements, parties), by=by)
    print(f"  {ours() / bare():.1f} times")
    ids = [change.record_id for change in changes]
    agreement = apps.get_model("agreements", "Agreement")
    last_day = module("registry.periods").parse_date("2026")
    with timed(f"end_each of the {agreements}"):
        assert (
            len(actions.end_each(agreement.objects.filter(pk__in=ids), last_day=last_day, by=by, reason="x").changes) == agreements
        )
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]
    print(f"  peak memory {int(peak) / 1024:.0f} MB")
    one_by_one(actions, by, last_day)


def one_by_one(actions, by, last_day):
    """Acts on one agreement each, with four parties."""
    made = list(drafts(ACTS + 1, 4 * (ACTS + 1)))
    actions.register_many([made.pop()], by=by)  # to warm up
    with timed("") as registered:
        for whole in made:
            actions.register_many([whole], by=by)
    with timed("") as ended:
        for whole in made:
            actions.end(whole.agreement, last_day=last_day, by=by)
    with CaptureQueriesContext(connection) as queries:
        actions.publish(made[0].agreement, by=by)
    print(f"  one act: register {1000 * registered() / ACTS:.1f} ms, end {1000 * ended() / ACTS:.1f} ms;", end="")
    print(f" a publication that changes nothing {len(queries)} queries")


def drafts(agreements, parties):
    """Agreements that are not stored, with equally many parties each, one source and one area."""
    models, whole = module("agreements.models"), module("agreements.models.whole").Whole
    municipalities = list(apps.get_model("municipalities", "Municipality").objects.filter(dissolved=None))
    organisations = apps.get_model("municipalities", "Organisation")
    known = [*municipalities, *organisations.objects.all()]
    while len(known) < parties / agreements + 10:  # as many as the largest needs
        known.append(organisations.objects.create(name=f"Part {len(known)}", kind="annet"))
    area, done = models.ServiceArea.objects.first(), 0
    for number in range(agreements):
        until = (number + 1) * parties // agreements
        agreement = models.Agreement(
            name=f"Oppdiktet avtale {number}", legal_form="vertskommune", agreement_type="samarbeidsavtale", publication="published"
        )
        rows = []
        for place in range(until - done):
            party = known[(number + place) % len(known)]
            key = "municipality" if party in municipalities else "organisation"
            rows.append(models.Participation(role="samarbeidskommune", **{key: party}))
        done = until
        yield whole(agreement, rows, [models.Source(citation=f"fil.xlsx, rad {number}")], [area])


def store_bare(found):
    """The same rows, checked by nobody."""
    found = list(found)
    agreement = apps.get_model("agreements", "Agreement")
    agreement.objects.bulk_create(whole.agreement for whole in found)
    for whole in found:
        whole.own()
    for name in ("participations", "sources"):
        rows = [row for whole in found for row in getattr(whole, name)]
        type(rows[0]).objects.bulk_create(rows)
    links = agreement.service_areas.through
    links.objects.bulk_create(links(agreement=whole.agreement, servicearea=whole.service_areas[0]) for whole in found)


def module(name):
    """A module of ours, which can be imported only when Django has started."""
    return __import__(name, fromlist=["*"])


@contextmanager
def undone():
    """What is done in it, and undone again."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def timed(what):
    """Seconds of processor time, told when there is something to tell."""
    begun, taken = time.process_time(), []
    yield lambda: taken[0]
    taken.append(time.process_time() - begun)
    if what:
        print(f"  {what}: {taken[0]:.1f} s")


if __name__ == "__main__":
    main()
