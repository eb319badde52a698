"""The map of figures: the same numbers on tiles as in the table, and no tile that says more than is known."""

import re

import pytest

from municipalities.models import Municipality
from tests.agreements.statistics.world import DAY, make_world
from tests.makers import make_mapping_status

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = make_world()
    for place, name in enumerate(("Bardu", "Dyrøy", "Senja", "Alta", "Loppa")):
        Municipality.objects.filter(name=name).update(tile_column=place, tile_row=0)
    make_mapping_status(world.municipalities["Bardu"], "mapped")
    return world


def tiles(page):
    return dict(re.findall(r"<title>([^:<]*): ([^<]*)</title>", page))


@pytest.mark.parametrize("figure", ["", "kommuner.vert", "kommuner.deltaker", "partnere.grupper", "partnere.andel"])
def test_tiles_and_table_say_the_same(client, world, figure):
    page = client.get("/kart/", {"on": DAY.isoformat(), "figure": figure}).content.decode()
    rows = re.findall(r'class="name" href="[^"]*">([^<]*)</a></th><td[^>]*>([^<]*)<', page)
    assert len(rows) == 5
    assert tiles(page) == {name: text for name, text in rows if text != "–"}


def test_who_is_not_mapped_is_hatched_and_a_share_is_never_at_least(client, world):
    page = client.get("/kart/", {"on": DAY.isoformat(), "figure": "kommuner.antall"}).content.decode()
    assert (tiles(page)["Bardu"], tiles(page)["Dyrøy"], page.count('<path class="hatch"')) == (
        "4",
        "minst 4",
        4 + 1,
    )  # and the legend
    share = client.get("/kart/", {"on": DAY.isoformat(), "figure": "partnere.andel"}).content.decode()
    assert not re.search(r'class="tile-number"[^>]*>\d+\+<', share)


@pytest.mark.parametrize(
    "query", [{"figure": "kommuner.innbyggere"}, {"figure": "tull"}, {"on": "x"}, {"q": "x"}, {"format": "xlsx"}]
)
def test_what_cannot_be_shown_is_refused(client, world, query):
    assert client.get("/kart/", query).status_code == 400


def test_an_empty_register_has_a_page_without_a_map(client):
    page = client.get("/kart/").content.decode()
    assert "ikke noe kart å vise" in page
