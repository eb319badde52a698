"""What each form says of the law: whole, with a paragraph, and never surer than its source."""

from dataclasses import fields

import pytest

from agreements.legal_forms import facts, law
from agreements.legal_forms.catalogue import CATALOGUE, legal_form
from agreements.legal_forms.check import check
from agreements.legal_forms.checklist import checklist
from agreements.legal_forms.facts import Authority, PartyKind
from agreements.legal_forms.law import Evidence, Law
from agreements.models import Agreement, states
from agreements.models import Decision as StoredDecision
from agreements.models.agreement_law import Authority as StoredAuthority
from municipalities.models import Organisation
from municipalities.models.region import Certainty
from tests.agreements.legal_forms.made_facts import clean
from tests.agreements.legal_forms.provocations import PROVOKE

FORMS = pytest.mark.parametrize("form", CATALOGUE, ids=lambda form: form.code)


def laws(form):
    """Every piece of law of a form."""
    values = [getattr(form.law, one.name) for one in fields(form.law)]
    return [value for value in [*values, *form.law.contents] if isinstance(value, Law)]


@FORMS
def test_a_form_is_explained_in_a_few_short_sentences(form):
    assert 3 <= len(form.law.explanation) <= 6
    for text in form.law.explanation:
        assert max(len(sentence.split()) for sentence in text.split(". ")) <= 25


@FORMS
def test_what_is_read_has_its_source_and_what_is_remembered_says_so(form):
    for piece in laws(form):
        assert piece.text
        assert piece.source is not None or piece.evidence != Evidence.READ
        assert piece.paragraph or piece.evidence in (Evidence.MEMORY, Evidence.REGISTER)


@FORMS
def test_the_legal_person_of_the_law_agrees_with_the_catalogue(form):
    says = {True: ("Ja",), False: ("Nei", "Nei"), None: ("Avtalen", "Som avtalen")}[form.legal_person]
    assert form.law.person.text.startswith(says)


@FORMS
def test_who_leads_has_a_role_of_the_form(form):
    assert form.law.lead is None or form.allows(form.law.lead.role)


def test_only_a_host_receives_authority_from_the_form_itself_koml_17_1():
    moved = {Authority.ADMINISTRATIVE, Authority.PRINCIPLE, Authority.REGULATIONS}
    receiving = {form.code for form in CATALOGUE if form.law.authority.allowed and form.law.authority.allowed & moved}
    assert receiving == {"vertskommune", "vertskommune-nemnd"}


def test_an_iks_is_owned_by_municipalities_county_municipalities_and_other_iks_iks_loven_1():
    assert legal_form("iks").law.parties.kinds == {PartyKind.MUNICIPALITY, PartyKind.COUNTY, PartyKind.IKS}


def test_no_form_is_registered_as_a_partnership_krs_12():
    assert {code for form in CATALOGUE for code in form.law.registration.org_forms}.isdisjoint({"ANS", "DA", "KS"})


def test_purchase_says_that_it_is_no_form_of_the_act_and_is_counted_koml_17_1():
    form = legal_form("kjop-og-salg")
    assert "Det er ikke samarbeidsform etter koml. § 17-1, men telles i kartleggingen." in form.law.explanation
    assert form.counts
    assert not form.in_koml_17_1


def test_every_evidence_has_words():
    assert {evidence.label for evidence in law.Evidence} == set(law.EVIDENCE_LABELS.values())


@pytest.mark.parametrize(
    ("pure", "stored"),
    [
        (facts.Certainty, Certainty),
        (facts.Stage, states.Stage),
        (facts.Status, states.Status),
        (facts.Authority, StoredAuthority),
        (facts.Outcome, StoredDecision.Outcome),
    ],
)
def test_the_codes_of_the_facts_are_those_of_the_tables(pure, stored):
    assert {one.value for one in pure} == set(stored.values)


def test_the_organ_of_a_decision_is_one_of_the_table_or_not_registered():
    assert {one.value for one in facts.Organ} == {"", *StoredDecision.Organ.values}


def test_every_breach_and_item_leads_to_a_field_there_is():
    fields_there_are = {one.name for one in Agreement._meta.get_fields()} | {"ownerships"}  # those of its participations
    breaches = {breach.field for provoke in PROVOKE.values() for form in CATALOGUE for breach in check(provoke(clean(form.code)))}
    lines = {line.field for form in CATALOGUE for line in checklist(clean(form.code))}
    assert breaches | lines <= fields_there_are


def test_a_party_is_a_municipality_or_of_the_kind_of_its_organisation():
    assert {kind.value for kind in PartyKind} == {"kommune", *Organisation.Kind.values}
