"""The pages of figures: every number opens what it counts. That page and files say the same, `test_statistics_cells` holds."""

import io
import re
from html import unescape

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from agreements.models import Agreement
from agreements.statistics.question import Question
from agreements.statistics.tables import partners
from agreements.statistics.tables.catalogue import PAGES
from municipalities.directory import Directory
from municipalities.models import Region
from tests.agreements.statistics.world import DAY, make_world
from tests.makers import make_agreement, make_mapping_status

pytestmark = pytest.mark.django_db
ON = DAY.isoformat()
NARROWED = [
    "",
    "&county=55",
    "&region=nord",
    "&purchase=nei",
    "&county=55&region=nord&purchase=nei",
    "&since=2021-01-01",
    "&compare=5520&compare=nord",
    "&compare=5601,5614",
]


@pytest.fixture
def world(kept):
    world = kept(make_world)
    for region in world.municipalities["Bardu"].region_memberships.all():
        region.region.slug = "nord"
        region.region.save()
    return world


def links(answer):
    """Each link from a number to its schemes, with the number ("" for words)."""
    found = re.findall(r'<a href="(/samarbeid/\?[^"]*figure=[^"]*)">([^<]*)</a>', answer.content.decode())
    return [(unescape(address), re.sub(r"\D", "", text)) for address, text in found]


@pytest.mark.parametrize("narrowed", NARROWED)
@pytest.mark.parametrize("code", PAGES)
def test_every_number_opens_exactly_the_schemes_it_counts(client, world, code, narrowed):
    answer = client.get(f"/statistikk/{code}/?on={ON}{narrowed}")
    assert answer.status_code == 200
    found = links(answer)
    if not narrowed and code not in ("sammenligning", "eierskapsmeldinger"):
        assert found
    for address, number in dict(found).items():
        listed = client.get("/api/v1" + address.replace("/samarbeid/", "/agreements/")).json()
        assert listed["count"] > 0
        if number and code not in ("anbefalte-omrader", "arsverk-og-kostnad"):  # states in words, and sums
            assert listed["count"] == int(number), address


def test_the_list_says_which_number_it_opens_and_can_be_left(client, world):
    address, _number = next(link for link in links(client.get(f"/statistikk/niva/?on={ON}")) if "region" in link[0])
    page = client.get(address).content.decode()
    assert "Tallet: Geografisk nivå" in page
    names = re.findall(r'class="name" href="/samarbeid/\d+/[^"]*">([^<]*)<', page)
    assert names == ["Barnevern"]


@pytest.mark.parametrize(
    ("figure", "status"),
    [("tull", 400), ("a.b.c.d", 400), ("niva.niva.region.antall/x", 400), ("niva.niva.finnes-ikke.antall", 200),
     ("niva.tull.region.antall", 200), ("niva.niva.region.antall/fylke:99", 200), ("niva.niva.region.antall/region:tull", 200)],
)  # fmt: skip
def test_a_figure_that_is_none_is_refused_or_opens_nothing(client, world, figure, status):
    answer = client.get("/api/v1/agreements/", {"figure": figure})
    assert answer.status_code == status
    assert answer.json().get("count", 0) == 0


@pytest.mark.parametrize(
    "query",
    [
        "?county=999",
        "?region=tull",
        "?division=tull",
        "?purchase=kanskje",
        "?on=31.02.2020",
        "?since=x",
        "?compare=9999",
        "?compare=5520,tull",
        "?since=2100-01-01",
        "?q=x",
    ],
)
def test_what_cannot_be_read_is_refused_by_name(client, world, query):
    for address in ("/statistikk/", "/statistikk/verter/", "/api/v1/statistics/", "/api/v1/statistics/verter/"):
        assert client.get(address + query).status_code == 400


def test_a_page_that_is_none_is_not_found(client, world):
    assert client.get("/statistikk/tull/").status_code == 404
    answer = client.get("/api/v1/statistics/tull/")
    assert (answer.status_code, "kommuner" in answer.json()["errors"][0]["message"]) == (404, True)


def test_the_api_tells_how_it_is_counted_and_how_much_is_mapped(client, world):
    make_mapping_status(world.municipalities["Bardu"], "mapped")
    told = client.get(f"/api/v1/statistics/kommuner/?on={ON}").json()
    assert told["how_counted"] and told["municipalities"] == {"all": 5, "mapped": 1, "confirmed": 0}


@pytest.mark.parametrize("code", PAGES)
def test_the_file_draws_the_bars_that_the_page_shows_and_hatches_what_is_at_least(client, world, code):
    question = Question.ask(Directory.load(DAY), "prøve")
    book = load_workbook(io.BytesIO(b"".join(client.get(f"/statistikk/{code}/?on={ON}&format=xlsx").streaming_content)))
    for table in PAGES[code](question).tables:
        sheet = book[table.title[:31]]
        bars = [place for place, column in enumerate(table.columns) if column.bar]
        assert len(sheet._charts) == any(row.cells[bar].value for row in table.rows for bar in bars)
        for place, series in zip(bars, sheet._charts[0].series if sheet._charts else (), strict=False):
            values = [row.cells[place].value for row in table.rows]
            drawn = {point.idx: point.v for point in series.val.numRef.numCache.pt}
            assert drawn == {number: pytest.approx(float(value)) for number, value in enumerate(values) if value is not None}
            letter = series.val.numRef.f.rpartition("!")[2].split("$")[1]
            assert sheet[f"{letter}1"].value == table.columns[place].label
            least = [n for n, row in enumerate(table.rows) if any(row.cells[bar].at_least for bar in bars)]
            assert [point.idx for point in series.dPt] == least


