"""Ownership shares."""

from dataclasses import replace
from fractions import Fraction

from agreements.legal_forms.facts import Share
from tests.agreements.legal_forms.made_facts import clean, found, only, party, share


def owners(*shares, code="iks"):
    """An agreement whose parties have these shares."""
    role = "deltaker" if code == "iks" else "deltakerkommune"
    return clean(code, parties=tuple(party(f"Kommune {number}", role=role, share=one) for number, one in enumerate(shares)))


def test_three_thirds_make_a_whole_iks_loven_3():
    assert found(owners(share(1, 3), share(1, 3), share(1, 3)), "shares_below_whole") == []


def test_shares_that_make_less_than_the_whole_are_told_with_their_sum_iks_loven_3():
    breach = only(owners(share(60), share(35)), "shares_below_whole")
    assert breach.message == "Eierandelene blir 95 % til sammen. De skal til sammen bli 100 %."
    assert (breach.paragraph, breach.severity.code) == ("IKS-loven § 3", "must")


def test_shares_that_make_more_than_the_whole_are_found_in_an_incomplete_list_too_iks_loven_3():
    facts = replace(owners(share(60), share(41)), parties_complete=False)
    assert only(facts, "shares_above_whole").message.startswith("Eierandelene blir 101 %")


def test_a_hundredth_of_a_per_cent_is_rounding():
    assert found(owners(share(9_999, 20_000), share(5_000, 10_000)), "shares_below_whole") == []


def test_shares_are_not_added_up_while_one_is_unknown():
    facts = owners(share(60), None)
    assert found(facts, "shares_below_whole") == []
    assert only(facts, "shares_not_registered").public_words == "Ikke registrert: eierandel for Kommune 1"


def test_shares_of_the_obligations_make_a_whole_of_their_own_iks_loven_3():
    facts = owners(share(50, liability=Fraction(1, 2)), share(50, liability=Fraction(1, 4)))
    assert found(facts, "shares_below_whole")[0].subject == "liability"


def test_where_one_share_of_the_obligations_is_stated_the_others_follow_the_ownership_iks_loven_3():
    assert found(owners(share(50, liability=Fraction(1, 2)), share(50)), "shares_below_whole") == []


def test_shares_of_the_obligations_that_are_those_of_the_ownership_are_told_once_iks_loven_3():
    facts = owners(share(50, liability=Fraction(1, 2)), share(40, liability=Fraction(2, 5)))
    assert only(facts, "shares_below_whole").subject == "share"


def test_shares_by_population_without_a_figure_should_be_cleared_up_koml_19_4():
    breach = only(owners(share(50), Share(by_population=True), code="ko"), "shares_by_population_only")
    assert breach.message.startswith("Eierandelen er oppgitt etter folketall, uten tall, for Kommune 1.")
    assert (breach.paragraph, breach.severity.code) == ("koml. § 19-4", "should")


def test_shares_by_population_with_a_figure_beside_are_no_breach_koml_19_4():
    assert found(owners(share(50, by_population=True), share(50), code="ko"), "shares_by_population_only") == []


def test_nobody_owns_a_foundation_stiftelsesloven():
    facts = clean("stiftelse")
    owned = replace(facts, parties=tuple(replace(one, share=share(50)) for one in facts.parties))
    breach = only(owned, "shares_without_owners")
    assert breach.message == "Eierandel er ført for Dyrøy og Salangen. Hvem eier? Ingen. En stiftelse har ikke eiere."
