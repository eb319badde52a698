"""What the councils decided."""

from dataclasses import replace

import pytest

from agreements.legal_forms.facts import Organ, Outcome, PartyKind
from tests.agreements.legal_forms.made_facts import clean, decided, found, only, party


def test_a_decision_that_is_not_registered_is_told_of_each_party_koml_kap_20():
    breaches = found(clean(decisions=()), "no_council_decision")
    assert [breach.public_words for breach in breaches] == ["Ikke registrert: vedtak i Dyrøy", "Ikke registrert: vedtak i Salangen"]
    assert {breach.severity.code for breach in breaches} == {"should"}


def test_a_case_in_process_is_no_decision_yet():
    facts = clean()
    (first, second) = facts.parties
    decisions = (decided(first), decided(second, outcome=Outcome.IN_PROCESS))
    breach = only(replace(facts, decisions=decisions), "no_council_decision")
    assert breach.message == "Ikke registrert: vedtak i Dyrøy. Saken er ført som til behandling."


def test_the_decision_of_an_iks_that_takes_part_is_asked_for_and_of_no_other_organisation_iks_loven_4():
    others = (party("Senja avfall IKS", "deltaker", PartyKind.IKS), party("Staten", "deltaker", PartyKind.STATE))
    facts = clean("iks", parties=(*clean("iks").parties, *others))
    assert only(facts, "no_council_decision").public_words == "Ikke registrert: vedtak i Senja avfall IKS"


@pytest.mark.parametrize("code", ["as", "sa", "stiftelse", "forening", "kjop-og-salg", "annet-avtalebasert", "nettverk"])
def test_no_decision_is_asked_for_where_no_law_we_know_asks_for_it(code):
    assert found(clean(code, decisions=()), "no_council_decision") == []


def test_no_decision_is_asked_of_one_who_has_left_or_only_pays():
    facts = clean()
    gone = party("Bardu", valid_to=facts.day)
    payer = party("Staten", role="bidragsyter")
    assert found(replace(facts, parties=(*facts.parties, gone, payer)), "no_council_decision") == []


def test_a_decision_on_delegated_authority_is_named_iks_loven_4():
    facts = clean("iks")
    decisions = (decided(facts.parties[0]), decided(facts.parties[1], organ=Organ.DELEGATED))
    breach = only(replace(facts, decisions=decisions), "decision_delegated")
    assert breach.message.startswith("Vedtaket i Dyrøy er ført som fattet etter delegert myndighet.")


def test_a_delegated_change_after_the_council_itself_adopted_is_no_breach_iks_loven_4():
    facts = clean("iks")
    later = decided(facts.parties[1], organ=Organ.DELEGATED)
    assert found(replace(facts, decisions=(*facts.decisions, later)), "decision_delegated") == []


def test_a_decision_whose_organ_is_unknown_is_taken_as_a_decision():
    facts = clean()
    decisions = tuple(decided(one, organ=Organ.UNKNOWN) for one in facts.parties)
    facts = replace(facts, decisions=decisions)
    assert found(facts, "no_council_decision") + found(facts, "decision_delegated") == []


def test_a_party_that_said_no_is_told_once_and_not_as_a_decision_missing():
    facts = clean()
    decisions = (decided(facts.parties[0]), decided(facts.parties[1], outcome=Outcome.NOT_ADOPTED))
    facts = replace(facts, decisions=decisions)
    assert only(facts, "party_said_no").message.startswith("Dyrøy er ført som part, men saken er ført som ikke vedtatt der.")
    assert found(facts, "no_council_decision") == []
