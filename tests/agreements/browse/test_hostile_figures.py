"""Figures, map and reports asked what nobody ought to ask: an answer, or a refusal in words that names it. Never an error of ours.

What the API is asked is held to its description in `tests/agreements/api/test_parameter_fuzz.py`.
"""

import re
from html import unescape
from urllib.parse import unquote

import pytest

from agreements.models import Agreement, Publication
from agreements.reports.asked import Place
from agreements.reports.catalogue import REPORTS
from agreements.statistics.measures import MEASURES
from agreements.statistics.tables.catalogue import PAGES
from municipalities.models import Municipality
from registry.models import Role
from tests.makers import make_user

pytestmark = pytest.mark.django_db
PLACES = {Place.MUNICIPALITY: "/5524", Place.COUNTY: "/55", Place.REGION: "/altaregionen", Place.REGISTER: ""}
FIGURES = [f"/statistikk/{code}/" for code in PAGES] + ["/statistikk/oversikt/?format=xlsx", "/statistikk/niva/?format=csv"]
MAPS = ["/kart/", "/kart/?format=svg", "/kart/?format=xlsx", "/kart/?format=csv", f"/kart/?figure={list(MEASURES)[-1]}"]
MADE = [(report, PLACES[kind]) for report in REPORTS for kind in sorted(report.places) if not report.staff]
PAGES_OF_REPORTS = [f"/rapporter/{report.code}{place}{end}" for report, place in MADE for end in ("/", ".xlsx")]
ADDRESSES = [*FIGURES, *MAPS, *PAGES_OF_REPORTS, "/rapporter/"]
LONG = "a" * 501
NOBODY = "%00"
OF_DAYS = ["0001-01-01", "9999-12-31", "1836-12-31", "2101-01-01", "2023-02-29", "2020", "tull", "-1", NOBODY, LONG, "%F0%9F%98%80"]
OF_PLACES = ["tull", "99", "5524", NOBODY, LONG, "%27%3B--", "%E2%80%AE", "²²"]
WRONG = [
    *(("on", value) for value in OF_DAYS),
    ("tull", "1"),
    ("%00", "1"),
    ("page", "1"),
]
WRONG_OF_FIGURES = [
    *(("county", value) for value in OF_PLACES),
    *(("region", value) for value in [*OF_PLACES, "vest-finnmark-regionrad"]),
    *(("division", value) for value in ("tull", LONG, NOBODY)),
    *(("purchase", value) for value in ("kanskje", LONG, NOBODY)),
    *(("compare", value) for value in ("tull", NOBODY, LONG, "1850,5530", "1931,5530", "5524," * 7, "vest-finnmark-regionrad")),
    *(("since", value) for value in [*OF_DAYS, "2100-12-31", "2026-12-31"]),
]  # fmt: skip
DAY = "2026-12-31"


def with_query(address, *pairs):
    query = "&".join(f"{name}={value}" for name, value in pairs)
    return f"{address}{'&' if '?' in address else '?'}{query}"


def text_of(answer):
    return unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))


def assert_refused(answer, name, value):
    """In words that name the parameter and what was sent, as far as it can be shown."""
    assert answer.status_code == 400, answer
    said = text_of(answer)
    assert "Dette kan vi ikke lese" in said
    shown = unquote(value)[:20]
    if "\0" not in shown and "\0" not in unquote(name):
        assert unquote(name) in said and shown.split(",")[0] in said


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_cannot_be_read_is_refused_by_name_and_value(client, real_register, address):
    wrong = [*WRONG, *(WRONG_OF_FIGURES if address in FIGURES + MAPS else [])]
    if address in MAPS:
        wrong += [(name, "tull") for name in ("figure", "map", "sector", "service_area", "legal_form") if f"{name}=" not in address]
    if address.partition("?")[0] in PAGES_OF_REPORTS:
        wrong += [("since", value) for value in OF_DAYS + ["2100-12-31"]]
    for name, value in wrong:
        days = [] if name == "on" else [("on", DAY)]
        assert_refused(client.get(with_query(address, (name, value), *days)), name, value)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_parameter_twice_is_refused_and_an_empty_one_is_none(client, real_register, address):
    answer = client.get(with_query(address, ("on", "2020-01-01"), ("on", "2021-01-01")))
    assert_refused(answer, "on", "2020-01-01")
    assert client.get(with_query(address, ("on", ""), ("utm_source", "x"))).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_first_and_the_last_day_one_can_ask_of(client, real_register, address):
    for day in ("1837-01-01", "2024-02-29", "2100-12-31"):
        answer = client.get(with_query(address, ("on", day)), follow=True)
        assert answer.status_code == (404 if "altaregionen" in address and day < "2023" else 200)
        if not answer.streaming:
            assert "None" not in text_of(answer)


