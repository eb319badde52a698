"""A party joins or leaves, and one act on many agreements: each its own change, all of one moment, or nothing at all."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from agreements import actions
from agreements.models import Agreement, AgreementSuccession
from registry.changes import Actor
from registry.models import Change
from registry.periods import parse_date
from tests.makers import make_agreement, make_municipality, make_organisation

pytestmark = pytest.mark.django_db
BY = Actor.importer("test")


def parties(agreement):
    return [str(row) for row in agreement.participations.order_by("pk")]


def test_a_party_joins_in_the_usual_role_and_until_the_agreement_ends():
    agreement, dyroy = make_agreement(start="2012", last_day="2030"), make_municipality()
    change = actions.join(agreement, dyroy, start=parse_date("01.01.2026"), by=BY, reason="Vedtatt")
    assert parties(agreement) == ["Dyrøy, samarbeidskommune, fra 01.01.2026, til og med 2030"]
    assert (change.kind, change.reason, change.revision) == ("amended", "Vedtatt", 2)
    county = make_organisation("Troms fylkeskommune")
    actions.join(agreement, county, start=None, role="bidragsyter", by=BY)
    assert parties(agreement)[1] == "Troms fylkeskommune, bidragsyter, til og med 2030"


@pytest.mark.parametrize(
    ("row", "start"), [(("", ""), "2020"), (("", "2022"), "2020"), (("2021", ""), None), (("2021", ""), "2020")]
)
def test_a_party_that_is_in_already_does_not_join_again(row, start):
    dyroy = make_municipality()
    agreement = make_agreement(parties=[(dyroy, "vertskommune", *row)])
    with pytest.raises(ValidationError, match="Er alt part: Dyrøy, vertskommune"):
        actions.join(agreement, dyroy, start=start and parse_date(start), by=BY)
    assert len(parties(agreement)) == 1


def test_a_party_comes_back_after_it_has_left_but_not_to_what_is_over():
    dyroy = make_municipality()
    agreement = make_agreement(parties=[(dyroy, "samarbeidskommune", "2012", "2018")], last_day="2024")
    actions.join(agreement, dyroy, start=parse_date("2019"), by=BY)
    assert len(parties(agreement)) == 2
    with pytest.raises(ValidationError, match="Siste dag: 2024"):
        actions.join(agreement, make_municipality("Bardu"), start=parse_date("2025"), by=BY)


def test_a_party_leaves_on_its_last_day():
    dyroy, bardu = make_municipality(), make_municipality("Bardu")
    agreement = make_agreement(parties=[(dyroy, "samarbeidskommune", "2012"), (bardu, "samarbeidskommune", "2012", "2030")])
    actions.leave(agreement, dyroy, last_day=parse_date("31.12.2025"), by=BY, reason="Sagt opp")
    actions.leave(agreement, bardu, last_day=parse_date("2025"), by=BY)
    assert [row.split(", ")[-1] for row in parties(agreement)] == ["til og med 31.12.2025", "til og med 2025"]
    assert Change.objects.filter(reason="Sagt opp").get().before["participations"][0]["valid_to"] is None


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], "Dyrøy er ikke part"),
        ([("2012", "2018")], "Er alt ute: Dyrøy, samarbeidskommune, fra 2012, til og med 2018"),
        ([("2026", "")], "Kommer først med etter den siste dagen: Dyrøy, samarbeidskommune, fra 2026"),
        ([("2012", "2025"), ("2026", "")], "Kommer først med etter den siste dagen: Dyrøy, samarbeidskommune, fra 2026"),
    ],
)
def test_a_party_that_is_not_in_does_not_leave(rows, why):
    dyroy = make_municipality()
    agreement = make_agreement(parties=[(dyroy, "samarbeidskommune", *row) for row in rows])
    with pytest.raises(ValidationError, match=why):
        actions.leave(agreement, dyroy, last_day=parse_date("31.12.2020"), by=BY)
    assert Change.objects.count() == 1


def test_one_that_refuses_is_left_as_it_was_and_the_others_are_done_at_one_moment():
    dyroy = make_municipality()
    one, two = (make_agreement(name, [(dyroy,)]) for name in ("Ett", "To"))
    without, merged = make_agreement("Uten"), make_agreement("Slått sammen", [(dyroy,)], publication="draft", merged_into=one)
    outcome = actions.leave_each([one, without, merged, two], dyroy, last_day=parse_date("2025"), by=BY, reason="Sagt opp")
    assert [change.record_id for change in outcome.changes] == [one.pk, two.pk]
    assert len({(change.at, change.actor_label, change.reason) for change in outcome.changes}) == 1
    assert outcome.refused == [(without, "Dyrøy er ikke part i samarbeidet."), (merged, "Er slått sammen med «Ett».")]
    assert merged.participations.get().valid_to is None


def test_leaving_everything_is_leaving_each_it_is_still_in_after_the_day():
    dyroy, bardu = make_municipality(), make_municipality("Bardu")
    still = make_agreement("Fortsatt", [(dyroy,), (bardu,)])
    draft = make_agreement("Utkast", [(dyroy, "vertskommune", "2012", "2030")], publication="draft")
    left, others = make_agreement("Gått ut", [(dyroy, "samarbeidskommune", "2012", "2018")]), make_agreement("Andres", [(bardu,)])
    outcome = actions.leave_everything(dyroy, last_day=parse_date("31.12.2025"), by=BY, reason="Vedtak")
    assert ({change.record_id for change in outcome.changes}, outcome.refused) == ({still.pk, draft.pk}, [])
    assert left.participations.get().end_shown == "2018"
    assert others.participations.get().valid_to is None
    assert still.participations.get(municipality=bardu).valid_to is None


def test_ending_several_with_a_successor_tells_the_successor_once():
    dyroy = make_municipality()
    old = [make_agreement(name, [(dyroy,), (make_municipality(), "vertskommune", "2012", "2030")]) for name in ("Ett", "To")]
    over, new = make_agreement("Over", last_day="2018", stage="ended"), make_agreement("Nytt")
    outcome = actions.end_each([*old, over], last_day=parse_date("31.12.2025"), by=BY, reason="Samlet", successor=new)
    assert outcome.refused == [(over, "Er alt avsluttet. Siste dag: 2018.")]
    assert [change.record_name for change in outcome.changes] == ["Ett", "To", "Nytt"]
    assert [change.kind for change in outcome.changes] == ["ended", "ended", "amended"]
    assert len({change.at for change in outcome.changes}) == 1
    assert {row.end_shown for row in Agreement.objects.filter(pk__in=[row.pk for row in old])} == {"31.12.2025"}
    assert {row.end_shown for agreement in old for row in agreement.participations.all()} == {"31.12.2025"}
    rows = AgreementSuccession.objects.filter(successor=new)
    assert {(row.predecessor, row.date, row.kind) for row in rows} == {(row, date(2026, 1, 1), "replaced") for row in old}
    again = actions.end_each(old, last_day=parse_date("31.12.2025"), by=BY, reason="Samlet", successor=new)
    assert (again.changes, len(again.refused), rows.count()) == ([], 2, 2)


def test_one_that_ended_nobody_knew_when_is_ended_on_the_day_that_came_to_light():
    agreement = make_agreement(last_day="2018", stage="ended")
    agreement.valid_to_precision = "unknown"
    agreement.save()
    actions.end(agreement, last_day=parse_date("30.06.2021"), by=BY)
    assert agreement.end_shown == "30.06.2021"
