"""The catalogue of legal forms: complete, consistent, and true to koml. § 17-1."""

from pathlib import Path

import pytest

from agreements import legal_forms
from agreements.legal_forms.catalogue import BY_CODE, CATALOGUE, HOST_ROLE, LEADING_ROLES, legal_form
from agreements.models import Agreement
from agreements.models.states import AgreementType

NO_FORMS = {"__init__", "base", "catalogue", "check", "checklist", "contents", "facts", "fields", "law"}
FORMS = pytest.mark.parametrize("form", CATALOGUE, ids=lambda form: form.code)


def test_every_form_has_a_file_of_its_own_and_every_file_a_form():
    files = {path.stem for path in Path(legal_forms.__file__).parent.glob("*.py")}
    assert len(files - NO_FORMS) == len(CATALOGUE) == len(BY_CODE)


@FORMS
def test_a_form_is_whole(form):
    assert form.label
    assert form.short_label
    assert form.default_role in form.roles
    assert len({role.code for role in form.roles}) == len(form.roles)
    assert form.agreement_type in AgreementType.values
    assert len(form.code) <= Agreement._meta.get_field("legal_form").max_length
    assert legal_form(form.code) is form


@FORMS
def test_every_form_has_somebody_who_takes_part_and_not_only_pays(form):
    assert not form.default_role.only_funds


def test_the_forms_of_koml_17_1_are_those_the_paragraph_lists():
    listed = {form.code for form in CATALOGUE if form.in_koml_17_1}
    assert listed == {"ipr", "ko", "vertskommune", "vertskommune-nemnd", "iks", "as", "sa", "forening"}


def test_purchase_counts_though_it_is_no_cooperation_under_kommuneloven():
    assert legal_form("kjop-og-salg").counts
    assert not legal_form("kjop-og-salg").in_koml_17_1


def test_no_agreement_is_made_under_a_historical_form_today():
    assert {form.code for form in CATALOGUE if form.ended} == {"paragraf-27", "samkommune"}


def test_networks_do_not_count_as_formal_schemes():
    assert not legal_form("nettverk").counts


def test_nobody_owns_a_foundation():
    assert not any(role.shares for role in legal_form("stiftelse").roles)


@pytest.mark.parametrize("code", ["vertskommune", "vertskommune-nemnd"])
def test_a_host_form_has_a_host_and_others_who_hand_over_to_it(code):
    assert legal_form(code).allows(HOST_ROLE)
    assert legal_form(code).default_role.code == "samarbeidskommune"
    assert HOST_ROLE in LEADING_ROLES


def test_a_role_of_another_form_is_not_allowed():
    assert legal_form("iks").allows("deltaker")
    assert not legal_form("iks").allows("vertskommune")


def test_an_unknown_code_is_no_form():
    with pytest.raises(KeyError):
        legal_form("kommandittselskap")
