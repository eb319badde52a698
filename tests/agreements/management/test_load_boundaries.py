"""Borders from a file: what is wrong with it is told and nothing is stored; what is right is matched, drawn and shown."""

import json
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from municipalities.models import Boundary, BoundaryFile, Municipality, MunicipalityNumber
from tests.makers import make_county, make_municipality

pytestmark = pytest.mark.django_db
HOLE = [[0.3, 0.3], [0.6, 0.3], [0.6, 0.6], [0.3, 0.6], [0.3, 0.3]]


def square(east, north=69.0, side=1.0):
    return [[east + x * side, north + y * side] for x, y in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))]


def feature(number, rings=None, kind="Polygon", name="number", **properties):
    return {
        "type": "Feature",
        "properties": {name: number, "navn": "Flata", **properties},
        "geometry": {"type": kind, "coordinates": rings or [square(18)]},
    }


def collection(*features, **more):
    return {"type": "FeatureCollection", "features": list(features), **more}


@pytest.fixture
def municipalities():
    troms, nordland = make_county(), make_county("18", "Nordland", in_register=False)
    found = {name: make_municipality(name, number, troms) for name, number in (("Bardu", "5520"), ("Dyrøy", "5528"))}
    MunicipalityNumber.objects.create(
        municipality=found["Dyrøy"], number="5419", county=troms, valid_to="2024-01-01", valid_from="2020-01-01"
    )
    make_municipality("Narvik", "1806", nordland)
    make_municipality("Lenvik", "1931", troms, dissolved="2020-01-01")
    return found


@pytest.fixture
def load(tmp_path):
    def run(content, **options):
        path = tmp_path / "grenser.geojson"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        out = StringIO()
        call_command("load_boundaries", str(path), stdout=out, **options)
        return out.getvalue()

    return run


@pytest.mark.parametrize("number", ["5520", 5520, " 5520 "])
@pytest.mark.parametrize("name", ["kommunenummer", "Kommunenr", "number"])
def test_a_number_is_known_by_several_names_as_text_or_number(municipalities, load, number, name):
    assert "Grenser for 1 av 2 kommuner er lest inn" in load(collection(feature(number, name=name)))
    assert Boundary.objects.get().municipality == municipalities["Bardu"]


def test_what_is_not_matched_is_named_and_an_older_number_is_known(municipalities, load):
    said = load(collection(feature("5419"), feature("1806"), feature("1931"), feature("9999"), feature(None)))
    assert "Ikke i filen: 5520 Bardu." in said
    assert "Har tidligere nummer i filen: 5419 Flata (5528)." in said
    assert "utelatt: 1806 Flata, 1931 Flata, 9999 Flata, Flata." in said


def test_holes_and_several_parts_are_drawn_and_loading_again_replaces(municipalities, load):
    with_hole = feature("5520", [square(18), [[18 + x, 69 + y] for x, y in HOLE]])
    islands = feature("5528", [[square(20)], [square(22, side=0.1)]], "MultiPolygon")
    for _time in range(2):
        load(collection(with_hole, islands), credit="© Kartverket, CC BY 4.0")
    rows = {row.municipality.name: row for row in Boundary.objects.select_related("municipality")}
    assert (rows["Bardu"].path.count("M"), rows["Dyrøy"].path.count("M")) == (2, 2)
    assert BoundaryFile.objects.get().credit == "© Kartverket, CC BY 4.0"
    hole_left = rows["Bardu"].left + 0.3 * (rows["Bardu"].right - rows["Bardu"].left)
    assert rows["Bardu"].label_x < hole_left or rows["Bardu"].label_y < 700  # no label in the hole


