"""The map of figures: the same numbers on tiles as in the table and the files, and no tile that says more than is known."""

import csv
import io
import re
from html import unescape
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from agreements.statistics.measures import MEASURES
from municipalities.models import Municipality
from tests.agreements.statistics.world import DAY, make_world
from tests.makers import make_agreement, make_mapping_status

pytestmark = pytest.mark.django_db
ON = DAY.isoformat()
MUNICIPALITIES = ("Bardu", "Dyrøy", "Senja", "Alta", "Loppa")


@pytest.fixture
def world(kept):
    world = kept(make_world)
    for place, name in enumerate(MUNICIPALITIES):
        Municipality.objects.filter(name=name).update(tile_column=place, tile_row=0)
    make_mapping_status(world.municipalities["Bardu"], "mapped")
    make_mapping_status(world.municipalities["Alta"], "confirmed")
    return world


def shown(client, **query):
    """The page."""
    answer = client.get("/kart/", {"on": ON, **query})
    assert answer.status_code == 200
    return answer.content.decode()


def tiles(page):
    """What each tile says."""
    return {name: unescape(text) for name, text in re.findall(r"<title>([^:<]*): ([^<]*)</title>", page)}


def table(page):
    """What each row of the table says, without its link."""
    found = re.findall(r'class="name" href="[^"]*">([^<]*)</a></th><td[^>]*>[^<]*</td><td[^>]*>(?:<a [^>]*>)?([^<]*)<', page)
    return {name: unescape(text) for name, text in found}


@pytest.mark.parametrize("figure", MEASURES)
def test_tiles_table_and_files_say_the_same(client, world, figure):
    page = shown(client, figure=figure)
    assert len(table(page)) == 5
    assert tiles(page) == table(page)
    picture = client.get("/kart/", {"on": ON, "figure": figure, "format": "svg"}).content.decode()
    assert tiles(picture) == table(page)
    book = load_workbook(io.BytesIO(b"".join(client.get(f"/kart/?on={ON}&figure={figure}&format=xlsx").streaming_content)))
    rows = {row[0]: row[2] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)}
    text = b"".join(client.get(f"/kart/?on={ON}&figure={figure}&format=csv").streaming_content).decode("utf-8-sig")
    lines = {line[1]: line[3] for line in list(csv.reader(io.StringIO(text), delimiter=";"))[1:]}
    for name, said in table(page).items():
        bare = said.removeprefix("minst ").removesuffix(" %")
        if MEASURES[figure].kind == "share":
            assert said == "–" and rows[name] is None or round(100 * rows[name]) == int(bare)
        else:
            assert str(rows[name]) == lines[name] == bare


@pytest.mark.parametrize(
    ("query", "counted"),  # Bardu, Dyrøy, Senja, Alta, Loppa
    [
        ({}, "4 4 5 4 3"),
        ({"purchase": "nei"}, "4 4 5 3 2"),
        ({"sector": "sosial"}, "1 1 1 0 0"),
        ({"service_area": "ikt"}, "0 0 0 2 2"),
        ({"service_area": "ikt", "purchase": "nei"}, "0 0 0 1 1"),
        ({"legal_form": "iks"}, "1 1 1 1 1"),
        ({"sector": "administrasjon"}, "1 1 1 3 3"),
        ({"sector": "administrasjon", "legal_form": "vertskommune"}, "0 0 0 1 1"),
        ({"sector": "helse", "service_area": "ikt"}, "0 0 0 0 0"),
        ({"level": "region"}, "1 1 0 0 0"),
        ({"level": "fylke"}, "2 2 2 2 2"),
        ({"level": "fylkesgrense"}, "1 1 3 2 1"),
        ({"level": "fylkesgrense", "legal_form": "vertskommune"}, "0 0 1 1 0"),
        ({"figure": "kommuner.vert"}, "2 0 1 1 0"),
        ({"figure": "kommuner.vert", "sector": "helse"}, "1 0 0 0 0"),
        ({"figure": "partnere.andel"}, "25 25 20 75 67"),
    ],
)
def test_the_numbers_are_those_counted_by_hand(client, world, query, counted):
    found = {name: re.sub(r"\D", "", text) for name, text in table(shown(client, **query)).items()}
    assert [found[name] for name in MUNICIPALITIES] == counted.split()


def test_a_county_or_a_region_leaves_the_others_out(client, world):
    assert set(table(shown(client, county="56"))) == {"Alta", "Loppa"}
    slug = world.municipalities["Bardu"].region_memberships.get().region.slug
    assert set(tiles(shown(client, region=slug))) == {"Bardu", "Dyrøy"}


