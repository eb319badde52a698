"""Every public address: it answers, is whole HTML, and asks the database little. Taken from the URLconf, so none is forgotten."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve, reverse

from agreements.browse.urls import urlpatterns
from agreements.models import Agreement
from agreements.reports.asked import Place
from agreements.reports.catalogue import REPORTS
from agreements.statistics.tables.catalogue import PAGES
from municipalities.models import Region
from tests.makers import make_user

MOST_QUERIES = 15
ALL_FIGURES, MOST_OF_ALL = "/rapporter/fylkesrapport/", 20  # the one page with every figure there is, of two days

# The pages about data, which read `on`, with the rows to try them on; and the pages that hold on no day but now.
WITHOUT_ROW = [
    "front",
    "agreement-list",
    "legal-form-list",
    "municipality-list",
    "region-list",
    "statistics",
    "map",
    "network",
    "report-list",
]
WITH_ROW = {
    "agreement-detail": lambda: [
        {"pk": pk} for pk in Agreement.objects.filter(source_key__in=["A001", "A026"]).values_list("pk", flat=True)
    ],
    "legal-form-detail": lambda: [{"code": code} for code in ("vertskommune", "iks", "nettverk", "samkommune")],
    "statistics-page": lambda: [{"code": code} for code in PAGES],
    "report": lambda: [{"report": report.code} for report in REPORTS if not report.staff],
    "report-of": lambda: [
        {"report": report.code, "place": place}
        for report in REPORTS
        for kind, place in ((Place.MUNICIPALITY, "5524"), (Place.COUNTY, "55"), (Place.REGION, "plankontor-midt-troms"))
        if kind in report.places and not report.staff
    ],
    # today's number, one from before 2020, one split in two, one of another county
    "municipality-detail": lambda: [{"number": number} for number in ("5524", "1931", "5530", "1850", "1806")],
    "region-detail": lambda: [{"slug": region.slug} for region in Region.objects.order_by("?")[:3]],
}
UNDATED = ["change-list", "downloads", "report-error", "about", "about-words", "about-privacy"]
LOGGED_IN = ["deadline-list", "finding-list"]  # for staff, and for a municipality about its own
FILES = ["catalogue", "download", "document", "report-file", "report-file-of"]  # no pages: tests/agreements/browse
REDIRECTS = {"/avtaler/": "/samarbeid/", "/statistikk/nettverk/": "/kart/nettverk/"}
ACCOUNT = ["account_login", "account_reset_password", "account_request_login_code"]

DAYS = ["", "?on=2019-06-01", "?on=1900-01-01", "?on=31.12.2025"]


class Page(HTMLParser):
    """What of a page the tests look at."""

    def __init__(self, answer):
        super().__init__()
        self.h1, self.lang, self.title, self.ids, self.links, self.unlabelled = 0, "", "", [], [], []
        self.text = answer.content.decode()
        self._in_title = False
        self.feed(self.text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.h1 += tag == "h1"
        self._in_title = tag == "title"
        if tag == "html":
            self.lang = attributes.get("lang", "")
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag == "a" and attributes.get("href"):
            self.links.append(attributes["href"])

    def handle_endtag(self, tag):
        self._in_title = False

    def handle_data(self, data):
        if self._in_title:
            self.title += data


def assert_whole(answer):
    """One page of finished HTML."""
    page = Page(answer)
    assert page.h1 == 1
    assert page.lang == "nb"
    assert page.title.replace("– Samarbeidsregisteret", "").strip()
    assert not re.search(r"{{|}}|{%|%}|{#", page.text)
    assert sorted(page.ids) == sorted(set(page.ids)), "one id is used twice"
    assert not re.search(r">\s*None\s*<", page.text)
    return page


def addresses(name):
    rows = WITH_ROW[name]() if name in WITH_ROW else [{}]
    assert rows, f"no rows to try {name} on"
    return [reverse(name, kwargs=row) for row in rows]


def test_every_public_address_is_tried_here():
    named = {pattern.name for pattern in urlpatterns if pattern.name}
    assert named == {*WITHOUT_ROW, *WITH_ROW, *UNDATED, *LOGGED_IN, *FILES}
    assert {f"/{pattern.pattern}" for pattern in urlpatterns if not pattern.name} == set(REDIRECTS)


@pytest.mark.parametrize("query", DAYS)
@pytest.mark.parametrize("name", [*WITHOUT_ROW, *WITH_ROW])
def test_a_page_about_data_answers_whole_with_few_queries_on_any_day(client, real_register, name, query):
    assert connection.features.supports_json_field  # Django asks SQLite once a process, and not in the page that is measured
    for address in addresses(name):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address + query, follow=True)
        assert answer.status_code == 200, address
        assert_whole(answer)
        most = MOST_OF_ALL if address.startswith(ALL_FIGURES) else MOST_QUERIES
        assert len(queries) <= most, "\n".join(query["sql"][:300] for query in queries)


@pytest.mark.parametrize("name", [*UNDATED, *ACCOUNT])
def test_a_page_that_holds_on_no_day_answers_whole_with_few_queries(client, real_register, name):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert_whole(answer)
    assert len(queries) <= MOST_QUERIES


@pytest.mark.parametrize("name", LOGGED_IN)
def test_a_page_for_those_who_log_in_answers_whole_with_few_queries(client, real_register, name):
    client.force_login(make_user())
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert_whole(answer)
    assert len(queries) <= MOST_QUERIES


@pytest.mark.django_db
@pytest.mark.parametrize("query", DAYS)
@pytest.mark.parametrize("name", WITHOUT_ROW)
def test_a_page_of_an_empty_register_answers_whole(client, name, query):
    answer = client.get(reverse(name) + query)
    assert answer.status_code == 200
    assert_whole(answer)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/samarbeid/1/", "/kommuner/9999/", "/kommuner/x/", "/regioner/ingen/", "/finnes-ikke/"])
def test_what_is_not_there_is_a_whole_page_that_says_so(client, address):
    answer = client.get(address)
    assert answer.status_code == 404
    assert_whole(answer)


@pytest.mark.django_db
@pytest.mark.parametrize(("old", "new"), REDIRECTS.items())
def test_an_old_address_leads_on_with_its_query(client, old, new):
    assert client.get(f"{old}?q=barnevern").url == f"{new}?q=barnevern"


@pytest.mark.parametrize("query", ["?on=31.02", "?on=31.02.2020", "?tullball=1", "?on=2019-06-01&on=2020-06-01", "?on=%00"])
@pytest.mark.parametrize("name", [*WITHOUT_ROW, *WITH_ROW])
def test_a_parameter_that_cannot_be_read_is_400_naming_it(client, real_register, name, query):
    for address in addresses(name):
        answer = client.get(address + query)
        assert answer.status_code == 400, address
        page = assert_whole(answer)
        assert query[1:].split("=")[0] in page.text


@pytest.mark.parametrize("day", ["", "?on=2019-06-01"])
def test_every_kind_of_link_leads_somewhere(client, real_register, day):
    """Each page's links, one of each kind, are followed; within one site no link may be dead."""
    tried = set()
    for name in [*WITHOUT_ROW, *WITH_ROW]:
        for address in addresses(name):
            answer = client.get(address + day, follow=True)
            for link in Page(answer).links:
                parts = urlsplit(link)
                if parts.scheme or not (parts.path or parts.query):
                    continue
                target = parts.path or answer.request["PATH_INFO"]
                try:
                    kind = (resolve(target).view_name, parts.query[:12])
                except Resolver404:
                    pytest.fail(f"{address}{day} links to {link}")
                if kind not in tried:
                    tried.add(kind)
                    found = client.get(f"{target}?{parts.query}")
                    assert found.status_code in (200, 302), f"{address}{day} links to {link}"
