"""Who cooperates with whom: the lines, the table, the files and the API say the same, counted by hand."""

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

from agreements.browse import network_pairs
from municipalities.models import Boundary, BoundaryFile, Municipality
from tests.agreements.statistics.world import DAY, make_world
from tests.makers import make_agreement, make_county, make_mapping_status, make_municipality

pytestmark = pytest.mark.django_db
ON = DAY.isoformat()
MUNICIPALITIES = ("Bardu", "Dyrøy", "Senja", "Alta", "Loppa")
# Revisjon gives each pair one; Barnevern, Legevakt and Havn the rest in Troms, Brann one across, Kjøp av IKT and Felles lønn two.
BY_HAND = {
    "Bardu og Dyrøy": 4,
    "Bardu og Senja": 3,
    "Dyrøy og Senja": 3,
    "Alta og Loppa": 3,
    "Alta og Senja": 2,
    "Alta og Bardu": 1,
    "Alta og Dyrøy": 1,
    "Bardu og Loppa": 1,
    "Dyrøy og Loppa": 1,
    "Loppa og Senja": 1,
}


@pytest.fixture
def world(kept):
    return kept(make_drawn)


def make_drawn():
    world = make_world()
    for place, name in enumerate(MUNICIPALITIES):
        Municipality.objects.filter(name=name).update(tile_column=place, tile_row=0)
    make_mapping_status(world.municipalities["Bardu"], "mapped")
    make_mapping_status(world.municipalities["Alta"], "confirmed")
    return world


@pytest.fixture
def borders(world):
    file = BoundaryFile.objects.create(name="grenser.geojson", credit="© Prøve", width=500, height=100)
    for place, name in enumerate(MUNICIPALITIES):
        left = 100 * place
        box = {"left": left, "right": left + 100, "top": 0, "bottom": 100}
        path, label = f"M{left} 0h100v100h-100z", {"label_x": left + 50, "label_y": 40}
        Boundary.objects.create(file=file, municipality=world.municipalities[name], path=path, **label, **box)


def shown(client, **query):
    answer = client.get("/kart/nettverk/", {"on": ON, **query})
    assert answer.status_code == 200
    return answer.content.decode()


def table(page):
    """What each row says, without its link."""
    found = re.findall(r'rowheader">([^<]*)</th><td[^>]*><a href="([^"]*)">([^<]*)<', page)
    return {label: (text, unescape(address)) for label, address, text in found}


def numbers(page):
    return {label: int(text.removeprefix("minst ")) for label, (text, _address) in table(page).items()}


def lines(page):
    """What each line says, once for each drawing; those of others apart."""
    found = re.findall(r'<title>([^<]*): ([^<]*) felles samarbeid</title>(?:<path[^>]*>)?<path class="tie-line tie-(\d)"', page)
    near = {label: text for label, text, step in found if step != "0"}
    return near, {label: text for label, text, step in found if step == "0"}


def test_the_pairs_are_those_counted_by_hand_and_those_with_most_come_first(client, world):
    page = shown(client, least=1)
    assert numbers(page) == BY_HAND
    assert list(numbers(page).values()) == sorted(BY_HAND.values(), reverse=True)


def test_at_least_is_said_where_neither_of_the_two_is_mapped(client, world):
    said = {label: text for label, (text, _address) in table(shown(client)).items()}
    assert (said["Bardu og Dyrøy"], said["Alta og Loppa"]) == ("4", "3")
    assert (said["Dyrøy og Senja"], said["Loppa og Senja"]) == ("minst 3", "minst 1")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"purchase": "nei"}, {**BY_HAND, "Alta og Loppa": 2}),
        ({"sector": "sosial"}, {"Bardu og Dyrøy": 1}),
        ({"service_area": "ikt"}, {"Alta og Loppa": 2}),
        ({"legal_form": "iks"}, dict.fromkeys(BY_HAND, 1)),
        ({"legal_form": "vertskommune", "level": "fylkesgrense"}, {"Alta og Senja": 1}),
        ({"level": "region"}, {"Bardu og Dyrøy": 1}),
        ({"county": "56"}, {"Alta og Loppa": 2}),
        ({"municipality": "5601"}, {label: number for label, number in BY_HAND.items() if "Alta" in label}),
        ({"municipality": "5601", "least": "2"}, {"Alta og Loppa": 3, "Alta og Senja": 2}),
        ({"least": "3"}, {label: number for label, number in BY_HAND.items() if number > 2}),
        ({"on": "2009-01-01", "level": "region"}, {}),
    ],
)
def test_the_selection_narrows_page_files_and_api_alike(client, world, query, found):
    page = shown(client, **query)
    assert numbers(page) == found
    said = {label: text for label, (text, _address) in table(page).items()}
    assert lines(page)[0] == said
    asked = {"on": ON, **query}
    api = client.get("/api/v1/statistics/nettverk/", asked).json()["tables"][0]["rows"]
    assert {row["label"]: ("minst " if row["at_least"] else "") + str(row["values"]["antall"]) for row in api} == said
    book = b"".join(client.get("/kart/nettverk/", {**asked, "format": "xlsx"}).streaming_content)
    rows = list(load_workbook(io.BytesIO(book)).worksheets[0].iter_rows(min_row=2, values_only=True))
    assert {row[0]: f"{'minst ' if 'ja' in row[2:] else ''}{row[1]}" for row in rows} == said
    text = b"".join(client.get("/kart/nettverk/", {**asked, "format": "csv"}).streaming_content).decode("utf-8-sig")
    told = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert {line["label"]: int(line["antall"]) for line in told} == found
    picture = client.get("/kart/nettverk/", {**asked, "format": "svg"}).content.decode()
    for label, text in said.items():
        assert f"<title>{label}: {text} felles samarbeid</title>" in picture