@pytest.mark.parametrize(
    "place", ["tull", "99", "0000", "9999", "99999", "²²²²", "%F0%9F%98%80", "%E2%80%AE", "a" * 600, "5524;--"]
)
@pytest.mark.parametrize("report", [report for report in REPORTS if report.places != {Place.REGISTER}], ids=lambda one: one.code)
def test_a_place_that_is_none_is_not_found_and_named(client, real_register, report, place):
    client.force_login(make_user(Role.READER))
    for end in ("/", ".xlsx"):
        answer = client.get(f"/rapporter/{report.code}/{place}{end}")
        assert answer.status_code == 404
        assert f"Rapporten kan ikke lages for «{unquote(place)[:50]}" in text_of(answer)


@pytest.mark.parametrize("report", [report for report in REPORTS if Place.MUNICIPALITY in report.places], ids=lambda one: one.code)
def test_the_number_of_one_that_was_split_offers_its_heirs_and_claims_nothing(client, real_register, report):
    client.force_login(make_user(Role.READER))
    answer = client.get(f"/rapporter/{report.code}/1850/")
    assert answer.status_code == 200
    assert "Nummeret 1850 fører ikke til én bestemt kommune" in text_of(answer)
    assert re.findall(rf'<a href="/rapporter/{report.code}/(\d{{4}})/">(\w+)', answer.content.decode()) == [
        ("1806", "Narvik"), ("1875", "Hamarøy"),
    ]  # fmt: skip
    assert client.get(f"/rapporter/{report.code}/1850.xlsx").status_code == 302


@pytest.mark.parametrize("report", [report for report in REPORTS if report.staff], ids=lambda one: one.code)
def test_a_report_for_staff_is_not_there_for_others(client, real_register, report):
    municipality = Municipality.objects.get(name="Målselv")
    for user in (None, make_user(Role.MUNICIPALITY, municipality=municipality)):
        if user:
            client.force_login(user)
        for place in [PLACES[kind] for kind in report.places]:
            for address in (
                f"/rapporter/{report.code}{place}/",
                f"/rapporter/{report.code}{place}.xlsx",
                f"/api/v1/reports/{report.code}{place}/",
            ):
                assert client.get(address).status_code == 404
        assert f"/rapporter/{report.code}" not in client.get("/rapporter/").content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_without_an_agreement_nothing_is_said_of_anybody(client, real_register, address):
    Agreement.objects.update(publication=Publication.DRAFT)
    answer = client.get(with_query(address, ("on", DAY)))
    assert answer.status_code == 200
    if "format" not in address and ".xlsx" not in address:
        assert "mangler samarbeid" not in text_of(answer)
        assert "har ingen samarbeid" not in text_of(answer)


@pytest.mark.parametrize("address", ADDRESSES)
def test_without_a_municipality(client, address):
    answer = client.get(address)
    assert answer.status_code == (404 if re.search("5524|/55|altaregionen", address) else 200)


def test_one_set_beside_itself_is_one_and_nothing_is_compared(client, real_register):
    for codes in ("5530,5530", "5530,5421", "altaregionen,altaregionen"):
        answer = client.get(f"/statistikk/sammenligning/?compare={codes}")
        assert answer.status_code == 200
        assert "Velg minst to ulike å sammenligne." in text_of(answer)
