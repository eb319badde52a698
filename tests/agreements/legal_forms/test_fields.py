"""Form × field: which fields have anything to be written in them. A field that starts or stops applying to a form fails here."""

import pytest

from agreements.legal_forms.catalogue import CATALOGUE
from agreements.legal_forms.checklist import checklist
from agreements.legal_forms.fields import DEPENDENT, applies, without
from tests.agreements.legal_forms.made_facts import clean, found
from tests.agreements.legal_forms.provocations import PROVOKE

# x applies, . does not. The columns: host, host with board, IKS, IPR, KO, AS, SA, foundation, association, purchase, other,
# planning, network, § 27, samkommune. What is not named here applies to every form.
EXPECTED = """
organisation            x  x  x  x  x  x  x  x  x  .  x  .  .  x  x
office                  x  x  x  x  x  .  .  .  .  x  x  x  x  x  .
parent                  x  x  .  x  x  .  .  .  .  x  x  x  x  x  .
ownerships              .  .  x  x  x  x  .  .  .  .  .  .  .  .  .
ownership_text          .  .  x  x  x  x  .  .  .  .  .  .  .  .  .
is_legal_person         .  .  .  x  x  .  .  .  .  .  x  .  .  x  .
sector_law              x  .  x  x  x  x  x  x  x  x  x  x  x  x  x
tasks_stated            x  x  .  x  x  .  .  .  .  x  x  x  x  x  .
transfer_date_stated    x  x  .  .  .  .  .  .  .  .  .  .  .  .  .
information_stated      x  x  .  .  .  .  .  .  .  .  .  .  .  .  .
settlement_stated       x  x  .  x  x  .  .  .  .  x  x  x  x  x  .
settlement              x  x  .  x  x  .  .  .  .  x  x  x  x  x  .
exit_stated             x  x  x  x  x  .  x  .  x  x  x  x  x  x  x
exit_rule               x  x  x  x  x  .  x  .  x  x  x  x  x  x  x
notice_months           x  x  x  x  x  .  x  .  x  x  x  x  x  x  x
dissolution_stated      x  x  x  x  x  .  x  .  x  x  x  x  x  x  x
dissolution_rule        x  x  x  x  x  .  x  .  x  x  x  x  x  x  x
archive_stated          x  x  x  x  x  .  .  .  .  x  x  x  x  x  .
archive_rule            x  x  x  x  x  .  .  .  .  x  x  x  x  x  .
contribution_duty       .  .  x  x  x  .  .  .  .  .  .  .  .  .  .
contribution            .  .  x  x  x  .  .  .  .  .  .  .  .  .  .
loan_allowed            .  .  x  x  x  .  .  .  .  .  .  .  .  .  .
loan_ceiling            .  .  x  x  x  .  .  .  .  .  .  .  .  .  .
representantskap_members .  .  x  x  x  .  .  .  .  .  .  .  .  .  .
board_members           .  .  x  x  x  x  x  x  x  .  x  .  .  x  x
governor_informed       x  x  .  .  .  .  .  .  .  .  .  .  .  .  .
bodies                  x  x  x  x  x  x  x  x  x  .  x  x  x  x  x
grants                  x  x  x  x  x  x  x  x  x  .  x  x  x  x  x
candidates              x  x  .  x  x  .  .  .  .  .  x  x  x  x  .
"""
TABLE = {line.split()[0]: line.split()[1:] for line in EXPECTED.strip().splitlines()}


def test_the_table_has_every_field_that_depends_on_the_form():
    assert tuple(TABLE) == DEPENDENT


@pytest.mark.parametrize("field", DEPENDENT)
def test_each_field_applies_to_the_forms_of_the_table(field):
    assert ["x" if applies(form, field) else "." for form in CATALOGUE] == TABLE[field]


@pytest.mark.parametrize("form", CATALOGUE, ids=lambda form: form.code)
def test_nothing_the_law_asks_for_is_in_a_field_that_does_not_apply(form):
    assert {line.field for line in checklist(clean(form.code))} & {*without(form)} == set()


@pytest.mark.parametrize("form", CATALOGUE, ids=lambda form: form.code)
@pytest.mark.parametrize("rule", PROVOKE)
def test_what_a_rule_finds_missing_is_never_in_a_field_that_does_not_apply(form, rule):
    """One that finds what should not be there speaks of a field that holds something, and such a field stays."""
    breaches = found(PROVOKE[rule](clean(form.code)), rule)
    assert [one.field for one in breaches if one.public_words and one.field in without(form)] == []


def test_what_is_not_named_is_for_every_form():
    assert all(applies(form, "name") and applies(form, "decisions") for form in CATALOGUE)
