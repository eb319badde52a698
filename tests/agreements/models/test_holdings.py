"""What an agreement holds: read whole in one query, and refused where it cannot be."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from agreements.models import (
    AgreementYear,
    CostComponent,
    CostSplit,
    Decision,
    Document,
    Grant,
    Ownership,
    Version,
)
from agreements.models.holdings import TABLES, holdings_of
from tests.makers import hold, hold_everything, make_agreement, make_municipality, make_organisation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def full():
    """An agreement with one row or more in every table."""
    dyroy, county = make_municipality("Dyrøy"), make_organisation("Troms fylkeskommune")
    agreement = hold_everything(make_agreement(parties=[(dyroy,), (county, "part")]), make_user())
    hold(agreement, Decision(organisation=county, outcome="in_process"))
    return agreement


def test_one_query_reads_every_row_of_every_table_as_it_is_stored(full, django_assert_num_queries):
    other = make_agreement("En annen")
    with django_assert_num_queries(1):
        found = holdings_of([full.pk, other.pk])
        assert [str(row) for row in found[full.pk].decisions] == [
            "Dyrøy, vedtatt 03.02.2020",
            "Troms fylkeskommune, til behandling",
        ]
    for name, (model, path) in TABLES.items():
        stored = list(model._base_manager.filter(**{path: full}).order_by("pk"))
        rows = getattr(found[full.pk], name)
        assert stored and rows == stored
        for row, same in zip(rows, stored, strict=True):
            for field in model._meta.concrete_fields:
                assert getattr(row, field.attname) == getattr(same, field.attname), f"{name}.{field.name}"
        assert getattr(found[other.pk], name) == []
    held = found[full.pk]
    assert [part.text for part in held.parts_of(held.cost_splits[0])] == ["likt", "folketall 1. januar"]
    assert held.version(held.decisions[0].version_id).name == "1"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([Version(name="1", valid_from=date(2020, 1, 1)), Version(name="2", valid_from=date(2021, 1, 1))], "Versjonen «2»"),
        ([CostSplit(kind="free"), CostSplit(kind="text")], "«beskrevet med ord» gjelder i samme tidsrom"),
        ([AgreementYear(year=2025), AgreementYear(year=2025)], "Året er ført to ganger"),
        ([AgreementYear(year=99)], "1837"),
        ([AgreementYear(year=2025, cost=-1)], "større enn eller lik 0"),
        ([Grant(giver="x", valid_from=date(2020, 1, 1), valid_to=date(2019, 1, 1))], "er før første dag"),
        ([CostSplit(kind="free", unit_price=5)], "Bare måten «pris per enhet» har en pris"),
        ([Decision(outcome="adopted")], "Velg én kommune eller én organisasjon"),
        ([Document(kind="avtale", title="Uten")], "Skriv en lenke til dokumentet"),
    ],
)
def test_what_cannot_be_is_refused_in_words(rows, message):
    agreement = make_agreement()
    with pytest.raises(ValidationError) as refusal:
        hold(agreement, *rows)
    assert message in " ".join(refusal.value.messages)


def test_two_ways_of_sharing_may_hold_at_once_for_different_costs_and_versions_of_unknown_start_beside_others():
    agreement = make_agreement()
    hold(agreement, CostSplit(kind="free", covers="lokaler"), CostSplit(kind="actual", covers="tiltak"))
    hold(agreement, Version(name="1"), Version(name="2", valid_from=date(2021, 1, 1)))


def test_a_key_makes_a_whole_and_only_a_key_has_parts():
    agreement = make_agreement()
    split = hold(agreement, CostSplit(kind="key"))
    with pytest.raises(ValidationError, match="blir 90 %. De må til sammen bli 100 %"):
        hold(agreement, CostComponent(cost_split=split, share_num=9, share_den=10, text="likt"))
    CostComponent.objects.all().delete()
    thirds = [CostComponent(cost_split=split, share_num=1, share_den=3, text=str(number)) for number in range(3)]
    hold(agreement, *thirds)
    split.kind = "actual"
    with pytest.raises(ValidationError, match="Bare en fordelingsnøkkel har deler"):
        hold(agreement, split)


def test_one_party_has_one_share_at_a_time():
    agreement = make_agreement(parties=[(make_municipality("Dyrøy"), "deltaker")], legal_form="iks")
    party = agreement.participations.get()
    hold(agreement, Ownership(participation=party, share_num=1, share_den=3, valid_to=date(2020, 1, 1)))
    hold(agreement, Ownership(participation=party, seats=2, valid_from=date(2020, 1, 1)))
    with pytest.raises(ValidationError, match="Dyrøy har to eierandeler i samme tidsrom"):
        hold(agreement, Ownership(participation=party, share_num=1, share_den=4))


@pytest.mark.parametrize(("numerator", "denominator"), [(4, 3), (1, 0), (None, 3), (1, None)])
@pytest.mark.parametrize("name", ["share", "liability"])
def test_a_share_lies_between_nothing_and_all(name, numerator, denominator):
    agreement = make_agreement(parties=[(make_municipality(),)])
    row = Ownership(participation=agreement.participations.get(), **{f"{name}_num": numerator, f"{name}_den": denominator})
    with pytest.raises(ValidationError, match="mellom 0 og 100 %"):
        row.save()


def test_liability_is_the_share_unless_it_is_stated():
    row = Ownership(share_num=1, share_den=4)
    assert row.liability == row.share
    row.liability_num, row.liability_den = 1, 2
    assert row.liability == 2 * row.share
