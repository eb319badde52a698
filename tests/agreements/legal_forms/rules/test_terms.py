"""What the written agreement contains."""

from dataclasses import replace

import pytest

from agreements.legal_forms.facts import Terms
from tests.agreements.legal_forms.made_facts import ALL_TERMS, clean, found, only


@pytest.mark.parametrize(
    ("code", "term", "item", "paragraph", "severity"),
    [
        ("vertskommune", "settlement", "settlement", "koml. § 20-4", "note"),
        ("vertskommune", "exit_rule", "exit_rule", "koml. § 20-4", "note"),
        ("ko", "archive_rule", "archive_rule", "koml. § 19-4", "should"),
        ("ipr", "dissolution_rule", "dissolution_rule", "koml. § 18-4", "should"),
        ("iks", "board_members", "board", "IKS-loven § 4", "note"),
    ],
)
def test_a_term_that_is_not_registered_is_told_with_its_paragraph(code, term, item, paragraph, severity):
    facts = clean(code, terms=replace(ALL_TERMS, **{term: None}), cost_split=False, notice_months=None, archive_responsible="")
    breach = only(facts, "term_not_registered")
    assert (breach.subject, breach.paragraph, breach.severity.code) == (item, paragraph, severity)
    assert breach.public_words.startswith("Ikke registrert: ")


def test_a_term_somebody_has_looked_for_in_vain_is_told_in_other_words_and_not_in_public_koml_20_4():
    breach = only(clean(terms=replace(ALL_TERMS, settlement=False), cost_split=False), "term_absent")
    assert breach.message == "Ført som ikke med i avtalen: økonomisk oppgjør mellom deltakerne og vertskommunen."
    assert breach.public_words == ""


@pytest.mark.parametrize(
    ("term", "change"),
    [("settlement", {"cost_split": True}), ("exit_rule", {"notice_months": 12}), ("tasks", {"purpose": "Barnevern"})],
)
def test_what_is_registered_elsewhere_stands_for_the_term(term, change):
    terms = replace(ALL_TERMS, **{term: None})
    assert found(clean(terms=terms, **change), "term_not_registered") == []


def test_nothing_is_asked_of_an_agreement_whose_form_has_no_list():
    assert found(clean("kjop-og-salg", terms=Terms()), "term_not_registered") == []


def test_a_loan_without_a_ceiling_should_be_cleared_up_in_an_iks_iks_loven():
    assert only(clean("iks", loan_allowed=True), "loan_without_ceiling").public_words == "Ikke registrert: ramme for lån"
    assert found(clean("iks", loan_allowed=True, loan_ceiling=5_000_000), "loan_without_ceiling") == []
    assert found(clean("iks", loan_allowed=None), "loan_without_ceiling") == []


def test_who_keeps_the_archive_is_asked_for_when_the_agreement_has_a_rule_koml_19_4():
    breach = only(clean("ko", archive_responsible=""), "no_archive_responsible")
    assert (breach.paragraph, breach.severity.code) == ("koml. § 19-4", "should")


def test_who_keeps_the_archive_is_not_asked_for_twice_koml_19_4():
    facts = clean("ko", archive_responsible="", terms=replace(ALL_TERMS, archive_rule=None))
    assert found(facts, "no_archive_responsible") == []


def test_a_host_answers_for_its_archive_itself():
    assert found(clean(archive_responsible=""), "no_archive_responsible") == []
