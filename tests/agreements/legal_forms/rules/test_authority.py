"""Authority handed over."""

from datetime import date

import pytest

from agreements.legal_forms.facts import Authority
from tests.agreements.legal_forms.made_facts import clean, found, only

MOVED = [Authority.ADMINISTRATIVE, Authority.PRINCIPLE, Authority.REGULATIONS]


@pytest.mark.parametrize("authority", MOVED)
def test_authority_in_an_iks_should_be_cleared_up_when_no_sector_law_is_named_koml_17_1(authority):
    breach = only(clean("iks", authority=authority), "authority_without_host")
    assert breach.message.endswith("uten at en særlov er ført. Kan myndighet overføres? Bare når en særlov åpner for det.")
    assert (breach.paragraph, breach.severity.code) == ("koml. § 17-1", "should")


def test_authority_in_an_iks_with_a_named_sector_law_is_no_breach_koml_17_1():
    facts = clean("iks", authority=Authority.ADMINISTRATIVE, sector_law="brann- og eksplosjonsvernloven § 15")
    assert found(facts, "authority_without_host") == []


@pytest.mark.parametrize("authority", [Authority.UNKNOWN, Authority.NONE, Authority.ADVISORY])
@pytest.mark.parametrize("code", ["iks", "ko", "kjop-og-salg", "annet-avtalebasert"])
def test_advice_is_no_authority_and_the_unknown_is_not_guessed(code, authority):
    assert found(clean(code, authority=authority), "authority_without_host") == []


@pytest.mark.parametrize("authority", MOVED)
def test_a_host_with_a_joint_board_may_receive_all_authority_koml_20_3(authority):
    facts = clean("vertskommune-nemnd", authority=authority)
    assert found(facts, "authority_without_host") + found(facts, "principle_without_board") == []


def test_decisions_of_principle_without_a_joint_board_should_be_cleared_up_koml_20_2():
    assert only(clean(authority=Authority.PRINCIPLE), "principle_without_board").paragraph == "koml. § 20-2"
    assert found(clean(authority=Authority.ADMINISTRATIVE), "principle_without_board") == []


def test_what_the_planning_act_allows_is_not_ours_to_say_pbl_kap_9():
    assert found(clean("plansamarbeid", authority=Authority.PRINCIPLE), "authority_without_host") == []


def test_a_day_for_authority_that_did_not_move_must_be_corrected():
    assert only(clean(authority_from=date(2024, 1, 1)), "authority_date_without_authority").field == "authority_from"
    facts = clean(authority=Authority.ADMINISTRATIVE, authority_from=date(2024, 1, 1))
    assert found(facts, "authority_date_without_authority") == []
