"""What happened between two days, told by dates alone."""

from datetime import date

import pytest

from agreements.models import Agreement, AgreementSuccession
from agreements.reports.between import Between, What, Window
from tests.makers import make_agreement, make_municipality

pytestmark = pytest.mark.django_db
YEAR = Window(date(2025, 12, 31), date(2026, 12, 31))


@pytest.fixture
def municipalities():
    return {name: make_municipality(name) for name in ("Bardu", "Dyrøy", "Senja")}


def told(window=YEAR, municipality_ids=None):
    """What happened, in short: (what, agreement, party, roles before)."""
    return [
        (event.what, event.agreement.name, event.row and event.row.party.name, [row.party.name for row in event.before])
        for event in Between(window, municipality_ids).events
    ]


@pytest.mark.parametrize(
    ("start", "last_day", "expected"),
    [
        ("2025-12-31", "", []),
        ("2026-01-01", "", ["new"]),
        ("2026", "", ["new"]),
        ("2026-12-31", "", ["new"]),
        ("2027-01-01", "", []),
        ("2010", "2025-12-30", []),
        ("2010", "2025-12-31", ["ended"]),  # it held on the first day and not on the last
        ("2010", "2026-12-30", ["ended"]),
        ("2010", "2026-12-31", []),  # it still holds on the last day
        ("2026-03-01", "2026-05-31", ["new", "ended"]),
    ],
)
def test_new_and_ended_are_what_makes_the_two_days_different(municipalities, start, last_day, expected):
    make_agreement("Brann", [(municipalities["Bardu"], "part"), (municipalities["Senja"], "part")], start=start, last_day=last_day)
    assert [what for what, *_rest in told()] == expected


def test_what_has_no_known_start_is_seen_when_a_source_first_tells_of_it(municipalities):
    make_agreement("Ny kilde", [(municipalities["Bardu"], "part")], sources=["2026-02-01", "2026-03-01"])
    make_agreement("Gammel kilde", [(municipalities["Bardu"], "part")], sources=["2019", "2026-03-01"])
    assert told() == [(What.SEEN, "Ny kilde", None, [])]


def test_parties_that_come_and_go_are_told_only_where_the_agreement_goes_on(municipalities):
    bardu, dyroy, senja = municipalities.values()
    make_agreement(
        "A", [(bardu, "part", "2010"), (dyroy, "part", "2026-06-01"), (senja, "part", "2010", "2026-05-31")], start="2010"
    )
    make_agreement("B", [(bardu, "part", "2026-02-01"), (dyroy, "part", "2026-06-01")], start="2026-02-01")
    make_agreement(
        "C", [(bardu, "part", "2010", "2026-03-31"), (dyroy, "part", "2010", "2026-01-31")], start="2010", last_day="2026-03-31"
    )
    assert told() == [
        (What.JOINED, "A", "Dyrøy", []),
        (What.LEFT, "A", "Senja", []),
        (What.NEW, "B", None, []),
        (What.JOINED, "B", "Dyrøy", []),
        (What.ENDED, "C", None, []),
        (What.LEFT, "C", "Dyrøy", []),
    ]


def test_of_an_agreement_that_is_known_to_begin_in_the_year_alone_nobody_joined_later(municipalities):
    parties = [(municipalities["Bardu"], "part", "2026-02"), (municipalities["Dyrøy"], "part", "2026-03-01")]
    make_agreement("A", parties, start="2026")
    assert told() == [(What.NEW, "A", None, [])]


def test_a_new_role_is_one_thing_and_a_period_cut_in_two_is_nothing(municipalities):
    bardu, dyroy, senja = municipalities.values()
    parties = [
        *((bardu, "vertskommune", "2010", "2026-06-30"), (bardu, "samarbeidskommune", "2026-07-01")),
        *((dyroy, "samarbeidskommune", "2010", "2026-06-30"), (dyroy, "vertskommune", "2026-07-01")),
        *((senja, "samarbeidskommune", "2010", "2026-06-30"), (senja, "samarbeidskommune", "2026-07-01")),
    ]
    make_agreement("Legevakt", parties, start="2010")
    assert told() == [(What.ROLE, "Legevakt", "Bardu", ["Bardu"]), (What.ROLE, "Legevakt", "Dyrøy", ["Dyrøy"])]


