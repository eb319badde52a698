"""Every list page and API list, and the pages of the front, a municipality and a region: queries and server time.

    .venv/bin/python -m tests.benchmarks.lists

Target: at most 15 queries and 100 ms at 5,000 agreements, at 50,000 at most 1.3 times that. The time is the processor's, so
that a busy machine does not count: of the first visit since something changed, and of the next ones ("again"), which find the
counts of the register remembered (`agreements.models.edition`). Made-up municipalities have ten times as many agreements as
real ones: 700 each at 5,000, where Norway's 357 would share them at 75 each.

Measured 21.11.2026 on two cores that others used too (SQLite). At 5,000 everything is within the target: lists first at most
72 ms, again at most 51 ms, the front page 78 and 38 ms, a municipality with 700 agreements 85 to 101 ms, a region 78 ms;
at most 14 queries. At 50,000 again: every list takes at most 62 ms, 0.9 to 1.3 times its time at 5,000, save

* a search for area and municipality, 138 ms (2.9 times): it looks through all that the municipality has on the area;
* `/endringer/?municipality=` 39 ms (1.7), `/api/v1/organisations/` 7 ms (1.8), and `/api/v1/agreements/` and `changes/`
  19 and 15 ms (1.4), all far below 100 ms;
* the API's agreements with a search 119 ms and sorted by status on a day 169 ms (5 times): it counts and sorts whole rows anew.

Missed at 50,000 is the first visit since a change: the whole list takes 108 ms, but counting what each municipality takes part
in 270-300 ms (`/kommuner/`, `/api/v1/municipalities/`, and 430 ms for the front page), a search, a county, an order by parties or
status 170-250 ms. SQLite joins 200,000 parties no faster. The page of a municipality with 7,000 agreements takes 0.6 s.

PostgreSQL 15 on the same machine, with the time of its process counted in: at 5,000 lists first at most 89 ms, again 73; at 50,000
again at most 57 ms, save the search for area and municipality 131 ms; first visits 90-310 ms, the front page 410 ms.
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
    "/endringer/?page=45",
    *(f"/api/v1/{name}/" for name in ("agreements", "municipalities", "regions", "organisations", "service-areas")),
    "/api/v1/legal-forms/",
    "/api/v1/agreements/?q=barnevern",
    "/api/v1/agreements/?on=2019-06-01&ordering=-status",
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
