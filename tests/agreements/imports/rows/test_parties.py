"""Who takes part, in the wordings of real lists, on the day in question."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.imports.plan import Place, Question
from agreements.imports.rows.areas import Areas
from agreements.imports.rows.asking import Asking
from agreements.imports.rows.parties import Parties
from agreements.models import ServiceArea

pytestmark = pytest.mark.django_db
TODAY, BEFORE = date(2026, 11, 21), date(2019, 6, 1)
HERE = Place(0, 2)


def listed(text, day=TODAY, **answers):
    """What a text says, and the names in it."""
    parties = Parties.load(Asking(answers), TODAY)
    found = parties.listed(text, day, HERE, "Kommuner")
    return found, [party.party.name for party in parties.said(found, HERE)]


@pytest.mark.parametrize(("text", "day", "names"), [
    ("Gáivuona suohkan Kåfjord", TODAY, {"Kåfjord"}),
    ("Deanu/Tana, Unjarga/ Nesseby", TODAY, {"Tana", "Nesseby"}),
    ("Senja Skjervøy", TODAY, {"Senja", "Skjervøy"}),
    ("Lenvik, Berg og Dyrøy", BEFORE, {"Lenvik", "Berg", "Dyrøy"}),
    ("1931, 1929", BEFORE, {"Lenvik", "Berg"}),
    ("Lenvik, Berg og Dyrøy", TODAY, {"Senja", "Dyrøy"}),
    ("Alta og FFK, Troms fylkeskommune", TODAY, {"Alta", "Finnmark fylkeskommune", "Troms fylkeskommune"}),
    ("5501, 5503", TODAY, {"Tromsø", "Harstad"}),
])  # fmt: skip
def test_wordings_of_real_lists(real_register, text, day, names):
    found, called = listed(text, day)
    assert (set(called), found.questions, found.complete) == (names, (), True)


def test_a_stated_count_is_kept_and_the_list_is_not_whole(real_register):
    found, called = listed("19 kommuner i Troms")
    assert (called, found.complete, found.stated_count, found.unnamed) == ([], False, 19, "19 kommuner i Troms")
    text = "Alle kommuner i Troms med tillegg av Berlevåg, Gamvik, Lebesby, Vardø og 6 kommuner i Nordland"
    found, called = listed(text)
    assert (len(called), found.complete, found.stated_count, found.unnamed) == (25, False, None, "6 kommuner i Nordland")


def test_what_is_not_understood_is_asked_with_the_nearest_and_follows_the_answer(real_register):
    found, called = listed("Tromsø, Karsløy og Balsfjord")
    [question] = found.questions
    assert (set(called), found.complete) == ({"Tromsø", "Balsfjord"}, False)
    assert "Karlsøy" in [choice.value for choice in question.choices]
    for answer, names in (
        ("Karlsøy", {"Tromsø", "Balsfjord", "Karlsøy"}),
        ("Lyngen", {"Tromsø", "Balsfjord", "Lyngen"}),
        ("-", {"Tromsø", "Balsfjord"}),
        ("ny", {"Tromsø", "Balsfjord", "Karsløy"}),
    ):
        found, called = listed("Tromsø, Karsløy og Balsfjord", **{question.key: answer})
        assert (set(called), found.questions, found.complete) == (names, (), True)


def test_whose_a_date_is_is_asked_for_each_text_by_itself(real_register):
    one, two = (listed(text)[0].questions[0] for text in ("Bardu og Dyrøy fra 2020", "Alta og Dyrøy fra 2020"))
    assert one.key != two.key


def test_a_party_by_name_and_number(real_register):
    parties = Parties.load(Asking({}), TODAY)
    assert parties.named("5528", "Dyrøy", TODAY, HERE, "Part").name == "Dyrøy"
    assert parties.named("1926", "", TODAY, HERE, "Part").name == "Dyrøy"
    assert isinstance(parties.named("5501", "Dyrøy", TODAY, HERE, "Part"), Question)
    unknown = parties.named("", "Ukjent kraftlag", TODAY, HERE, "Part")
    assert unknown is parties.named("", "Ukjent kraftlag", TODAY, Place(0, 9), "Part")


def test_reading_on_many_days_asks_the_database_once(real_register):
    with CaptureQueriesContext(connection) as asked:
        parties = Parties.load(Asking({}), TODAY)
        for year in range(1990, 2026):
            parties.listed("Alta og Dyrøy", date(year, 1, 1), HERE, "Kommuner")
    assert len(asked) == 5


@pytest.mark.parametrize(("text", "codes"), [
    ("Barnevern", ["barnevern"]), ("barneverntjenesten", ["barnevern"]), ("IT", ["ikt"]),
    ("Brann og redning", ["brann"]),
    ("Innkjøp; Lønn", ["innkjop", "lonn"]),
    ("110-sentral / nødmelding brann", ["110-sentral"]),
    ("Legevakten", ["legevakt"]),
    ("interkommunal legevakt", ["legevakt"]), ("Kontrollutvalg, Revisjon", ["kontrollutvalgssekretariat", "revisjon"]),
    ("beredskap", None), ("Plan / kystsone", None), ("Barnevern / beredskap", None), ("Romfart", None),
    ("kompetanseutvikling", None),
])  # fmt: skip
def test_areas_by_the_registers_words_or_asked_about(real_register, text, codes):
    areas = Areas.of(ServiceArea.objects.all())
    found, asked = areas.read(text)
    assert ([area.code for area in found] == codes and not asked) if codes else asked == [text]
