"""Name, organisation form, number, legal person."""

import pytest

from agreements.legal_forms.facts import Organisation
from tests.agreements.legal_forms.made_facts import clean, found, only


@pytest.mark.parametrize("name", ["Midt-Troms interkommunalt politisk råd", "Midt-Troms IPR", "Interkommunalt politisk råd Øst"])
def test_a_political_council_with_its_form_in_the_name_is_no_breach_koml_18_4(name):
    assert found(clean("ipr", name=name, organisation=None), "name_without_form") == []


@pytest.mark.parametrize("name", ["Midt-Troms regionråd", "IPRådet", "Ipr-samarbeidet"])
def test_a_political_council_without_its_form_in_the_name_should_be_cleared_up_koml_18_4(name):
    breach = only(clean("ipr", name=name, organisation=None), "name_without_form")
    assert breach.message == f"Navnet er ført som «{name}». Navnet skal inneholde «interkommunalt politisk råd» eller «IPR»."
    assert (breach.paragraph, breach.severity.code) == ("koml. § 18-4", "should")


def test_the_name_of_the_body_is_what_counts_koml_19_4():
    facts = clean("ko", name="IKT-samarbeidet", organisation=Organisation("Midt-Troms IKT KO"))
    assert found(facts, "name_without_form") == []


@pytest.mark.parametrize("code", ["ANS", "DA", "KS"])
def test_municipalities_may_not_be_partners_in_a_partnership_krs_12(code):
    facts = clean("annet-avtalebasert", organisation=Organisation("Felles", org_form=code))
    breach = only(facts, "org_form_not_allowed")
    assert breach.message == f"Felles er ført med organisasjonsform {code}. Kommuner kan ikke være deltakere i ANS, DA eller KS."
    assert breach.severity.code == "must"


def test_an_iks_registered_as_a_limited_company_should_be_cleared_up():
    facts = clean("iks", organisation=Organisation("Senja avfall IKS", "931004816", "AS"))
    assert only(facts, "org_form_unexpected").message.startswith("Organisasjonsformen er ført som AS, og samarbeidsformen som")


@pytest.mark.parametrize("code", ["ANNA", "ORGL", ""])
def test_a_task_community_may_be_registered_as_legal_person_or_under_a_municipality(code):
    assert found(clean("ko", organisation=Organisation("Midt-Troms IKT KO", org_form=code)), "org_form_unexpected") == []


def test_no_number_is_asked_of_a_political_council_task_community_or_host():
    for code in ("ipr", "ko", "vertskommune", "vertskommune-nemnd"):
        assert found(clean(code, organisation=None), "no_org_number") == []
    assert only(clean("iks", organisation=Organisation("Senja avfall IKS")), "no_org_number").public_words == (
        "Ikke registrert: organisasjonsnummer for Senja avfall IKS"
    )


def test_a_host_cooperation_is_no_legal_person_koml_kap_20():
    breach = only(clean(is_legal_person=True), "legal_person_differs")
    assert breach.message.endswith("Formen er aldri et eget rettssubjekt.")
    assert found(clean("ko", is_legal_person=False), "legal_person_differs") == []