UTM = [[[650000, 7680000], [660000, 7680000], [660000, 7690000], [650000, 7680000]]]
SWAPPED = [[[69, 18], [70, 18], [70, 19], [69, 18]]]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "ikke lesbar JSON"),
        (b"\xff\xfe\x00", "ikke tekst i UTF-8"),
        (b"[" * 200_000, "ikke lesbar JSON"),
        (b" " * (2 * 1024 * 1024 + 1), "større enn 2 MB"),
        (b'{"a": ' + b"9" * 5000 + b"}", "ikke lesbar JSON"),
        (b'{"a": NaN}', "ikke lesbar JSON"),
        ([], "ikke GeoJSON"),
        ({"type": "Topology"}, "ikke GeoJSON"),
        (collection(), "ingen flater"),
        (collection(7), "Flate 1 er ikke en flate"),
        (collection(feature("5520"), crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25833"}}), "25833"),
        (collection(feature("5520"), crs="WGS84"), "koordinatsystemet"),
        (collection(feature("5520", [18, 69], "Point")), "«Point»"),
        (collection({"type": "Feature", "properties": {"number": "5520"}, "geometry": None}), "5520"),
        (collection({"type": "Feature", "properties": [1], "geometry": None}), "egenskaper"),
        (collection(feature("5520", UTM)), "utenfor Norge"),
        (collection(feature("5520", SWAPPED)), "utenfor Norge"),
        (collection(feature("5520", [[[18, 69], [19, 69], [19, 70], [18, 70]]])), "ikke er lukket"),
        (collection(feature("5520", [[[18, "x"], [19, 69], [19, 70], [18, "x"]]])), "ikke er to tall"),
        (collection(feature("5520", [[[18], [19, 69], [19, 70], [18]]])), "ikke er to tall"),
        (collection(feature("5520", [[[True, 69], [19, 69], [19, 70], [True, 69]]])), "ikke er to tall"),
        (collection(feature("5520", [[[10**400, 69], [19, 69], [19, 70], [10**400, 69]]])), "utenfor Norge"),
        (collection(feature("5520", [[]])), "ikke er lukket"),
        (collection(feature("5520", [7], "MultiPolygon")), "ingen koordinater"),
        (collection(feature(None, annet="x")), "Ingen flate har kommunenummer"),
        (collection(feature("9999")), "Ingen av flatene er en kommune i registeret: 9999"),
        (collection(feature("5520"), feature(5520)), "Bardu står to ganger, som flate 1 og 2"),
        (collection(feature("5528"), feature("5419")), "Dyrøy står to ganger"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_told_and_what_was_there_stays(municipalities, load, content, why):
    load(collection(feature("5520")))
    before = list(Boundary.objects.values())
    with pytest.raises(CommandError, match=re.escape(why)):
        load(content)
    assert list(Boundary.objects.values()) == before


def test_a_file_that_is_not_there_and_a_credit_that_cannot_be_stored(municipalities, load, tmp_path):
    with pytest.raises(CommandError, match="kan ikke åpnes"):
        call_command("load_boundaries", str(tmp_path / "ingen.geojson"))
    with pytest.raises(CommandError, match="kontrolltegn"):
        load(collection(feature("5520")), credit="a\x00b")
    assert not BoundaryFile.objects.exists()


def test_the_map_is_drawn_on_them_with_the_same_numbers_and_says_whose_they_are(municipalities, load, client):
    assert "Kommunegrensene er ikke lest inn" in client.get("/kart/?map=grenser").content.decode()
    load(collection(feature("5520")), credit="© Kartverket")
    Municipality.objects.update(tile_column=1, tile_row=1)
    tiles = client.get("/kart/").content.decode()
    page = client.get("/kart/?map=grenser").content.decode()
    titles = r"<title>(\w+: [^<]*)</title>"
    assert set(re.findall(titles, page)) < set(re.findall(titles, tiles))
    assert 'class="area seq-' in page and "Kommunegrenser: © Kartverket." in page
    assert "Uten grense i kartfilen: Dyrøy." in page
    assert "?map=grenser" in tiles and 'class="area' not in tiles
    picture = client.get("/kart/?map=grenser&format=svg").content.decode()
    assert "© Kartverket" in picture and not re.search(r"\b(class|style|href)=", picture)
    assert client.get("/kart/?map=x").status_code == 400


def test_on_a_day_with_other_municipalities_the_tiles_stand_and_the_page_says_why(municipalities, load, client):
    Municipality.objects.filter(name="Bardu").update(founded="2020-01-01")
    load(collection(feature("5520")))
    page = client.get("/kart/?map=grenser&on=2019-12-31").content.decode()
    assert 'class="area' not in page
    assert "Grensene i kartet er andre enn de var per 31.12.2019" in page