def test_what_is_not_registered_is_told_apart_from_what_is_not_mapped(client, world):
    assert table(shown(client, figure="kommuner.har", sector="sosial")) == {
        "Bardu": "har samarbeid",
        "Dyrøy": "har samarbeid",
        "Senja": "har samarbeid",
        "Alta": "ingen registrert",
        "Loppa": "ikke kartlagt",
    }
    assert table(shown(client, figure="anbefalte-omrader.omrade-1")) == {
        "Alta": "har samarbeid",
        "Loppa": "har samarbeid",
        "Senja": "ikke kartlagt (i nærheten med vert i Alta)",
        "Bardu": "ikke kartlagt",
        "Dyrøy": "ikke kartlagt",
    }


def test_the_recommended_areas_are_never_narrowed_to_another_subject(client, world):
    page = shown(client, figure="anbefalte-omrader.omrade-1", sector="sosial")
    assert table(page)["Alta"] == "har samarbeid"
    assert "Valget av sektor, område, samarbeidsform og nivå er ikke brukt" in page


@pytest.mark.parametrize(
    "narrowed", [{}, {"sector": "administrasjon"}, {"level": "fylke"}, {"service_area": "ikt", "legal_form": "vertskommune"}]
)
@pytest.mark.parametrize("figure", MEASURES)
def test_every_number_opens_exactly_the_schemes_it_counts(client, world, figure, narrowed):
    page = shown(client, figure=figure, **narrowed)
    links = re.findall(r'data-label="[^"]*"[^>]*><a href="(/samarbeid/\?[^"]*)">([^<]*)<', page)
    on_tiles = [unescape(address) for address in re.findall(r'class="tile [^"]*" href="(/samarbeid/[^"]*)"', page)]
    assert sorted(unescape(address) for address, _text in links) == sorted(on_tiles)
    for address, text in links:
        listed = client.get("/api/v1" + unescape(address).replace("/samarbeid/", "/agreements/")).json()
        assert listed["count"] > 0
        assert listed["count"] == int(re.sub(r"\D", "", text) or listed["count"]), address


def test_who_is_not_mapped_is_hatched_and_a_share_is_never_at_least(client, world):
    page = shown(client, figure="kommuner.antall")
    assert (tiles(page)["Bardu"], tiles(page)["Dyrøy"]) == ("4", "minst 4")
    assert page.count('<path class="hatch"') == 3 + 1  # and the legend
    assert not re.search(r'class="tile-number"[^>]*>\d+\+<', shown(client, figure="partnere.andel"))
    words = shown(client, figure="kommuner.har", sector="sosial")
    assert words.count('<path class="hatch"') == 1 + 1  # what is known to be there is so, however far the rest is mapped


def test_the_picture_stands_alone_and_says_what_it_is(client, world):
    answer = client.get("/kart/", {"on": ON, "sector": "helse", "county": "55", "format": "svg"})
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Disposition"] == f'attachment; filename="kart-kommuner-antall-{ON}.svg"'
    text = answer.content.decode()
    root = ElementTree.fromstring(text)
    said = " ".join(root.itertext())
    for words in ("Samarbeid per kommune", "Per 01.06.2026", "Troms", "Helsetjenester", "2 av 5 kommuner", "NLOD 2.0", "minst"):
        assert words in said
    assert not re.search(r"\b(class|style|href)=|url\(|<(style|script|image|use)\b", text)


@pytest.mark.parametrize(
    "query",
    [
        {"figure": "kommuner.innbyggere"},
        {"figure": "tull"},
        {"on": "x"},
        {"q": "x"},
        {"format": "pdf"},
        {"sector": "tull"},
        {"service_area": "tull"},
        {"legal_form": "tull"},
        {"level": "tull"},
    ],
)
def test_what_cannot_be_shown_is_refused_by_name(client, world, query):
    answer = client.get("/kart/", query)
    assert answer.status_code == 400
    assert next(iter(query)) in answer.content.decode()


def test_queries_are_few_and_do_not_grow_with_rows(client, world):
    numbers = []
    for more in (0, 12):
        for place in range(more):
            make_agreement(f"Mer {place}", [(one, "part") for one in world.municipalities.values()], sources=["2025"])
        cache.clear()
        with CaptureQueriesContext(connection) as found:
            shown(client, figure="anbefalte-omrader.omrade-1")
            shown(client, sector="sosial", service_area="barnevern")
        numbers.append(len(found))
    assert numbers[0] == numbers[1] <= 2 * 15


def test_an_empty_register_has_a_page_without_a_map(client):
    page = client.get("/kart/").content.decode()
    assert "ikke noe kart å vise" in page
    for kind in ("svg", "xlsx", "csv"):
        assert client.get("/kart/", {"format": kind}).status_code == 200
