"""The facts of agreements: as the rows say, and as flat in queries as there are tables."""

from datetime import date
from fractions import Fraction

import pytest

from agreements.findings.facts import facts_of
from agreements.legal_forms.check import check
from agreements.legal_forms.facts import Authority, Organ, Outcome
from agreements.models import Agreement, Decision
from municipalities.models import Succession
from tests.makers import hold, hold_everything, make_agreement, make_municipality, make_organisation

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 1)


def facts_about(agreement, day=DAY):
    return facts_of([agreement], day)[agreement.pk]


def test_what_is_registered_is_copied():
    dyroy, county = make_municipality("Dyrøy"), make_organisation("Troms fylkeskommune")
    parent = make_agreement("Grunnavtalen", parties=[(dyroy,)])
    agreement = make_agreement(
        parties=[(dyroy, "vertskommune"), (county, "part")], parent=parent, authority="principle", settlement_stated=True,
        exit_stated=False, board_members=5, fixed_term_until=date(2030, 1, 1), revision_date=date(2027, 1, 1),
        evaluation_date=date(2026, 1, 1), archive_responsible="Dyrøy",
    )  # fmt: skip
    hold_everything(agreement)
    facts = facts_about(agreement)
    assert [(p.name, p.kind, p.role) for p in facts.parties] == [
        ("Dyrøy", "kommune", "vertskommune"), ("Troms fylkeskommune", "fylkeskommune", "part"),
    ]  # fmt: skip
    share = facts.parties[0].share
    assert (share.part, share.liability, share.by_population) == (Fraction(1, 3), Fraction(1, 2), True)
    decision = facts.decisions[0]
    assert (decision.party, decision.outcome, decision.organ) == (facts.parties[0].key, Outcome.ADOPTED, Organ.COUNCIL)
    assert (facts.authority, facts.cost_split, facts.adopted) == (Authority.PRINCIPLE, True, date(2020, 2, 3))
    terms = facts.terms
    assert (terms.settlement, terms.exit_rule, terms.board_members, terms.archive_rule) == (True, False, True, None)
    assert (facts.is_fixed_term, facts.next_evaluation) == (True, date(2026, 1, 1))
    assert (facts.parent.name, [p.key for p in facts.parent.parties]) == ("Grunnavtalen", [facts.parties[0].key])
    assert check(facts) is not None


def test_what_is_not_registered_is_not_guessed():
    facts = facts_about(make_agreement(legal_form="ko"))
    assert (facts.is_legal_person, facts.is_fixed_term, facts.authority, facts.organisation, facts.parent) == (
        None, None, Authority.UNKNOWN, None, None,
    )  # fmt: skip
    assert facts.terms == type(facts.terms)()
    assert facts_about(make_agreement(legal_form="iks")).is_legal_person is None


def test_a_decision_of_a_merged_council_counts_for_the_one_that_carries_it_on():
    day = date(2020, 1, 1)
    lenvik, senja = make_municipality("Lenvik", dissolved=day), make_municipality("Senja", founded=day)
    Succession.objects.create(predecessor=lenvik, successor=senja, date=day, kind="merge")
    agreement = make_agreement(parties=[(lenvik, "part", "2010", "31.12.2019"), (senja, "part", "01.01.2020")])
    hold(agreement, Decision(municipality=lenvik, outcome="adopted"))
    facts = facts_about(agreement)
    assert [decision.party for decision in facts.decisions] == [party.key for party in facts.parties]
    assert facts.parties[0].successors == ("Senja",)
    assert len(facts_about(agreement, date(2015, 1, 1)).decisions) == 1


def test_queries_do_not_grow_with_agreements(django_assert_num_queries):
    for number in range(4):
        parent = make_agreement(f"Grunnavtale {number}")
        agreement = make_agreement(f"Avtale {number}", parties=[(make_municipality(f"Kommune {number}"),)], parent=parent)
        hold_everything(agreement)
    every = list(Agreement.objects.all())
    with django_assert_num_queries(3):
        assert len(facts_of(every, DAY)) == 8
