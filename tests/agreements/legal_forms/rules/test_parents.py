"""Grunnavtale and tjenesteavtale."""

from dataclasses import replace

from agreements.legal_forms.facts import Parent, Status
from tests.agreements.legal_forms.made_facts import DAY, clean, found, only, party


def under(facts, parties, **fields):
    """The agreement as a tjenesteavtale under a grunnavtale with these parties."""
    return replace(facts, parent=Parent("Midt-Finnmark", parties, **{"parties_complete": True, **fields}))


def test_a_party_outside_the_grunnavtale_is_for_information_as_it_may_be_meant_so():
    facts = clean()
    breach = only(under(facts, facts.parties[:1]), "party_outside_parent")
    assert breach.message.startswith("Dyrøy er part her, men ikke i grunnavtalen «Midt-Finnmark».")
    assert breach.severity.code == "note"


def test_the_same_parties_in_other_roles_are_inside():
    facts = clean()
    parties = tuple(replace(one, role="part") for one in facts.parties)
    assert found(under(facts, parties), "party_outside_parent") == []


def test_an_incomplete_grunnavtale_says_nothing_of_who_is_outside():
    facts = clean()
    assert found(under(facts, facts.parties[:1], parties_complete=False), "party_outside_parent") == []


def test_one_who_has_left_the_grunnavtale_is_outside():
    facts = clean()
    assert found(under(facts, (*facts.parties[:1], replace(facts.parties[1], valid_to=DAY))), "party_outside_parent")


def test_in_force_under_a_grunnavtale_that_has_ended_should_be_cleared_up():
    facts = under(clean(), clean().parties, valid_to=DAY)
    assert only(facts, "parent_ended").severity.code == "should"
    assert found(replace(facts, status=Status.UNCLEAR), "parent_ended") == []
    assert found(clean(parties=(party("Dyrøy"),)), "parent_ended") == []