@pytest.mark.parametrize("narrowed", [{}, {"county": "56"}, {"sector": "sosial"}, {"level": "fylke"}, {"municipality": "5520"}])
def test_every_number_opens_exactly_the_schemes_it_counts(client, world, narrowed):
    found = table(shown(client, **narrowed))
    assert found
    for text, address in found.values():
        listed = client.get("/api/v1" + address.replace("/samarbeid/", "/agreements/")).json()
        assert listed["count"] == int(text.removeprefix("minst "))


def test_a_chosen_municipality_has_its_lines_and_numbers_and_those_of_others_are_faint(client, world):
    page = shown(client, municipality="5601")
    near, faint = lines(page)
    assert set(near) == {label for label in BY_HAND if "Alta" in label}
    assert set(faint) == set(BY_HAND) - set(near)
    discs = re.findall(r'<title>([^<]*)</title><g[^>]*>(?:<use[^>]*>)*</g><circle class="spot-disc"[^>]*><text[^>]*>(\d+)<', page)
    assert dict(discs) == {f"{label}: {text} felles samarbeid": re.sub(r"\D", "", text) for label, text in near.items()}
    assert "Alta har felles samarbeid med 4 av 4 andre kommuner. Flest med Loppa: 3." in page
    # Each municipality leads to its own lines, the chosen one back to all.
    assert page.count("municipality=5614") == 2
    assert re.search(r'spot-chosen" href="/kart/nettverk/\?on=2026-06-01"', page)


def test_the_lines_are_as_many_as_one_can_read_and_all_pairs_are_in_the_file(client, world, monkeypatch):
    monkeypatch.setattr(network_pairs, "READABLE", 4)
    page = shown(client)
    assert numbers(page) == {label: number for label, number in BY_HAND.items() if number > 2}
    assert "Strekene er de 4 parene med minst 3 felles samarbeid, av 10 par som har noen." in page
    assert "4 av 10 par: de med minst 3 felles." in page
    assert "minst 1 felles (10 par)" in page
    text = b"".join(client.get("/kart/nettverk/", {"on": ON, "format": "csv"}).streaming_content).decode()
    assert len(text.splitlines()) == 1 + 10
    assert set(lines(shown(client, municipality="5601"))[1]) == {"Bardu og Dyrøy", "Bardu og Senja", "Dyrøy og Senja"}


def test_more_pairs_than_can_be_drawn_are_told_and_not_drawn(client, world, monkeypatch):
    monkeypatch.setattr(network_pairs, "MOST_DRAWN", 5)
    page = shown(client, least=1)
    assert "10 par har minst 1 felles, og det er flere enn de 5 som kan tegnes." in page
    assert not table(page) and not lines(page)[0]
    assert "(10 par)" not in page


def test_width_follows_the_number(client, world):
    steps = dict(re.findall(r'<title>([^:<]*): [^<]*</title><path[^>]*><path class="tie-line tie-(\d)"', shown(client, least=1)))
    assert {label: int(step) for label, step in steps.items()} == BY_HAND  # from one to four in common, in four steps


@pytest.mark.parametrize("query", [{}, {"municipality": "5601"}])
def test_on_real_borders_the_lines_are_the_same(client, borders, query):
    page = shown(client, map="grenser", **query)
    assert lines(page) == lines(shown(client, **query))
    assert page.count('class="net-area"') == 5
    assert "Kommunegrenser: © Prøve." in page
    answer = client.get("/kart/nettverk/", {"on": ON, "map": "grenser", "format": "svg", **query})
    assert "M100 0h100v100h-100z" in answer.content.decode()


