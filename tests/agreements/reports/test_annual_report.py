"""The text of a municipality's year: what it says in each case, counted by hand, and what it never says."""

from datetime import date

import pytest

from agreements.models import AgreementSuccession
from agreements.reports.annual_report import REPORT
from agreements.reports.asked import ask
from agreements.reports.report import Heading, Item
from municipalities.directory import Directory
from tests.agreements.statistics.world import make_world
from tests.makers import make_agreement, make_mapping_status, make_municipality

pytestmark = pytest.mark.django_db
LAST = date(2026, 12, 31)


@pytest.fixture
def world(kept):
    return kept(make_world)


def sheets(number, day=LAST):
    """The sheets of the municipality: the paragraphs under each heading, and the rows of the tables."""
    text, numbers, changes = REPORT.sheets(ask(Directory.load(day), REPORT.places, number))
    found, heading = {}, None
    for paragraph in text.records():
        if isinstance(paragraph, Heading):
            heading = str(paragraph)
            found[heading] = []
        else:
            found[heading].append(f"– {paragraph}" if isinstance(paragraph, Item) else paragraph)
    return found, {label: (before, now) for label, before, now in numbers.records()}, dict(changes.records())


def test_a_year_is_told_with_the_year_before_beside(world):
    make_mapping_status(world.municipalities["Senja"], "confirmed")
    text, numbers, changes = sheets("5530")
    assert text["Interkommunalt samarbeid i 2026"] == [
        "Per 31.12.2026 er Senja kommune registrert som part i 5 interkommunale samarbeid. Per 31.12.2025 var tallet 4. "
        "Kommunen er vert for ett av dem. For ett av dem er det ikke kjent om det fortsatt gjelder."
    ]
    assert text["Nye samarbeid"] == [
        "Kommunen kom med i ett nytt samarbeid i 2026:",
        "– Brann (administrativt vertskommunesamarbeid), fra 01.03.2026, sammen med Alta. Kommunen er vertskommune.",
    ]
    assert text["Endringer i samarbeid som fortsetter"] == ["Registeret har ingen endringer i parter eller roller i 2026."]
    assert text["Avsluttede samarbeid"] == ["Registeret har ingen avsluttede samarbeid for kommunen i 2026."]
    assert "Kommunen har bekreftet listen sin i registeret." in text["Om tallene"][0]
    assert (numbers["Samarbeid i alt"], numbers["Av dem som vertskommune"]) == ((4, 5), (0, 1))
    assert changes == {"Per 31.12.2025": 4, "Nye samarbeid": 1, "Per 31.12.2026": 5}


def test_below_kartlagt_every_number_is_at_least(world):
    text, _numbers, _changes = sheets("5530")
    first = text["Interkommunalt samarbeid i 2026"][0]
    assert "minst 5 interkommunale samarbeid. Per 31.12.2025 var tallet minst 4." in first
    assert "Kommunen kan være med i flere enn dem som er registrert." in text["Om tallene"][0]


def test_everything_that_can_happen_in_a_year_is_told_once(world):
    bardu, dyroy, senja, alta, loppa, _narvik = world.municipalities.values()
    host, guest = "vertskommune", "samarbeidskommune"
    old = make_agreement(
        "Arkiv",
        [(loppa, "part"), (alta, "part")],
        start="2010",
        last_day="2026-04-30",
        sources=["2015"],
        legal_form="annet-avtalebasert",
    )
    new = make_agreement("Arkiv IKS", [(loppa, "deltaker"), (alta, "deltaker")], start="2026-05-01", legal_form="iks")
    AgreementSuccession.objects.create(predecessor=old, successor=new, kind="reorganised", date=date(2026, 5, 1))
    make_agreement("Kino", [(alta, "part", "2012"), (loppa, "part", "2026-02")], start="2012", legal_form="annet-avtalebasert")
    make_agreement("Kai", [(alta, "part", "2012"), (loppa, "part", "2012", "2026-08-31"), (senja, "part", "2012")], start="2012")
    make_agreement("Ukjent", [(loppa, "part"), (alta, "part")], sources=["2026-02"], participants_complete=False)
    parties = [(alta, host, "2012", "2026-06-30"), (alta, guest, "2026-07-01"), (loppa, guest, "2012", "2026-06-30")]
    parties += [(loppa, host, "2026-07-01"), (senja, guest, "2026-09-01"), (bardu, guest, "2012", "2026-03-31")]
    make_agreement("Vakt", parties, start="2012")
    text, numbers, changes = sheets("5614")
    assert text["Nye samarbeid"] == [
        "Kommunen kom med i ett nytt samarbeid i 2026:",
        "– Arkiv IKS (interkommunalt selskap), fra 01.05.2026, sammen med Alta. Viderefører Arkiv (annet avtalebasert samarbeid).",
        "Kommunen gikk inn i ett samarbeid som fantes fra før:",
        "– Kino (annet avtalebasert samarbeid), fra februar 2026, sammen med Alta.",
        "Ett samarbeid er omtalt i en kilde for første gang i 2026. Registeret vet ikke når det begynte:",
        "– Ukjent (administrativt vertskommunesamarbeid), sammen med Alta og flere som ikke er navngitt.",
    ]
    assert text["Endringer i samarbeid som fortsetter"] == [
        "– Vakt: Alta ble samarbeidskommune 01.07.2026; kommunen ble vertskommune 01.07.2026; "
        "Senja kom inn som samarbeidskommune 01.09.2026; Bardu gikk ut (siste dag 31.03.2026)."
    ]
    assert text["Avsluttede samarbeid"] == [
        "Ett samarbeid ble avsluttet i 2026:",
        "– Arkiv (annet avtalebasert samarbeid), til og med 30.04.2026. Videreført som Arkiv IKS (interkommunalt selskap).",
        "Kommunen gikk ut av ett samarbeid som fortsetter:",
        "– Kai (administrativt vertskommunesamarbeid), til og med 31.08.2026.",
    ]
    assert list(changes.values()) == [6, 1, 1, 1, -1, -1, 7]
    assert sum(list(changes.values())[:-1]) == numbers["Samarbeid i alt"][1] == 7


