"""Reading the file of agreements: what each word becomes, and what is refused in which words."""

from datetime import date

import pytest
from django.core.management import CommandError

from agreements.management.agreement_file import read_file
from tests.makers import make_area, make_municipality, make_organisation

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 1)
HEAD = '[[agreement]]\nkey = "B1"\nname = "Prøve"\nareas = ["barnevern"]\nform = "vertskommune"\nform_certainty = "stated"\n'
SOURCES = 'sources = [{ citation = "Dyrøy kommune", as_of = "2013" }]\n'


@pytest.fixture(autouse=True)
def places():
    """A municipality that is there, one that came in 2020, and those it came from."""
    make_area()
    make_municipality("Dyrøy")
    make_municipality("Senja", "5530", founded=date(2020, 1, 1))
    make_municipality("Berg", "1929", dissolved=date(2020, 1, 1))
    make_municipality("Hammerfest", "2004", dissolved=date(2020, 1, 1))
    make_municipality("Hammerfest", "5603", founded=date(2020, 1, 1))
    make_organisation("Troms fylkeskommune", aliases="TFK")


@pytest.fixture
def read(tmp_path):
    """The entries of a file with this text."""

    def reading(text):
        path = tmp_path / "prove.toml"
        path.write_text(text, encoding="utf-8")
        return read_file(path, DAY)

    return reading


def party(read, text, rest=""):
    """The one party of an agreement."""
    return read(f"{HEAD}{SOURCES}parties = [{text}]\n{rest}")[0].participations[0]


def test_type_stage_and_role_follow_from_the_form_when_the_file_is_silent(read):
    entry = read(f'{HEAD}{SOURCES}parties = ["Dyrøy", "tfk"]')[0]
    assert (entry.agreement.agreement_type, entry.agreement.stage) == ("samarbeidsavtale", "unknown")
    assert [(str(row.party), row.role, row.certainty) for row in entry.participations] == [
        ("Dyrøy", "samarbeidskommune", "stated"),
        ("Troms fylkeskommune", "samarbeidskommune", "stated"),
    ]


def test_until_is_the_last_day_and_ends_the_parties_too(read):
    row = party(read, '"Dyrøy"', 'until = "31.12.2015"')
    assert row.valid_to == date(2016, 1, 1)


def test_ended_some_time_is_stored_as_the_day_after_the_last_evidence(read):
    agreement = read(f'{HEAD}{SOURCES}until = "ukjent"\nuntil_text = "avsluttet"')[0].agreement
    assert (agreement.valid_to, agreement.valid_to_precision, agreement.stage) == (date(2014, 1, 1), "unknown", "ended")
    agreement = read(f'{HEAD}{SOURCES}until = "ukjent, senest 31.12.2019"')[0].agreement
    assert (agreement.valid_to, agreement.end_shown) == (date(2020, 1, 1), "ukjent dato")


def test_a_party_dated_before_its_founding_is_loaded_from_its_founding(read):
    row = party(read, '{ party = "Senja", from = "2006" }')
    assert (row.valid_from, row.valid_from_precision) == (date(2020, 1, 1), "day")
    assert party(read, '"Senja"', "from = 2006").valid_from == date(2020, 1, 1)
    assert party(read, '"Senja"').valid_from is None


def test_a_party_does_not_outlive_its_municipality(read):
    assert party(read, '"Berg"').last_day == date(2019, 12, 31)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "har ingen"),
        ("[[agreement", "kan ikke leses som TOML"),
        ('[[agreement]]\nname = "x"', "samarbeid nummer 1 i filen: Feltet «key» mangler"),
        (HEAD, "B1: Feltet «sources» mangler"),
        (HEAD + SOURCES + HEAD + SOURCES, "B1: key: «B1» står to ganger"),
        (HEAD + SOURCES + "farge = 1", "B1: Feltet «farge» finnes ikke"),
        (HEAD + SOURCES + 'from = "31.02.2020"', "B1: from: «31.02.2020» er ikke en dato"),
        (HEAD + SOURCES + 'complete = "ja"', "B1: complete: Skriv true eller false, ikke «ja»"),
        (HEAD + SOURCES + 'parties = "Dyrøy"', "B1: parties: Skriv en liste i klammer"),
        (HEAD + SOURCES + 'parties = ["Dyrøya"]', "B1: parties: «Dyrøya» er verken en kommune eller en organisasjon"),
        (HEAD + SOURCES + 'parties = ["Hammerfest"]', "B1: parties: Flere kommuner .* Hammerfest .5603. eller Hammerfest .2004."),
        (HEAD + SOURCES + 'parties = [{ party = "Dyrøy", role = "selger" }]', "B1: role: «selger» passer ikke her.*vertskommune"),
        (HEAD + SOURCES + 'parties = [{ party = "Dyrøy", shares = 1 }]', "B1: shares_in_all: Aksjene er 1 til sammen, ikke 0"),
        (HEAD + SOURCES + "parties = [3]", "B1: parties"),
        (HEAD + SOURCES + 'stage = "borte"', "B1: stage: «borte» passer ikke her"),
        (HEAD + SOURCES + 'region = "RR99"', "B1: region: «RR99» passer ikke her"),
        (HEAD + SOURCES + 'organisation = "Dyrøy IKS"', "B1: organisation: «Dyrøy IKS»"),
        (HEAD.replace("barnevern", "barnevarn") + SOURCES, "B1: areas: «barnevarn» passer ikke her"),
        (HEAD.replace('"vertskommune"', '"ANS"') + SOURCES, "B1: form: «ANS» passer ikke her.*iks"),
        (HEAD + 'sources = [{ citation = "x" }]\nuntil = "ukjent"', "B1: until: «ukjent» krever en datert kilde"),
        (HEAD + 'sources = [{ citation = "x", as_of = "snart" }]', "B1: as_of: «snart» er ikke en dato"),
        (HEAD + 'sources = ["Dyrøy kommune"]', "B1: sources"),
        (HEAD + SOURCES + 'predecessors = [{ key = "A1", kind = "flyttet" }]', "B1: kind: «flyttet» passer ikke her"),
    ],
)
def test_a_broken_file_is_refused_by_key_field_and_value(read, text, words):
    with pytest.raises(CommandError, match=words):
        read(text)


def test_all_that_is_wrong_is_told_at_once(read):
    wrong = HEAD.replace("barnevern", "barnevarn") + SOURCES
    with pytest.raises(CommandError) as refusal:
        read(wrong + wrong.replace("B1", "B2"))
    assert [line[:2] for line in str(refusal.value).splitlines()] == ["B1", "B2"]
