"""The legal form in people's words."""

import pytest

from agreements.imports.rows.forms import form_in_name, read_form
from agreements.legal_forms.catalogue import CATALOGUE


@pytest.mark.parametrize(("text", "code"), [
    ("IKS", "iks"), ("interkommunalt selskap", "iks"), ("Interkommunalt selskap (IKS)", "iks"), ("IKS-loven", "iks"),
    ("§ 27", "paragraf-27"), ("§27-samarbeid", "paragraf-27"),
    ("Interkommunalt samarbeid etter kommuneloven § 27", "paragraf-27"),
    ("Vertskommune § 28-1 b", "vertskommune"), ("§28-1b", "vertskommune"),
    ("§ 28b", "vertskommune"), ("kl. § 20-2", "vertskommune"),
    ("koml. § 20-2", "vertskommune"), ("adm. vertskommune", "vertskommune"),
    ("Administrativt vertskommunesamarbeid", "vertskommune"),
    ("Vertskommune, § 28-1 c", "vertskommune-nemnd"), ("vertskommune med felles folkevalgt nemnd", "vertskommune-nemnd"),
    ("AS", "as"), ("A/S", "as"), ("aksjeselskap", "as"), ("SA", "sa"), ("samvirkeforetak", "sa"), ("Stiftelse", "stiftelse"),
    ("Forening", "forening"), ("IPR", "ipr"), ("Interkommunalt politisk råd", "ipr"), ("kap. 18", "ipr"),
    ("KO", "ko"), ("Kommunalt oppgavefellesskap (KO)", "ko"), ("Samkommune", "samkommune"), ("nettverk", "nettverk"),
    ("Kjøp av tjenester", "kjop-og-salg"), ("kjøp og salg", "kjop-og-salg"), ("Samarbeidsavtale", "annet-avtalebasert"),
    ("annen avtale", "annet-avtalebasert"),
    ("plansamarbeid pbl. kap. 9", "plansamarbeid"),
    # what says too little, too much or two things is asked about
    ("Vertskommune", ""), ("Vertskommunesamarbeid", ""), ("§ 28", ""), ("§ 28-1", ""), ("Interkommunalt samarbeid", ""),
    ("Regionråd", ""),
    ("IKS / AS", ""), ("§27 / KO", ""), ("AS eller IKS", ""), ("tjenesteavtale", ""), ("avtale med IKS", ""), ("§ 27-1", ""),
    ("kommunalt foretak", ""), ("?", ""), ("ja", ""), ("§ 20-2 og § 20-3", ""),
])  # fmt: skip
def test_a_form_is_read_or_asked_about(text, code):
    found = read_form(text)
    assert found.code == code
    assert code or found.candidates


@pytest.mark.parametrize("form", CATALOGUE, ids=lambda form: form.code)
def test_the_forms_own_names_are_understood(form):
    assert {read_form(form.label).code, read_form(form.short_label).code} == {form.code}


@pytest.mark.parametrize(("text", "certainty"), [
    ("IKS", "stated"), ("IKS (antatt)", "inferred"), ("trolig IKS", "inferred"), ("IKS?", "inferred"),
    ("IKS (ubekreftet)", "unverified"),
    ("samarbeidsavtale", "inferred"), ("grunnavtale", "inferred"),
])  # fmt: skip
def test_how_sure_the_file_is_is_kept(text, certainty):
    assert read_form(text).certainty == certainty


def test_a_paragraph_is_kept_as_it_is_stated_and_a_kind_of_document_with_it():
    assert read_form("Vertskommune (§ 28-1 b)").legal_basis == "§ 28-1 b"
    assert read_form("grunnavtale").agreement_type == "grunnavtale"


@pytest.mark.parametrize(("name", "code"), [
    ("KomRev NORD IKS", "iks"), ("Varanger Kraft AS", "as"), ("Interkommunalt arkiv Troms IKS (IKAT)", "iks"),
    ("VEFAS IKS avtale om slam", ""), ("IKS", ""), ("Brann as", ""), ("", ""),
])  # fmt: skip
def test_the_end_of_a_name_may_tell_the_form(name, code):
    assert form_in_name(name) == code
