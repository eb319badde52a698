"""Form × rule: which rule speaks of which form, and how severely. A rule that starts or stops applying to a form fails here."""

import pytest

from agreements.legal_forms.catalogue import CATALOGUE
from agreements.legal_forms.check import RULES, check
from tests.agreements.legal_forms.made_facts import clean, found
from tests.agreements.legal_forms.provocations import PROVOKE

FORMS = [form.code for form in CATALOGUE]
SHORT = {"must": "M", "should": "S", "note": "n"}

# M must be corrected, S should be cleared up, n for information, . does not apply. The columns are FORMS in order:
# host, host with board, IKS, IPR, KO, AS, SA, foundation, association, purchase, other, planning, network, § 27, samkommune.
EXPECTED = """
too_few_parties                   M  M  M  n  M  n  n  .  M  M  M  n  M  n  n
party_not_allowed                 M  M  M  n  M  .  .  .  .  .  .  .  .  .  .
role_not_in_form                  M  M  M  M  M  M  M  M  M  M  M  M  M  M  M
dissolved_party                   M  M  M  M  M  M  M  M  M  M  M  M  M  M  M
heir_not_told                     S  S  S  S  S  S  S  S  S  S  S  S  S  S  S
count_differs                     n  n  n  n  n  n  n  n  n  n  n  n  n  n  n
no_host                           M  M  .  .  .  .  .  .  .  .  .  .  .  .  .
several_hosts                     M  M  .  .  .  .  .  .  .  .  .  .  .  .  .
no_office                         .  .  .  n  n  .  .  .  .  .  .  .  .  .  .
several_offices                   .  .  .  n  n  .  .  .  .  .  .  .  .  .  .
county_among_host_parties         n  n  .  .  .  .  .  .  .  .  .  .  .  .  .
governor_not_informed             n  n  .  .  .  .  .  .  .  .  .  .  .  .  .
shares_not_registered             .  .  S  n  S  .  .  .  .  .  .  .  .  .  .
shares_by_population_only         .  .  S  n  S  .  .  .  .  .  .  .  .  .  .
shares_below_whole                .  .  M  n  S  .  .  .  .  .  .  .  .  .  .
shares_above_whole                .  .  M  n  S  .  .  .  .  .  .  .  .  .  .
shares_without_owners             .  .  .  .  .  .  .  M  .  .  .  .  .  .  .
authority_without_host            .  .  S  n  S  S  S  S  S  S  S  .  S  .  .
principle_without_board           S  .  .  .  .  .  .  .  .  .  .  .  .  .  .
authority_date_without_authority  M  M  M  M  M  M  M  M  M  M  M  M  M  M  M
no_council_decision               S  S  S  n  n  .  .  .  .  .  .  .  .  .  .
decision_delegated                S  S  S  n  n  .  .  .  .  .  .  .  .  .  .
party_said_no                     S  S  S  S  S  S  S  S  S  S  S  S  S  S  S
term_not_registered               n  n  S  S  S  .  .  .  .  .  .  .  .  .  .
term_absent                       n  n  n  S  S  .  .  .  .  .  .  .  .  .  .
loan_without_ceiling              .  .  S  .  .  .  .  .  .  .  .  .  .  .  .
no_archive_responsible            .  .  n  S  S  .  .  .  .  .  .  .  .  .  .
no_start                          S  S  S  S  S  S  S  S  S  S  S  S  S  S  S
no_notice_period                  n  n  n  n  n  .  .  .  .  n  n  .  .  .  .
never_evaluated                   n  n  n  n  n  n  n  n  n  n  n  n  .  .  .
evaluated_long_ago                n  n  n  n  n  n  n  n  n  n  n  n  .  .  .
end_passed                        M  M  M  M  M  M  M  M  M  M  M  M  M  M  M
no_end                            S  S  S  S  S  S  S  S  S  S  S  S  S  S  S
form_expired                      .  .  .  .  .  .  .  .  .  .  .  .  .  n  M
basis_expired                     n  n  n  n  n  n  n  n  n  n  n  n  n  n  n
name_without_form                 .  .  .  S  S  .  .  .  .  .  .  .  .  .  .
org_form_unexpected               S  S  S  S  S  S  S  S  S  .  .  .  .  S  .
org_form_not_allowed              M  M  M  M  M  M  M  M  M  M  M  M  M  M  M
no_org_number                     .  .  n  .  .  n  n  n  .  .  .  .  .  .  .
legal_person_differs              M  M  M  .  .  n  n  M  n  M  .  n  M  .  n
party_outside_parent              n  n  n  n  n  n  n  n  n  n  n  n  n  n  n
parent_ended                      S  S  S  S  S  S  S  S  S  S  S  S  S  S  S
"""
TABLE = {row.split()[0]: row.split()[1:] for row in EXPECTED.strip().splitlines()}


def severity(facts, code):
    """The most severe a rule says of these facts, as the table writes it."""
    breaches = found(facts, code)
    return SHORT[max(breaches, key=lambda breach: breach.severity).severity.code] if breaches else "."


def test_every_rule_has_a_row_a_code_of_its_own_and_a_situation_that_provokes_it():
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert codes == list(PROVOKE) == list(TABLE)


@pytest.mark.parametrize("code", PROVOKE)
def test_a_rule_speaks_of_these_forms_and_no_others(code):
    assert [severity(PROVOKE[code](clean(form)), code) for form in FORMS] == TABLE[code]


@pytest.mark.parametrize("form", [form for form in CATALOGUE if not form.ended], ids=lambda form: form.code)
def test_an_agreement_of_which_everything_is_registered_breaks_nothing(form):
    assert check(clean(form.code)) == ()


@pytest.mark.parametrize("code", sorted(form.code for form in CATALOGUE if form.ended))
def test_a_historical_form_breaks_nothing_but_that_it_is_over(code):
    assert [breach.code for breach in check(clean(code))] == ["form_expired"]