def test_the_picture_stands_alone_and_says_what_it_is(client, world):
    answer = client.get("/kart/nettverk/", {"on": ON, "municipality": "5601", "format": "svg"})
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Disposition"] == f'attachment; filename="nettverk-5601-{ON}.svg"'
    text = answer.content.decode()
    said = " ".join(ElementTree.fromstring(text).itertext())
    for words in ("Alta", "Per 01.06.2026", "2 av 5 kommuner", "NLOD 2.0", "/kart/nettverk/", "1 felles", "Flest med Loppa: 3."):
        assert words in said
    assert not re.search(r"\b(class|style|href)=|url\(|<(style|script|image|use)\b", text)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"sector": "kultur"}, "Ingen av kommunene har registrert felles samarbeid i dette utvalget."),
        ({"least": "9"}, "Ingen par har minst 9 felles. Velg en lavere grense."),
        ({"municipality": "5601", "sector": "helse"}, "Alta har ingen registrerte felles samarbeid med de andre i dette utvalget."),
        ({"municipality": "5520", "county": "56"}, "Bardu er ikke blant kommunene i utvalget."),
        ({"municipality": "1806"}, "Narvik er ikke blant kommunene i utvalget."),
    ],
)
def test_what_is_empty_is_told_with_the_reason(client, world, query, words):
    page = shown(client, **query)
    assert words in page
    assert not table(page)
    assert client.get("/kart/nettverk/", {"on": ON, "format": "svg", **query}).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        {"municipality": "9999"},
        {"least": "0"},
        {"least": "x"},
        {"least": "-1"},
        {"least": "99999"},
        {"least": "²"},
        {"sector": "tull"},
        {"level": "tull"},
        {"format": "pdf"},
        {"figure": "x"},
    ],
)
@pytest.mark.parametrize("address", ["/kart/nettverk/", "/api/v1/statistics/nettverk/"])
def test_what_cannot_be_read_is_refused_by_name(client, world, query, address):
    answer = client.get(address, query)
    assert answer.status_code == 400
    assert next(iter(query)) in answer.content.decode()


def test_map_matrix_and_network_lead_to_each_other(client, world):
    assert 'href="/kart/nettverk/?on=2026-06-01"' in client.get("/kart/", {"on": ON}).content.decode()
    assert 'href="/kart/nettverk/?on=2026-06-01"' in client.get("/statistikk/matrise/", {"on": ON}).content.decode()
    page = shown(client)
    for address in ("/statistikk/matrise/", "/statistikk/partnere/", "/kart/"):
        assert f'href="{address}?on=2026-06-01"' in page
    assert (
        client.get("/kart/nettverk/?format=json&least=2").headers["Location"] == "/api/v1/statistics/nettverk/?format=json&least=2"
    )
    assert client.get("/statistikk/nettverk/?least=2").headers["Location"] == "/kart/nettverk/?least=2"


def test_the_matrix_is_shaded_as_the_map_and_counts_the_same(client, world):
    rows = re.findall(r'<tr role="row"><th scope="row".*?</tr>', client.get("/statistikk/matrise/", {"on": ON}).content.decode())
    assert len(rows) == 5
    for row in rows:  # too few municipalities to be wide: no shades
        assert "seq-" not in row
    municipalities = [make_municipality(f"Ny {place}", f"56{place}0", make_county("56", "Finnmark")) for place in range(5, 10)]
    make_agreement("Sammen", [(one, "part") for one in (*municipalities, *world.municipalities.values())], sources=["2025"])
    page = client.get("/statistikk/matrise/", {"on": ON}).content.decode()
    told = {int(number): int(step) for step, number in re.findall(r'num seq-(\d)"><a [^>]*>(\d+)</a>', page)}
    assert told == {1: 1, 2: 2, 3: 3, 4: 4, 5: 5}
    assert "matrix-square" in page


def test_queries_are_few_and_do_not_grow_with_rows(client, world):
    found = []
    for more in (0, 12):
        for place in range(more):
            make_agreement(f"Mer {place}", [(one, "part") for one in world.municipalities.values()], sources=["2025"])
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            shown(client, sector="sosial", service_area="barnevern", level="region", municipality="5520")
        found.append(len(queries))
    assert found[0] == found[1] <= 15


def test_an_empty_register_has_a_page_without_a_picture(client):
    assert "ikke noe kart å vise" in client.get("/kart/nettverk/").content.decode()
    for kind in ("svg", "xlsx", "csv"):
        assert client.get("/kart/nettverk/", {"format": kind}).status_code == 200


@pytest.mark.parametrize("day", ["2019-12-31", "2020-01-01", "2026-11-21"])
def test_of_the_real_register_page_and_api_agree_and_the_matrix_counts_the_same(client, real_register, day):
    page = client.get("/kart/nettverk/", {"on": day, "least": "1"}).content.decode()
    api = client.get("/api/v1/statistics/nettverk/", {"on": day}).json()["tables"][0]["rows"]
    assert numbers(page) == {row["label"]: row["values"]["antall"] for row in api} != {}
    matrix = client.get("/api/v1/statistics/matrise/", {"on": day}).json()["tables"][0]["rows"]
    upper = {"-".join((row["code"], other)): number for row in matrix for other, number in row["values"].items() if number}
    assert len(upper) == 2 * len(api)
    assert all(upper[row["code"]] == row["values"]["antall"] for row in api)
