"""What an agreement holds when it is merged, when a municipality is carried on, and when a candidate becomes an agreement."""

from datetime import date
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError

from agreements import actions
from agreements.models import Candidate, Ownership, PartyYear, Version
from agreements.models.holdings import holdings_of
from municipalities.models import Succession
from registry.changes import Actor
from registry.models import Change
from registry.periods import parse_date
from tests.makers import hold, hold_everything, make_agreement, make_area, make_municipality

pytestmark = pytest.mark.django_db
BY = Actor.importer("test")
DAY = date(2020, 1, 1)


def test_a_merged_duplicate_gives_all_that_the_kept_one_lacks_and_once():
    dyroy, bardu = make_municipality("Dyrøy"), make_municipality("Bardu")
    kept = make_agreement("Ett", [(bardu, "vertskommune")], notice_months=6)
    other = hold_everything(make_agreement("To", [(dyroy,)], notice_months=12, settlement="Halvårlig", authority="principle"))
    other.set_date("evaluation_date", parse_date("2027"))
    other.save()
    actions.merge(other, kept, by=BY)
    kept.refresh_from_db()
    assert kept.dates_shown == other.dates_shown and kept.dates_shown["evaluation_date"] == "2027"
    assert (kept.notice_months, kept.settlement, kept.authority) == (6, "Halvårlig", "principle")
    held, theirs = (holdings_of([pk])[pk].tables() for pk in (kept.pk, other.pk))
    assert {name: len(rows) for name, rows in held.items()} == {name: len(rows) for name, rows in theirs.items()}
    assert held["decisions"][0].version_id == held["documents"][0].version_id == held["versions"][0].pk
    third = hold_everything(make_agreement("Tre", [(dyroy, "part", "1990", "1999")]))
    actions.merge(third, kept, by=BY)
    again = holdings_of([kept.pk])[kept.pk].tables()
    assert {name: len(rows) for name, rows in again.items() if name not in ("ownerships", "party_years")} == {
        name: len(rows) for name, rows in held.items() if name not in ("ownerships", "party_years")
    }


def test_what_collides_stays_as_the_kept_one_says():
    kept, other = make_agreement("Ett"), make_agreement("To")
    hold(kept, Version(name="A", valid_from=DAY))
    hold(other, Version(name="B", valid_from=DAY))
    actions.merge(other, kept, by=BY)
    assert [version.name for version in kept.versions.all()] == ["A"]


def test_a_merged_municipality_takes_shares_seats_and_later_figures_along_exactly():
    lenvik, berg = make_municipality("Lenvik", dissolved=DAY), make_municipality("Berg", dissolved=DAY)
    senja, dyroy = make_municipality("Senja", founded=DAY), make_municipality("Dyrøy")
    agreement = make_agreement(
        parties=[(lenvik, "deltaker", "2010"), (berg, "deltaker", "2010"), (dyroy, "deltaker")], legal_form="iks"
    )
    first, second, third = agreement.participations.order_by("pk")
    rows = [
        Ownership(participation=first, share_num=1, share_den=3, seats=2, capital=100),
        Ownership(participation=second, share_num=1, share_den=6, seats=1),
        Ownership(participation=third, share_num=1, share_den=2),
        PartyYear(participation=first, year=2019, payment=10),
        PartyYear(participation=first, year=2020, payment=10),
        PartyYear(participation=second, year=2020, payment=5, book_value=7),
    ]
    hold(agreement, *rows)
    for predecessor in (berg, lenvik):
        succession = Succession.objects.create(predecessor=predecessor, successor=senja, date=DAY, kind="merge")
        actions.carry_over(succession, by=BY)
    heir = agreement.participations.get(municipality=senja)
    share = heir.ownerships.get()
    assert (share.share, share.seats, share.capital, share.valid_from) == (Fraction(1, 2), 3, 100, DAY)
    on_the_day = Ownership.objects.filter(participation__agreement=agreement).on(DAY)
    assert sum(row.share for row in on_the_day) == sum(row.share for row in Ownership.objects.on(date(2019, 12, 31))) == 1
    assert [(row.year, row.payment, row.book_value) for row in heir.party_years.all()] == [(2020, 15, 7)]
    assert [row.year for row in first.party_years.all()] == [2019]


