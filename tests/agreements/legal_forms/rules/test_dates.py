"""Dates that are not registered, do not agree, or are old."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from agreements.legal_forms.facts import Stage, Status
from tests.agreements.legal_forms.made_facts import ALL_TERMS, DAY, clean, found, only


def test_an_unknown_start_is_told():
    assert only(clean(valid_from=None), "no_start").public_words == "Ikke registrert: startdato"


def test_the_period_of_notice_is_asked_for_when_the_agreement_has_a_rule_on_leaving_koml_20_8():
    assert only(clean(notice_months=None), "no_notice_period").severity.code == "note"
    assert found(clean(notice_months=None, terms=replace(ALL_TERMS, exit_rule=None)), "no_notice_period") == []


def test_never_evaluated_nor_revised_is_for_information_ks_5():
    breach = only(clean(adopted=None), "never_evaluated")
    assert (breach.paragraph, breach.severity.code) == ("KS-anbefaling 5", "note")
    assert found(clean(adopted=None, next_evaluation=DAY), "never_evaluated") == []


@pytest.mark.parametrize(("last", "old"), [(date(2022, 11, 21), False), (date(2022, 11, 20), True), (date(2020, 2, 29), True)])
def test_an_evaluation_is_old_after_four_years_to_the_day_ks_5(last, old):
    assert bool(found(clean(adopted=None, last_evaluated=last), "evaluated_long_ago")) == old


def test_an_old_evaluation_is_told_no_more_exactly_than_it_is_known_ks_5():
    facts = clean(adopted=None, last_evaluated=date(2019, 12, 31), last_evaluated_shown="2019")
    assert "evaluert eller revidert 2019, for mer enn" in only(facts, "evaluated_long_ago").message
    later = replace(facts, adopted=date(2020, 5, 1))
    assert "evaluert eller revidert 01.05.2020, for mer enn" in only(later, "evaluated_long_ago").message


def test_an_old_evaluation_with_a_new_one_ahead_is_no_breach_ks_5():
    ahead = DAY + timedelta(days=30)
    assert found(clean(adopted=date(2015, 1, 1), next_evaluation=ahead), "evaluated_long_ago") == []
    assert found(clean(adopted=date(2015, 1, 1), next_evaluation=date(2020, 1, 1)), "evaluated_long_ago")


@pytest.mark.parametrize("stage", [Stage.IN_FORCE, Stage.NOTICE])
def test_an_end_that_has_passed_while_the_stage_says_otherwise_must_be_corrected(stage):
    facts = clean(stage=stage, status=Status.ENDED, valid_to=DAY)
    assert only(facts, "end_passed").field == "stage"
    assert found(replace(facts, valid_to=DAY + timedelta(days=1)), "end_passed") == []
    assert found(replace(facts, stage=Stage.ENDED), "end_passed") == []


@pytest.mark.parametrize(
    "change",
    [
        {"stage": Stage.ENDED, "status": Status.ENDED},
        {"stage": Stage.NOTICE, "status": Status.NOTICE},
        {"is_fixed_term": True},
    ],
)
def test_what_ends_has_a_last_day(change):
    assert only(clean(**change), "no_end").public_words == "Ikke registrert: siste dag"
    ahead = DAY + timedelta(days=90)
    assert found(clean(**change, valid_to=ahead, valid_to_precision="day"), "no_end") == []
    assert found(clean(**change, valid_to=ahead, valid_to_precision="unknown"), "no_end")
