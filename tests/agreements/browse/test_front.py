"""The front page: what it says, that its figures open exactly their rows, and that it stands empty too."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements import actions
from agreements.models import Agreement, Publication
from registry.changes import Actor
from registry.periods import parse_date
from tests.makers import make_agreement, make_mapping_status, make_municipality, make_user

pytestmark = pytest.mark.django_db


def page(client, address="/"):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer


def words(answer):
    """The text of the page without its marks."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def figures(answer):
    """The key figures: what is counted, and where its rows are."""
    found = re.findall(r'class="figure" href="([^"]+)"><strong>([^<]+)</strong><span>([^<]+)', answer.content.decode())
    return {label: (number, unescape(address)) for address, number, label in found}


def test_an_empty_register_has_a_friendly_front_page(client):
    text = words(page(client))
    assert "0 samarbeid lagt inn, 0 av 0 kommuner kartlagt, 0 har bekreftet." in text
    assert "Ingen kommuner er lagt inn" in text
    assert "Ingen endringer ennå." in text


def test_the_state_of_the_register_is_said_in_figures(client):
    mapped, confirmed, partial = make_municipality("Alta"), make_municipality("Bardu"), make_municipality("Dyrøy")
    make_mapping_status(mapped, "mapped")
    make_mapping_status(confirmed, "confirmed")
    make_mapping_status(partial, "partial")
    make_agreement(parties=[(partial,)])
    text = words(page(client))
    assert "Under oppbygging" in text
    assert "1 samarbeid lagt inn, 2 av 3 kommuner kartlagt, 1 har bekreftet." in text


def test_a_municipality_that_is_not_fully_mapped_is_hatched_and_said_to_have_at_least_so_many(client):
    dyroy = make_municipality("Dyrøy", tile_column=1, tile_row=3)
    alta = make_municipality("Alta", tile_column=6, tile_row=2)
    make_mapping_status(alta, "mapped")
    make_agreement(parties=[(dyroy,), (alta,)])
    body = page(client).content.decode()
    assert "<title>Dyrøy: minst 1 samarbeid, ikke kartlagt</title>" in body
    assert "<title>Alta: 1 samarbeid</title>" in body
    assert body.count('class="hatch" d="M1') == 1  # inside the tile of Dyrøy; the legend has one of its own


def test_the_real_register_has_39_tiles_today_and_43_on_a_day_in_2019(client, real_register):
    for address, number in (("/", 39), ("/?on=2019-06-01", 43)):
        body = page(client, address).content.decode()
        tiles = re.findall(r'class="tile [^"]*" href="([^"]+)"', body)
        assert len(tiles) == len(set(tiles)) == number
        for link in tiles:
            assert client.get(unescape(link)).status_code == 200


@pytest.mark.parametrize("address", ["/", "/?on=2019-06-01", "/?on=2021-06-01"])
def test_every_figure_is_the_number_of_rows_its_link_opens(client, real_register, address):
    found = figures(page(client, address))
    assert len(found) == 4
    for label in ("samarbeid telles med", "av dem er uavklart"):
        number, link = found[label]
        rows = client.get(link, {"page_size": "1000"} if "?" not in link else None)
        assert rows.status_code == 200
        assert rows.context["page"].paginator.count == int(number)
    municipalities = next(label for label in found if label.startswith("deltakelser"))
    number, link = found[municipalities]
    assert client.get(link).context["participations"] == int(number.replace("\xa0", ""))


@pytest.mark.parametrize("address", ["/", "/?on=2019-06-01"])
def test_every_status_opens_as_many_rows_as_it_says(client, real_register, address):
    parts = page(client, address).context["freshness"]
    assert parts
    for part in parts:
        assert client.get(part.address).context["page"].paginator.count == part.number


def test_a_tile_says_the_same_number_as_the_page_it_opens(client, real_register):
    for row in page(client).context["rows"]:
        assert len(client.get(row.address).context["own"].current) == row.tally.agreements


@pytest.mark.parametrize("sought", ["Gáivuotna", "gaivuotna", "Kåfjord kommune", "5540", "1940", "Kåfjord (5540)"])
def test_a_municipality_is_found_by_any_name_or_number(client, real_register, sought):
    answer = client.get("/", {"municipality": sought})
    assert (answer.status_code, answer["Location"]) == (302, "/kommuner/5540/")


def test_an_unknown_municipality_leads_to_the_list_with_the_same_search(client):
    answer = client.get("/", {"municipality": "Atlantis", "on": "2019-06-01"})
    assert answer["Location"] == "/kommuner/?q=Atlantis&on=2019-06-01"


def test_the_last_changes_name_no_person_no_reason_and_no_draft(client):
    user = make_user(name="Kari Nordmann")
    agreement = make_agreement("Legevakt")
    actions.withdraw(agreement, reason="Feilført, sier Ola", by=Actor.of(user))
    actions.publish(agreement, by=Actor.of(user), reason="Ola tok feil")
    make_agreement("Hemmelig utkast", publication=Publication.DRAFT)
    text = words(page(client))
    assert "Legevakt er endret (Statsforvalteren)" in text
    assert "Legevakt er ført inn (import)" in text
    for secret in ("Kari", "Ola", "Hemmelig"):
        assert secret not in text


def test_what_one_import_brought_is_one_line_beside_what_people_did(client):
    for number in range(7):
        make_agreement(f"Samarbeid {number}")
    actions.end(Agreement.objects.first(), last_day=parse_date("2025"), by=Actor.of(make_user()))
    told = page(client).context["changes"]
    assert [(latest.change.get_kind_display(), latest.together) for latest in told] == [("avsluttet", 1), ("ført inn", 7)]
    assert "7 samarbeid er ført inn (import)" in words(page(client))


def test_links_carry_the_day_along(client):
    make_municipality("Dyrøy", number="5528", tile_column=1, tile_row=3)
    body = page(client, "/?on=01.06.2019").content.decode()
    assert 'href="/kommuner/5528/?on=2019-06-01"' in body
    assert "Du ser registeret slik det var <strong>01.06.2019</strong>" in body


def test_the_status_of_an_agreement_nobody_knows_of_is_never_counted_as_in_force(client):
    make_agreement("Ukjent", stage="unknown", sources=["2015"])
    found = page(client).context["freshness"]
    assert [(part.status, part.number) for part in found] == [("uavklart", 1)]


@pytest.mark.parametrize("query", ["on=31.02", "on=2019", "tullball=1", "on=a&on=b", "municipality=%00"])
def test_an_address_that_cannot_be_read_is_refused(client, query):
    assert client.get(f"/?{query}").status_code == 400


def test_queries_do_not_grow_with_rows(client):
    def fill(number, start):
        municipalities = [make_municipality(f"Kommune {start + n}", tile_column=n % 13, tile_row=n % 6) for n in range(number)]
        for n in range(number):
            make_agreement(f"Samarbeid {start + n}", parties=[(municipality,) for municipality in municipalities])

    counts = []
    for number, start in ((5, 0), (25, 5)):
        fill(number, start)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(client)
        counts.append(len(queries))
    assert Agreement.objects.count() == 30
    assert counts[0] == counts[1] <= 15


def test_a_day_before_anything_existed_shows_no_agreements(client):
    make_agreement(parties=[(make_municipality("Senja", founded=date(2020, 1, 1)),)], start="2020")
    assert page(client, "/?on=1900-01-01").context["counted"] == 0