@pytest.mark.parametrize("code", PAGES)
def test_queries_are_few_and_do_not_grow_with_rows(client, world, code):
    numbers = []
    for more in (0, 12):
        for place in range(more):
            parties = [(municipality, "part") for municipality in world.municipalities.values()]
            make_agreement(f"Mer {place}", parties, sources=["2025"])
        cache.clear()
        with CaptureQueriesContext(connection) as found:
            assert client.get(f"/statistikk/{code}/?on={ON}").status_code == 200
        numbers.append(len(found))
    assert numbers[0] == numbers[1] <= 20


def test_a_matrix_of_too_many_to_read_asks_for_a_county_or_region(client, world, monkeypatch):
    monkeypatch.setattr(partners, "MOST", 4)
    whole = client.get(f"/statistikk/matrise/?on={ON}").content.decode()
    assert "5 kommuner er for mange i én tabell. Velg et fylke eller en region." in whole
    assert not links(client.get(f"/statistikk/matrise/?on={ON}"))
    assert links(client.get(f"/statistikk/matrise/?on={ON}&county=55"))


def test_the_matrix_says_once_between_whom_it_counts_at_least_so_many(client, world):
    def told(query=""):
        page = client.get(f"/statistikk/matrise/?on={ON}{query}").content.decode()
        record = client.get(f"/api/v1/statistics/matrise/?on={ON}{query}").json()
        book = load_workbook(io.BytesIO(b"".join(client.get(f"/statistikk/matrise/?on={ON}{query}&format=xlsx").streaming_content)))
        below = {row[0] for row in book["Slik teller vi"].iter_rows(values_only=True)}
        [said] = [text for text in record["how_counted"] if "minst" in text or "alle tall" in text] or [""]
        assert not said or (said in page and said in below)
        return said

    assert told() == "Ingen av kommunene er ferdig kartlagt, så hvert tall er minst så mange."
    for name in ("Bardu", "Senja"):
        make_mapping_status(world.municipalities[name], "mapped")
    assert told() == "Tallene er minst så mange, unntatt for Bardu og Senja, som er ferdig kartlagt."
    assert told("&county=56") == "Ingen av kommunene er ferdig kartlagt, så hvert tall er minst så mange."
    assert told("&county=55") == "", "one that is not mapped has nothing in common with itself"
    make_mapping_status(world.municipalities["Alta"], "confirmed")
    assert told() == "Mellom Dyrøy og Loppa, som ikke er ferdig kartlagt, er tallene minst så mange."


@pytest.mark.parametrize("code", PAGES)
@pytest.mark.parametrize("day", ["1900-01-01", "2019-12-31", "2020-01-01", "2100-01-01"])
def test_the_real_register_on_any_day(client, real_register, code, day):
    assert client.get(f"/statistikk/{code}/?on={day}").status_code == 200


@pytest.mark.parametrize("code", PAGES)
def test_an_empty_register_has_pages_too(client, code):
    assert client.get(f"/statistikk/{code}/").status_code == 200
    assert client.get(f"/statistikk/{code}/?format=xlsx").status_code == 200
    assert client.get(f"/api/v1/statistics/{code}/").status_code == 200


def test_drafts_and_what_no_council_has_seen_are_in_no_figure(client, world):
    Agreement.objects.filter(name="Barnevern").update(publication="draft")
    Agreement.objects.filter(name="Legevakt").update(stage="study")
    rows = client.get(f"/api/v1/statistics/oversikt/?on={ON}").json()["tables"][0]["rows"]
    assert rows[0]["values"]["antall"] == 6


def test_a_region_is_chosen_in_the_form_beside_the_county_and_what_else_was_chosen_stays(client, world):
    Region.objects.create(slug="over", name="Over", kind="annet", source="x", members_certainty="stated", valid_to="2020-01-01")
    page = client.get(f"/statistikk/niva/?on={ON}&region=nord&county=55&since=2021-01-01&compare=5520").content.decode()
    form = page[page.index('<form class="toolbar') : page.index("</form>", page.index('<form class="toolbar'))]
    assert re.findall(r'<option value="([^"]+)" selected', form) == ["55", "nord"]
    assert re.findall(r'<optgroup label="([^"]*)"', form) == ["Kommuneregion"]  # the other region is over
    assert re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form) == [("compare", "5520"), ("since", "2021-01-01")]
    assert "Vis alle" in form
    assert "Vis alle" not in client.get(f"/statistikk/niva/?on={ON}").content.decode()


def test_a_region_without_members_on_the_day_says_so(client, world):
    Region.objects.create(slug="tom", name="Tomregionen", kind="annet", source="x", members_certainty="stated")
    said = "Ingen kommuner er registrert i Tomregionen på denne datoen"
    assert said in client.get(f"/statistikk/?on={ON}&region=tom").content.decode()
    assert said not in client.get(f"/statistikk/?on={ON}&region=nord").content.decode()


@pytest.mark.parametrize(
    ("asked", "report"),
    [
        ("", "/rapporter/fylkesrapport/"),
        (f"?on={ON}", f"/rapporter/fylkesrapport/?on={ON}"),
        ("?county=55", "/rapporter/fylkesrapport/55/"),
        ("?region=nord", "/rapporter/fylkesrapport/nord/"),
    ],
)
def test_all_the_figures_of_the_same_place_and_day_are_one_report(client, world, asked, report):
    assert f'href="{report}"' in client.get(f"/statistikk/{asked}").content.decode()
    assert client.get(report).status_code == 200
