"""The law's items beside the form."""

from dataclasses import replace

import pytest
from hypothesis import given

from agreements.legal_forms.catalogue import CATALOGUE
from agreements.legal_forms.checklist import State, checklist
from agreements.legal_forms.contents import ITEM_CODES, field_of
from agreements.legal_forms.facts import Certainty, Terms
from tests.agreements.legal_forms.made_facts import ALL_TERMS, clean, decided, share
from tests.agreements.legal_forms.test_what_rules_rest_on import WITHOUT_HASTE, any_facts


def line(facts, code):
    """The one line with this code."""
    (found,) = [one for one in checklist(facts) if one.code == code]
    return found


@pytest.mark.parametrize("form", [form for form in CATALOGUE if form.law.contents], ids=lambda form: form.code)
def test_everything_is_registered_or_does_not_apply_when_it_is(form):
    assert {one.state for one in checklist(clean(form.code))} <= {State.REGISTERED, State.DOES_NOT_APPLY}


@pytest.mark.parametrize("form", CATALOGUE, ids=lambda form: form.code)
def test_every_item_has_its_words_its_paragraph_and_its_field(form):
    lines = checklist(clean(form.code))
    assert len({one.code for one in lines}) == len(lines)
    assert all(one.label and one.law.paragraph and one.field for one in lines)
    assert all(item.code in ITEM_CODES and field_of(item) for item in form.law.contents)


def test_a_term_is_registered_not_registered_or_looked_for_in_vain_koml_20_4():
    states = {True: State.REGISTERED, None: State.NOT_REGISTERED, False: State.ABSENT}
    for answer, state in states.items():
        facts = clean(terms=replace(ALL_TERMS, settlement=answer), cost_split=False)
        assert line(facts, "settlement").state == state


def test_a_ceiling_does_not_apply_where_loans_are_not_allowed_iks_loven():
    assert line(clean("iks", loan_allowed=False), "loan_ceiling").state == State.DOES_NOT_APPLY
    assert line(clean("iks", loan_allowed=None), "loan_ceiling").state == State.NOT_REGISTERED
    assert line(clean("iks", loan_allowed=True, loan_ceiling=1), "loan_ceiling").state == State.REGISTERED


def test_the_decisions_are_counted_koml_kap_20():
    facts = clean()
    one = line(replace(facts, decisions=(decided(facts.parties[0]),)), "decisions")
    assert (one.state, one.detail) == (State.NOT_REGISTERED, "1 av 2")


def test_shares_are_registered_when_all_have_one_iks_loven_3():
    facts = clean("iks")
    one_without = (replace(facts.parties[0], share=None), replace(facts.parties[1], share=share(1, 2)))
    assert line(replace(facts, parties=one_without), "shares").state == State.NOT_REGISTERED


def test_it_shows_what_an_assumed_form_asks_for_too():
    assert checklist(clean(form_certainty=Certainty.INFERRED, terms=Terms())) == checklist(clean(terms=Terms()))


def test_a_form_that_asks_for_nothing_and_a_code_that_is_no_form_have_no_items():
    assert checklist(clean("nettverk")) == ()
    assert checklist(replace(clean(), form="ukjent")) == ()


@WITHOUT_HASTE
@given(facts=any_facts)
def test_it_answers_any_facts(facts):
    assert all(one.state.label for one in checklist(facts))
