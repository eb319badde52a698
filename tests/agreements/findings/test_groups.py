"""What one rule finds is said in one line, and nothing of it is lost."""

from agreements.browse.agreement_findings import SAID_ALREADY
from agreements.findings.groups import grouped, in_one_line
from agreements.legal_forms.check import RULES
from agreements.models import Finding


def test_a_few_are_all_named_and_of_many_the_first_and_how_many_more():
    assert in_one_line(["vedtak i Alta"]) == "vedtak i Alta"
    assert in_one_line(["vedtak i Alta", "vedtak i Bardu"]) == "vedtak i Alta og Bardu"
    assert in_one_line([f"vedtak i {name}" for name in "ABCDEF"]) == "vedtak i A, B, C, D og 2 til"
    assert in_one_line(["vedtak i Alta", "vedtak i Alstahaug"]) == "vedtak i Alta og Alstahaug"
    assert in_one_line(["vedtak i Alta. Saken er til behandling", "vedtak i Bardu"]) == "vedtak i Alta og Bardu"


def test_findings_of_one_rule_are_one_group_in_the_order_given():
    rows = [Finding(code=code, message=f"{code}.", public_words=f"Ikke registrert: {code}") for code in ("b", "a", "b")]
    groups = grouped(rows)
    assert [[row.code for row in group.findings] for group in groups] == [["b", "b"], ["a"]]
    assert groups[1].words == "a"


def test_what_the_page_says_in_other_words_already_are_rules_there_are():
    assert {rule.code for rule in RULES} >= SAID_ALREADY
