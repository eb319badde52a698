"""Acts on agreements: what they store, refuse and leave in the trail."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from agreements import actions
from agreements.models import Agreement, Participation, Status
from municipalities.models import Succession
from registry.changes import Actor
from registry.models import Change
from registry.periods import parse_date
from tests.makers import make_agreement, make_municipality, make_region

pytestmark = pytest.mark.django_db
BY = Actor.importer("test")


def test_registering_writes_one_change_with_the_parties_in_it():
    salangen, dyroy = make_municipality("Salangen"), make_municipality("Dyrøy")
    agreement = make_agreement(parties=[(salangen, "vertskommune"), (dyroy,)])
    change = Change.objects.get()
    assert (change.kind, change.revision, change.before) == ("created", 1, None)
    assert [row["label"] for row in change.after["participations"]] == ["Salangen, vertskommune", "Dyrøy, samarbeidskommune"]
    assert agreement.revision == 1


def test_ending_an_agreement_ends_its_open_parties_on_the_same_last_day():
    dyroy = make_municipality()
    agreement = make_agreement(parties=[(dyroy,)], start="2012")
    actions.end(agreement, last_day=parse_date("31.12.2025"), by=BY, reason="Sagt opp")
    assert agreement.valid_to == date(2026, 1, 1)
    assert agreement.participations.get().last_day == date(2025, 12, 31)
    assert agreement.status_on(date(2025, 12, 31)) != Status.ENDED
    assert agreement.status_on(date(2026, 1, 1)) == Status.ENDED
    assert Change.objects.latest("pk").kind == "ended"


def test_one_party_twice_on_one_day_is_refused_and_nothing_is_stored():
    dyroy = make_municipality()
    with pytest.raises(ValidationError, match="Dyrøy står to ganger"):
        make_agreement(parties=[(dyroy, "part", "2019", "2021"), (dyroy, "part", "2021-06")])
    assert not Agreement.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL holds the exclusion constraint")
def test_postgresql_refuses_an_overlap_that_slips_past_the_check():
    dyroy = make_municipality()
    agreement = make_agreement(parties=[(dyroy, "part", "2019", "2021")])
    with pytest.raises(IntegrityError), transaction.atomic():
        Participation.objects.create(agreement=agreement, municipality=dyroy, role="part", valid_from=date(2020, 1, 1))


def test_a_save_that_changes_nothing_leaves_no_trail():
    agreement = make_agreement()
    before = actions.stored_snapshot(agreement)
    assert actions.changed(agreement, by=BY, before=before) is None
    assert Change.objects.count() == 1


def test_carrying_over_gives_the_successor_one_row_in_the_leading_role():
    day = date(2020, 1, 1)
    lenvik, berg = make_municipality("Lenvik", dissolved=day), make_municipality("Berg", dissolved=day)
    senja, dyroy = make_municipality("Senja", founded=day), make_municipality("Dyrøy")
    old = "2010"
    agreement = make_agreement(
        parties=[(berg, "samarbeidskommune", old), (lenvik, "vertskommune", old), (dyroy, "samarbeidskommune", old)]
    )
    for predecessor in (berg, lenvik):
        succession = Succession.objects.create(predecessor=predecessor, successor=senja, date=day, kind="merge")
        actions.carry_over(succession, by=BY)
    after = agreement.participations.on(day).for_list()
    assert [(row.party.name, row.role) for row in after] == [("Senja", "vertskommune"), ("Dyrøy", "samarbeidskommune")]
    before = agreement.participations.on(date(2019, 12, 31)).for_list()
    assert [row.party.name for row in before] == ["Lenvik", "Berg", "Dyrøy"]
    assert Change.objects.filter(kind="carried_over").count() == 2


def test_carrying_over_twice_changes_nothing_more():
    day = date(2020, 1, 1)
    lenvik, senja = make_municipality("Lenvik", dissolved=day), make_municipality("Senja", founded=day)
    make_agreement(parties=[(lenvik,)])
    succession = Succession.objects.create(predecessor=lenvik, successor=senja, date=day, kind="merge")
    assert len(actions.carry_over(succession, by=BY)) == 1
    assert actions.carry_over(succession, by=BY) == []


def test_the_parties_of_a_regional_council_are_the_members_of_its_region():
    region, dyroy, bardu = make_region(), make_municipality("Dyrøy"), make_municipality("Bardu")
    agreement = make_agreement(region=region, parties=[(dyroy,), (bardu,)], start="2020")
    assert {m.municipality for m in region.memberships.all()} == {dyroy, bardu}
    before = actions.stored_snapshot(agreement)
    agreement.participations.get(municipality=bardu).delete()
    actions.changed(agreement, by=BY, before=before)
    assert {m.municipality for m in region.memberships.all()} == {dyroy}
