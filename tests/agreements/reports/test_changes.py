"""What happened between two dates, as the report tells it, row by row."""

from datetime import date

import pytest

from agreements.models import AgreementSuccession
from agreements.reports.asked import ask
from agreements.reports.changes import REPORT
from municipalities.directory import Directory
from tests.agreements.statistics.world import make_world
from tests.makers import make_agreement

pytestmark = pytest.mark.django_db
FROM = "Viderefører Arkiv (annet avtalebasert samarbeid)"
FIRST, LAST = date(2025, 12, 31), date(2026, 12, 31)


@pytest.fixture
def world(kept):
    return kept(make_world)


def rows(place, sheet, *codes):
    """The columns of these codes, row by row."""
    sheets = {one.code: one for one in REPORT.sheets(ask(Directory.load(LAST), REPORT.places, place, FIRST))}
    columns = {column.code: column for column in sheets[sheet].columns}
    return [tuple(columns[code].read(record) for code in codes) for record in sheets[sheet].records()]


def test_new_and_ended_with_their_day_parties_and_what_carries_on_what(world):
    _bardu, _dyroy, _senja, alta, loppa, _narvik = world.municipalities.values()
    old = make_agreement(
        "Arkiv",
        [(loppa, "part", "2010"), (alta, "part", "2010")],
        start="2010",
        last_day="2026-04",
        legal_form="annet-avtalebasert",
    )
    new = make_agreement(
        "Arkiv IKS", [(loppa, "deltaker", "2026-05-01")], start="2026-05-01", legal_form="iks", participants_complete=False
    )
    AgreementSuccession.objects.create(predecessor=old, successor=new, kind="reorganised")
    make_agreement("Kilde", [(alta, "part")], sources=["2026"], legal_form="nettverk")
    assert rows("56", "samarbeid", "what", "name", "parties", "day", "passed_on", "counts") == [
        ("Nytt samarbeid", "Arkiv IKS", "Loppa og flere", date(2026, 5, 1), FROM, True),
        ("Nytt samarbeid", "Brann", "Senja (vertskommune), Alta", date(2026, 3, 1), "", True),
        ("Omtalt første gang, ukjent start", "Kilde", "Alta", None, "", False),
        ("Avsluttet", "Arkiv", "Alta, Loppa", "april 2026", "Videreført som Arkiv IKS (interkommunalt selskap)", True),
    ]  # fmt: skip
    assert rows("56", "parter", "name") == []


def test_parties_and_roles_before_and_after(world):
    bardu, dyroy, senja, *_rest = world.municipalities.values()
    parties = [
        *((bardu, "vertskommune", "2010", "2026-06-30"), (bardu, "samarbeidskommune", "2026-07-01")),
        *((dyroy, "samarbeidskommune", "2010", "2026-06-30"), (senja, "vertskommune", "2026-07-01")),
    ]
    make_agreement("Vakt", parties, start="2010")
    assert rows("5520", "parter", "what", "party", "before", "role", "day") == [
        ("Fikk ny rolle", "Bardu", "Vertskommune", "Samarbeidskommune", date(2026, 7, 1)),
        ("Kom inn", "Senja", "", "Vertskommune", date(2026, 7, 1)),
        ("Gikk ut", "Dyrøy", "Samarbeidskommune", "", date(2026, 6, 30)),
    ]
    assert rows("5614", "parter", "what") == []


def test_the_page_says_what_it_is_not(client, world):
    page = client.get("/rapporter/endringer/56/?on=2026-12-31&since=2025-12-31").content.decode()
    assert "Etter 31.12.2025, til og med 31.12.2026." in page
    assert "Rettelser i registeret." in page
