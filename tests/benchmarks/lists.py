"""Every list page and API list: queries and server time (of the processor, so that a busy machine does not count).

    .venv/bin/python -m tests.benchmarks.lists [agreements]

Target: at most 15 queries and 100 ms at 5,000 agreements, at 50,000 at most 1.3 times that.

Measured 21.11.2026 on two cores that others used too (SQLite): at 5,000 agreements all within the target, at most 13 queries;
the slowest were a search for area and municipality 79 ms, page 90 of the changes 69 ms, a county 62 ms, the whole list 40 ms.

Not measured with the indexes there are now: 50,000. Before them the whole list took 167 ms there, with a day 272 ms, so the
target of 130 ms is likely missed: the page counts every form and status of the selection anew for each request, and these
counts grow with the rows. The front page, which is no list, took 900 ms there, and the page of one municipality, which
shows all its agreements, 0.8 s at 5,000, where one municipality has 700.
"""

import time

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.benchmarks import synthetic_register

LISTS = [
    "/samarbeid/",
    "/samarbeid/?on=2019-06-01",
    "/samarbeid/?q=barnevern",
    "/samarbeid/?q=barnevern+Dyr%C3%B8y",
    "/samarbeid/?q=nr&on=2019-06-01",
    "/samarbeid/?municipality=5528",
    "/samarbeid/?county=55",
    "/samarbeid/?sector=helse",
    "/samarbeid/?status=i-kraft",
    "/samarbeid/?host=5503&on=2020-01-01",
    "/samarbeid/?ordering=parties",
    "/samarbeid/?ordering=-status&page=100",
    "/kommuner/",
    "/kommuner/?on=2019-06-01",
    "/regioner/",
    "/endringer/",
    "/endringer/?municipality=5528",
    "/endringer/?page=90",
    *(f"/api/v1/{name}/" for name in ("agreements", "municipalities", "regions", "organisations", "service-areas")),
    "/api/v1/legal-forms/",
    "/api/v1/changes/",
]
PAGES = ["/", "/?on=2019-06-01", "/kommuner/5528/", "/kommuner/5501/?group=area", "/regioner/tromsoregionen/"]
FEW, MANY = 5_000, 50_000
ROUNDS, MOST_QUERIES, MOST_MS, MOST_TIMES = 5, 15, 100, 1.3


def main():
    """Measure each at both sizes, and say which are beyond the target."""
    paths = {size: synthetic_register.make(size) for size in (FEW, MANY)}
    synthetic_register.start_django(paths[FEW])
    measured = {size: _measure(path) for size, path in paths.items()}
    print(f"{'milliseconds':45} queries{FEW:>9} again{MANY:>9} again times")
    for address in [*LISTS, *PAGES]:
        (queries, first, again), (more, first_of_many, again_of_many) = (measured[size][address] for size in (FEW, MANY))
        beyond = max(queries, more) > MOST_QUERIES or max(first, again) > MOST_MS or again_of_many > MOST_TIMES * MOST_MS
        times = again_of_many / again
        row = (
            f"{address:45} {max(queries, more):7} {first:8.0f} {again:5.0f} {first_of_many:8.0f} {again_of_many:5.0f} {times:5.1f}"
        )
        print(row + "  BEYOND THE TARGET" * beyond)


def _measure(path):
    """For each address the queries and the time of the first visit since a change, and the time of the next ones."""
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    client, measured = Client(), {}
    for address in [*LISTS, *PAGES]:
        client.get(address)
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
            number = len(queries)
        assert answer.status_code == 200, (address, answer.status_code)
        first = min(_once(client, address, forget=True) for _round in range(ROUNDS))
        again = min(_once(client, address) for _round in range(ROUNDS))
        measured[address] = (number, first, again)
    return measured


def _once(client, address, *, forget=False):
    if forget:
        cache.clear()
    begun = time.process_time()
    client.get(address)
    return (time.process_time() - begun) * 1000


if __name__ == "__main__":
    main()
