"""Page, Excel, CSV and API of every page of figures, compared cell by cell."""

import pytest

from agreements.statistics.tables.catalogue import PAGES
from tests.agreements.statistics.four_ways import from_api, from_csv, from_excel, from_page
from tests.agreements.statistics.world import DAY, make_world
from tests.makers import make_mapping_status

pytestmark = pytest.mark.django_db
NARROWED = [
    {},
    {"county": "55"},
    {"region": "nord", "purchase": "nei"},
    {"since": "2021-01-01"},
    {"compare": "5520,nord"},
]
NOTHING_ENTERED = ("arsverk-og-kostnad", "eierskapsmeldinger")  # in the data we start with


@pytest.fixture
def world(kept):
    world = kept(make_world)
    for region in world.municipalities["Bardu"].region_memberships.all():
        region.region.slug = "nord"
        region.region.save()
    make_mapping_status(world.municipalities["Bardu"], "mapped")
    make_mapping_status(world.municipalities["Senja"], "confirmed")
    return world


def say_the_same(client, code, **query):
    """Fail unless the four are equal; the tables."""
    told = from_api(client, code, **query)
    assert from_page(client, code, **query) == told
    assert from_excel(client, code, **query) == told
    assert from_csv(client, code, **query) == told
    return told


@pytest.mark.parametrize("narrowed", NARROWED)
@pytest.mark.parametrize("code", PAGES)
def test_the_four_say_the_same_in_every_cell(client, world, code, narrowed):
    tables = say_the_same(client, code, on=DAY.isoformat(), **narrowed)
    assert tables and (code == "sammenligning" or any(tables.values()))


@pytest.mark.parametrize("day", ["2019-12-31", "2020-01-01", "2026-11-21"])
@pytest.mark.parametrize("code", PAGES)
def test_of_the_real_register_too(client, real_register, code, day):
    tables = say_the_same(client, code, on=day, compare="2012,1902")
    assert any(tables.values()) == (code not in NOTHING_ENTERED)