def test_a_candidate_becomes_a_tjenesteavtale_with_its_parties_area_and_history():
    dyroy, bardu = make_municipality("Dyrøy"), make_municipality("Bardu")
    basic = make_agreement("Grunnavtalen", [(dyroy, "part"), (bardu, "part")], legal_form="annet-avtalebasert")
    candidate = hold(basic, Candidate(name="Felles plan", area=make_area("plan", "Plan", "plan"), stage="idea"))
    for stage in ("study", "proposed"):
        candidate.stage = stage
        hold(basic, candidate)
    agreement = actions.start_service_agreement(candidate, form="vertskommune", by=BY, reason="Vedtatt")
    assert (agreement.parent, agreement.stage, agreement.agreement_type) == (basic, "proposed", "tjenesteavtale")
    assert [row.role for row in agreement.participations.all()] == ["samarbeidskommune"] * 2
    assert [area.code for area in agreement.service_areas.all()] == ["plan"]
    candidate.refresh_from_db()
    assert candidate.became == agreement
    assert [step.stage for step in actions.steps_of([candidate])[candidate.pk]] == ["idea", "study", "proposed"]
    assert [change.record_id for change in Change.objects.order_by("pk")][-2:] == [agreement.pk, basic.pk]
    with pytest.raises(ValidationError, match="er alt blitt en tjenesteavtale"):
        actions.start_service_agreement(candidate, form="vertskommune", by=BY)


def owning(start="2010", **fields):
    """An IKS with two owners; the first owns one third, from a day or open."""
    parties = [(make_municipality("Dyrøy"), "deltaker", start), (make_municipality("Bardu"), "deltaker", start)]
    agreement = make_agreement("Avfall IKS", parties, legal_form="iks")
    first, second = agreement.participations.order_by("pk")
    hold(agreement, Ownership(participation=first, share_num=1, share_den=3, **fields))
    hold(agreement, Ownership(participation=second, share_num=2, share_den=3))
    return agreement, first


def ends(agreement):
    """The end of each share, as people read it."""
    return [row.end_shown for row in Ownership.objects.filter(participation__agreement=agreement).order_by("pk")]


def test_whoever_leaves_owns_nothing_from_the_same_day_and_the_trail_says_so():
    agreement, party = owning()
    change = actions.leave(agreement, party.municipality, last_day=parse_date("30.06.2025"), by=BY)
    assert ends(agreement) == ["30.06.2025", ""]
    assert [row["valid_to"] for row in change.after["ownerships"]] == ["2025-07-01", None]
    actions.leave_everything(party.municipality, last_day=parse_date("31.12.2024"), by=BY, reason="Ut av alt")
    assert ends(agreement) == ["31.12.2024", ""]


def test_an_ended_agreement_has_no_owners_after_it_and_its_end_is_told_no_more_exactly():
    agreement, _party = owning()
    actions.end(agreement, last_day=parse_date("ca. 2024"), by=BY)
    assert ends(agreement) == ["ca. 2024", "ca. 2024"]
    assert not Ownership.objects.on(date(2025, 1, 1)).exists()


def test_a_share_that_ended_before_the_party_left_keeps_its_own_end():
    agreement, party = owning(valid_to=date(2020, 1, 1), valid_to_precision="year")
    hold(agreement, Ownership(participation=party, share_num=1, share_den=4, valid_from=date(2020, 1, 1)))
    actions.leave(agreement, party.municipality, last_day=parse_date("2022"), by=BY)
    assert ends(agreement) == ["2019", "", "2022"]


def test_a_share_that_begins_when_the_party_is_out_is_refused_by_name():
    agreement, party = owning(valid_from=date(2026, 1, 1), valid_from_precision="day")
    with pytest.raises(ValidationError, match="Eierandelen fra 01.01.2026 begynner etter at parten er ute: Dyrøy, deltaker"):
        actions.leave(agreement, party.municipality, last_day=parse_date("2024"), by=BY)
    agreement.refresh_from_db()
    assert agreement.participations.filter(valid_to=None).count() == 2