def test_after_a_merger_the_new_municipality_takes_over_and_nobody_left(municipalities):
    berg, lenvik = (make_municipality(name, dissolved=date(2020, 1, 1)) for name in ("Berg", "Lenvik"))
    new = make_municipality("Nye Senja", founded=date(2020, 1, 1))
    rows = [(municipalities["Bardu"], "part", "2010"), (berg, "part", "2010", "2019-12-31"), (lenvik, "part", "2010", "2019-12-31")]
    make_agreement("Museum", [*rows, (new, "part", "2020-01-01")], start="2010")
    window = Window(date(2019, 12, 31), date(2020, 1, 1))
    assert told(window) == [(What.CARRIED, "Museum", "Nye Senja", ["Berg", "Lenvik"])]
    assert told(window, frozenset({municipalities["Dyrøy"].pk})) == []


def test_a_new_form_is_a_new_agreement_that_carries_on_the_old(municipalities):
    parties = [(municipalities["Bardu"], "part"), (municipalities["Senja"], "part")]
    old = make_agreement("Revisjon", parties, start="2010", last_day="2026-06-30", legal_form="annet-avtalebasert")
    new = make_agreement("Revisjon IKS", parties, start="2026-07-01", legal_form="iks")
    hidden = make_agreement("Utkast", parties, start="2026-07-01", publication="draft")
    for successor in (new, hidden):
        AgreementSuccession.objects.create(predecessor=old, successor=successor, kind="reorganised")
    found = {event.agreement.name: event.story for event in Between(YEAR).events}
    assert ([one.name for one in found["Revisjon"].became], found["Revisjon"].came_from) == (["Revisjon IKS"], [])
    assert [one.name for one in found["Revisjon IKS"].came_from] == ["Revisjon"]
    assert set(found) == {"Revisjon", "Revisjon IKS"}


def test_only_what_one_of_the_municipalities_took_part_in_within_the_time(municipalities):
    bardu, dyroy, senja = municipalities.values()
    make_agreement("Ny", [(bardu, "part"), (senja, "part")], start="2026-02-01")
    make_agreement(
        "Forlatt før", [(dyroy, "part", "2010", "2025-06-30"), (bardu, "part", "2010")], start="2010", last_day="2026-01-31"
    )
    assert [name for _what, name, *_rest in told(municipality_ids=frozenset({dyroy.pk}))] == []
    assert [name for _what, name, *_rest in told(municipality_ids=frozenset({bardu.pk}))] == ["Forlatt før", "Ny"]


def test_drafts_proposals_and_what_no_council_has_seen_are_not_told(municipalities):
    parties = [(municipalities["Bardu"], "part"), (municipalities["Senja"], "part")]
    make_agreement("Utkast", parties, start="2026-02-01", publication="draft")
    make_agreement("Studie", parties, start="2026-02-01", stage="study")
    make_agreement("Forslag", parties, start="2026-02-01", stage="proposed")
    assert told() == []


def test_a_correction_of_the_register_is_nothing_that_happened(municipalities):
    made = make_agreement("Brann", [(municipalities["Bardu"], "part", "2010")], start="2010")
    Agreement.objects.filter(pk=made.pk).update(name="Brannvern", legal_form="iks")
    assert told() == []


def test_four_queries_however_many(municipalities, django_assert_num_queries):
    for number in range(8):
        make_agreement(f"A{number}", [(one, "part", "2026-02-01") for one in municipalities.values()], start="2010")
    with django_assert_num_queries(4):
        assert len(Between(YEAR).events) == 24
