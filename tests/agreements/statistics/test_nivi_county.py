"""A county made to NIVI's published figures for the autumn of 2019, imported as its reports are, gives exactly those figures."""

import io
from collections import Counter
from statistics import mean

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from agreements.models import Agreement, Import
from tests.agreements.statistics import nivi_county
from tests.agreements.statistics.four_ways import from_api, from_csv, from_excel, from_page
from tests.agreements.statistics.nivi_county import FINNMARK, TROMS
from tests.makers import make_user

pytestmark = pytest.mark.django_db
ASKED = {"on": nivi_county.DAY.isoformat(), "division": nivi_county.DIVISION}
# What NIVI published: schemes in all and by home county; mean, smallest and largest of the municipalities of each county.
SCHEMES, HOMES = 268, {TROMS: 154, FINNMARK: 114}
SPREAD = {TROMS: (24, 28, ("Karlsøy", 19), ("Kvænangen", 35)), FINNMARK: (19, 21, ("Vardø", 15), ("Tana", 31))}


@pytest.fixture
def county(db):
    """The real municipalities with the made-up division, and no agreement yet."""
    call_command("load_reference", verbosity=0, stdout=io.StringIO())
    nivi_county.make_division()


@pytest.fixture
def by_page(county, client):
    """Uploaded, asked about, answered, applied and published, as a case officer does; then nobody is logged in."""
    client.force_login(make_user())
    file = SimpleUploadedFile("samarbeid.xlsx", nivi_county.workbook())
    client.post(reverse("import-list"), {"file": [file], "as_of": nivi_county.AS_OF})
    found = Import.objects.get()
    asked = found.about["questions"]
    assert found.about["counts"] == {"new": SCHEMES - 2 * len(asked), "asked": 2 * len(asked)}
    assert all("det samme som" in question["text"] for question in asked)
    client.post(reverse("import-answer", args=[found.pk]), {f"svar-{question['key']}": "nei" for question in asked})
    found.refresh_from_db()
    assert found.about["counts"] == {"new": SCHEMES}
    client.post(reverse("import-apply", args=[found.pk]), {"publisering": "publiser"})
    client.logout()
    return client


def test_the_county_is_what_nivi_published_before_the_register_has_seen_it():
    made, taking_part = nivi_county.schemes(), Counter()
    for scheme in made:
        taking_part.update(scheme.municipalities)
    assert len(made) == len({scheme.name for scheme in made}) == SCHEMES
    regions_of = nivi_county.TAKES_PART.items()
    county_of = {name: county for county, regions in regions_of for members in regions.values() for name in members}
    for county, (number, average, smallest, largest) in SPREAD.items():
        own = {name: taking_part[name] for name in county_of if county_of[name] == county}
        assert (len(own), mean(own.values())) == (number, average)
        assert Counter(own).most_common()[0] == largest and Counter(own).most_common()[-1] == smallest
        assert list(own.values()).count(smallest[1]) == list(own.values()).count(largest[1]) == 1
    for scheme in made:
        places = Counter(county_of[name] for name in scheme.municipalities)
        assert min(places, key=lambda county: (-places[county], county)) == scheme.county


def test_imported_by_the_pages_it_gives_exactly_the_published_figures(by_page):
    gives_the_published_figures(by_page)


def test_imported_by_the_command_it_gives_exactly_the_published_figures(county, client, tmp_path):
    path, said = tmp_path / "samarbeid.xlsx", io.StringIO()
    path.write_bytes(nivi_county.workbook(one_sheet=True, title="per 15.11.2019"))
    call_command("import_agreements", path, apply=True, publish=True, stdout=said)
    assert f"Skrevet: {SCHEMES} samarbeid." in said.getvalue()
    gives_the_published_figures(client)


def gives_the_published_figures(client):
    """By page, Excel, CSV and API."""
    assert Agreement.objects.published().count() == SCHEMES
    for said in (from_api, from_page, from_excel, from_csv):
        overview = dict(said(client, "oversikt", **ASKED)["samarbeid"])
        assert int(overview["Samarbeid som telles med"]) == SCHEMES
        assert {county: int(overview[f"Hører hjemme i {name}"]) for county, name in nivi_county.NAMES.items()} == HOMES
        assert int(overview["Krysser fylkesgrensen"]) == sum(map(len, nivi_county.ACROSS.values()))
        for county, (number, average, smallest, largest) in SPREAD.items():
            tables = said(client, "kommuner", county=county, **ASKED)
            spread = dict(tables["fordeling"])
            assert [spread[name] for name in ("Snitt", "Færrest", "Flest")] == [str(average), str(smallest[1]), str(largest[1])]
            each = {name: int(schemes) for name, _mapping, schemes, *_rest in tables["kommuner"]}
            assert (len(each), each[smallest[0]], each[largest[0]]) == (number, smallest[1], largest[1])
            assert sum(each.values()) == number * average
    local = int(dict(from_api(client, "niva", county=FINNMARK, **ASKED)["niva"])["Innenfor én region"])
    assert 0.78 < local / HOMES[FINNMARK] < 0.8


def test_few_of_troms_are_between_two_and_more_reach_beyond_one_region(by_page):
    shares = {}
    for county, number in HOMES.items():
        levels = dict(from_api(by_page, "niva", county=county, **ASKED)["niva"])
        shares[county] = [int(levels[level]) / number for level in ("Mellom to kommuner", "Innenfor én region")]
    assert all(troms < finnmark for troms, finnmark in zip(*shares.values(), strict=True))
