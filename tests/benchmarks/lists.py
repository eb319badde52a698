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

import sys
import time

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
ROUNDS, MOST_QUERIES, MOST_MS = 7, 15, 100


def main():
    """Measure each, and say which are beyond the target."""
    agreements = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    synthetic_register.start_django(synthetic_register.make(agreements))
    client, allowed = Client(), MOST_MS if agreements <= 5000 else 1.3 * MOST_MS
    for address in LISTS:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
            number = len(queries)
        assert answer.status_code == 200, address
        spent = min(_once(client, address) for _round in range(ROUNDS))
        late = "" if spent <= allowed and number <= MOST_QUERIES else "  BEYOND THE TARGET"
        print(f"{address:45} {number:3} queries {spent:7.1f} ms{late}", flush=True)


def _once(client, address):
    begun = time.process_time()
    client.get(address)
    return (time.process_time() - begun) * 1000


if __name__ == "__main__":
    main()
