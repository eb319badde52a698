"""Who takes part."""

from dataclasses import replace
from datetime import date

from agreements.legal_forms.facts import PartyKind, Status
from tests.agreements.legal_forms.made_facts import clean, found, only, party


def test_one_party_alone_in_an_iks_must_be_corrected_iks_loven_1():
    facts = clean("iks")
    breach = only(replace(facts, parties=facts.parties[:1], stated_count=None), "too_few_parties")
    assert breach.message.startswith(
        "Registrert med bare én part: Salangen. Hvem kan være med? Bare kommuner, fylkeskommuner og andre"
    )
    assert (breach.paragraph, breach.severity.code, breach.field) == ("IKS-loven § 1", "must", "participations")


def test_one_who_only_pays_is_no_second_party():
    facts = clean()
    payer = replace(facts.parties[1], role="bidragsyter")
    assert found(replace(facts, parties=(facts.parties[0], payer)), "too_few_parties")


def test_no_parties_though_all_are_said_to_be_entered():
    assert "uten parter" in only(clean(parties=(), stated_count=None), "too_few_parties").message


def test_a_limited_company_in_an_iks_is_named_with_what_it_is_iks_loven_1():
    company = party("Troms Kraft AS", role="deltaker", kind=PartyKind.COMPANY)
    breach = only(clean("iks", parties=(*clean("iks").parties, company)), "party_not_allowed")
    assert breach.message.startswith("Troms Kraft AS (aksjeselskap) er ført som part i formen interkommunalt selskap (IKS).")
    assert (breach.subject, breach.severity.code) == (company.key, "must")


def test_municipalities_county_municipalities_and_other_iks_may_own_an_iks_iks_loven_1():
    kinds = (PartyKind.MUNICIPALITY, PartyKind.COUNTY, PartyKind.IKS)
    parties = tuple(party(kind.value, role="deltaker", kind=kind) for kind in kinds)
    assert found(clean("iks", parties=parties), "party_not_allowed") == []


def test_a_state_body_that_only_pays_for_an_iks_is_no_participant_iks_loven_1():
    payer = party("Staten", role="bidragsyter", kind=PartyKind.STATE)
    facts = clean("iks", parties=(*clean("iks").parties, payer))
    assert found(facts, "party_not_allowed") == []
    assert only(facts, "role_not_in_form").message.startswith("Staten er ført som bidragsyter.")


def test_who_may_be_in_a_political_council_is_only_for_information_until_the_paragraph_is_read_koml_18_1():
    state = party("Staten", role="deltakerkommune", kind=PartyKind.STATE)
    assert only(clean("ipr", parties=(*clean("ipr").parties, state)), "party_not_allowed").severity.code == "note"


def test_a_host_in_an_iks_is_told_which_roles_there_are():
    facts = clean("iks")
    host = replace(facts.parties[0], role="vertskommune")
    breach = only(replace(facts, parties=(host, facts.parties[1])), "role_not_in_form")
    assert breach.message == (
        "Salangen er ført som vertskommune. Den rollen hører ikke til formen interkommunalt selskap (IKS). Roller her: deltaker."
    )


def test_a_party_dissolved_in_a_merger_is_named_with_who_carries_it_on():
    lenvik = party("Lenvik", dissolved=date(2020, 1, 1), successors=("Senja",))
    breach = only(clean(parties=(*clean().parties, lenvik)), "dissolved_party")
    assert breach.message == ("Lenvik er fortsatt ført som part, men finnes ikke etter 31.12.2019. Før deltakelsen over til Senja.")
    assert breach.severity.code == "must"


def test_a_party_that_left_before_it_was_dissolved_is_no_breach():
    lenvik = party("Lenvik", dissolved=date(2020, 1, 1), valid_to=date(2020, 1, 1))
    assert found(clean(parties=(*clean().parties, lenvik)), "dissolved_party") == []


def test_of_a_party_that_was_in_till_it_was_dissolved_nothing_is_told_of_the_heir_till_it_is_there():
    day = date(2020, 1, 1)
    lenvik = party("Lenvik", dissolved=day, valid_to=day, successors=("Senja",))
    parties = (*clean().parties, lenvik)
    breach = only(clean(parties=parties), "heir_not_told")
    assert breach.message == (
        "Lenvik var part til og med 31.12.2019, da kommunen opphørte. Registeret sier ikke om Senja er med. "
        "Før inn Senja hvis en kilde viser det. Ellers kan punktet godtas."
    )
    assert breach.severity.code == "should"
    senja = party("Senja", founded=day, valid_from=day)
    assert found(clean(parties=(*parties, senja)), "heir_not_told") == []
    assert found(clean(parties=(*parties, replace(senja, valid_to=date(2021, 1, 1)))), "heir_not_told") == []
    earlier = replace(lenvik, valid_to=date(2019, 12, 31))
    assert found(clean(parties=(*clean().parties, earlier)), "heir_not_told") == []
    assert found(clean(parties=parties, parties_complete=False), "heir_not_told") == []
    old = party("Hammerfest", dissolved=day, valid_to=day, successors=("Hammerfest",))  # the heir has the same name
    assert only(clean(parties=(*clean().parties, old)), "heir_not_told")


def test_a_party_dissolved_after_the_agreement_was_over_is_no_breach():
    lenvik = party("Lenvik", dissolved=date(2020, 1, 1))
    assert found(clean(parties=(*clean().parties, lenvik), status=Status.ENDED), "dissolved_party") == []


def test_fewer_parties_than_the_source_counts():
    breach = only(clean(stated_count=7), "count_differs")
    assert breach.message.startswith("Kilden oppgir 7 parter. 2 av dem er ført inn som oppgitt i kilden.")
    assert found(clean(stated_count=1), "count_differs") == []
