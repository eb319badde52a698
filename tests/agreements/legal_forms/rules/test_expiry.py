"""What rests on the act of 1992."""

from datetime import date

import pytest

from agreements.legal_forms.facts import Status
from tests.agreements.legal_forms.made_facts import clean, found, only


def test_section_27_in_force_after_the_time_to_convert_is_for_information_as_the_time_is_not_read_koml_31_2():
    breach = only(clean("paragraf-27"), "form_expired")
    assert (breach.paragraph, breach.severity.code) == ("koml. § 31-2", "note")
    assert "ikke kontrollert" in breach.message


def test_section_27_within_the_time_to_convert_is_no_breach_koml_31_2():
    assert found(clean("paragraf-27", day=date(2023, 12, 31)), "form_expired") == []


def test_section_27_that_nobody_knows_to_be_in_force_is_no_breach_koml_31_2():
    assert found(clean("paragraf-27", status=Status.UNCLEAR), "form_expired") == []


def test_a_samkommune_in_force_after_2019_must_be_corrected():
    assert only(clean("samkommune"), "form_expired").severity.code == "must"
    assert found(clean("samkommune", day=date(2019, 12, 31)), "form_expired") == []


@pytest.mark.parametrize("basis", ["koml. 1992 § 28-1 b", "§ 28-1 c", "KL § 28", "kommuneloven § 28-1", "Loven av 1992 § 28"])
def test_section_28_of_the_old_act_as_basis_is_for_information_koml_kap_20(basis):
    breach = only(clean(legal_basis=basis), "basis_expired")
    assert f"«{basis}»" in breach.message
    assert breach.severity.code == "note"


@pytest.mark.parametrize(
    "basis",
    ["", "koml. § 20-2", "koml. 1992 § 28-1 b, nå § 20-2", "brann- og eksplosjonsvernloven § 28", "§ 280"],
)
def test_other_bases_are_no_breach_koml_kap_20(basis):
    assert found(clean(legal_basis=basis), "basis_expired") == []