def test_two_cooperations_of_one_name_are_told_each_for_itself(world):
    _bardu, _dyroy, senja, alta, loppa, narvik = world.municipalities.values()
    for newcomer in (senja, narvik):
        rows = [(loppa, "part", "2012"), (alta, "part", "2012"), (newcomer, "part", "2026-09-01")]
        make_agreement("Vakt", rows, start="2012", legal_form="annet-avtalebasert")
    text, _numbers, _changes = sheets("5614")
    assert sorted(text["Endringer i samarbeid som fortsetter"]) == [
        "– Vakt: Narvik kom inn som part 01.09.2026.",
        "– Vakt: Senja kom inn som part 01.09.2026.",
    ]


def test_a_municipality_that_was_founded_in_the_year_has_nothing_to_be_set_beside(world):
    berg = make_municipality("Berg", dissolved=date(2020, 1, 1))
    new = make_municipality("Nye Senja", "5999", founded=date(2020, 1, 1))
    rows = [(berg, "part", "2010", "2019-12-31"), (new, "part", "2020-01-01"), (world.municipalities["Bardu"], "part", "2010")]
    make_agreement("Museum", rows, start="2010")
    text, numbers, changes = sheets("5999", date(2020, 12, 31))
    said = text["Interkommunalt samarbeid i 2020"][0]
    assert "Kommunen ble opprettet 01.01.2020, og har derfor ikke tall for året før." in said
    assert text["Nye samarbeid"] == ["Kommunen førte videre ett samarbeid fra tidligere kommuner."]
    assert numbers["Samarbeid i alt"] == (None, 1)
    assert changes == {"Per 31.12.2019": 0, "Ført videre fra tidligere kommuner": 1, "Per 31.12.2020": 1}


def test_where_nothing_is_registered_the_text_says_so_of_the_register_and_not_of_the_municipality(world):
    make_municipality("Vardø", "5634")
    text, numbers, _changes = sheets("5634")
    assert text["Interkommunalt samarbeid i 2026"] == [
        "Per 31.12.2026 er ingen interkommunale samarbeid registrert for Vardø kommune."
    ]
    assert text["Nye samarbeid"] == ["Registeret har ingen nye samarbeid for kommunen i 2026."]
    assert numbers["Samarbeid i alt"] == (0, 0)
    whole = " ".join(paragraph for paragraphs in text.values() for paragraph in paragraphs)
    assert "mangler" not in whole
    assert "Kommunens samarbeid er ikke ferdig kartlagt." in whole


def test_a_grunnavtale_whose_tjenesteavtaler_count_is_not_counted_and_accounts_for_the_difference(world):
    parties = [(world.municipalities["Alta"], "part"), (world.municipalities["Loppa"], "part")]
    basic = make_agreement(
        "Ramme", parties, start="2020", legal_form="annet-avtalebasert", agreement_type="grunnavtale", sources=["2020"]
    )
    make_agreement("Oppgave", parties, start="2026-05-01", legal_form="annet-avtalebasert", parent=basic)
    _text, _numbers, changes = sheets("5614")
    assert changes == {
        "Per 31.12.2025": 4,
        "Nye samarbeid": 1,
        "Andre grunner: ukjent dato for deltakelsen, eller om det telles": -1,
        "Per 31.12.2026": 4,
    }


def test_the_page_is_headings_paragraphs_and_lists_that_a_document_takes(client, world):
    page = client.get("/rapporter/arsmelding/5530/?on=2026-12-31").content.decode()
    text = page[page.index('id="t-tekst"') :]
    text = text[: text.index("</section>")]
    assert "<h3>Nye samarbeid</h3><p>Kommunen kom med i ett nytt samarbeid i 2026:</p><ul><li>Brann (" in text
    assert 'hidden data-copies="t-tekst"' in page
