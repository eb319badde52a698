"""`/avklares/`: what one rule has found in one agreement is one line, and one asks for it by what it is called."""

import re
from html import unescape

import pytest

from agreements import findings
from agreements.legal_forms.check import RULES
from agreements.legal_forms.rules.labels import LABELS
from agreements.models import Finding
from registry.models import Role
from tests.makers import make_agreement, make_municipality, make_user

pytestmark = pytest.mark.django_db
NAMES = ("Alta", "Bardu", "Dyrøy", "Senja", "Tana", "Vadsø")


def test_every_rule_is_called_something():
    assert list(LABELS) == [rule.code for rule in RULES]
    assert len(set(LABELS.values())) == len(LABELS)


@pytest.fixture
def agreement():
    """A host cooperation of six, with no decision registered."""
    roles = ["vertskommune", *["samarbeidskommune"] * 5]
    return make_agreement("Vakten", [(make_municipality(name), role) for name, role in zip(NAMES, roles, strict=True)])


def page(client, query="", role=Role.CASE_OFFICER):
    client.force_login(make_user(role))
    response = client.get(f"/avklares/?{query}")
    return response, unescape(response.content.decode())


def test_what_one_rule_has_found_in_an_agreement_is_one_line_with_all_of_it_inside(client, agreement):
    response, text = page(client, "code=no_council_decision")
    (group,) = response.context["rows"]
    assert group.message == "Ikke registrert: vedtak i Alta, Bardu, Dyrøy, Senja og 2 til"
    assert "6 punkter i 1 samarbeid" in text and "Vis alle 6" in text
    assert text.count("/admin/agreements/finding/") == 6
    assert page(client, "code=no_council_decision", Role.READER)[1].count("/admin/agreements/finding/") == 0


def test_one_chooses_among_the_rules_that_have_found_something(client, agreement):
    response, text = page(client)
    codes = set(agreement.findings.values_list("code", flat=True))
    assert {code for _name, code in response.context["selection"].codes} == codes
    assert '<option value="no_council_decision">Vedtak ikke registrert</option>' in text
    names = [name for name, _code in response.context["selection"].codes]
    assert names == sorted(LABELS[code] for code in codes)
    empty, text = page(client, "code=shares_above_whole")
    assert empty.context["rows"] == [] and '<option value="shares_above_whole" selected>' in text


def test_one_that_is_accepted_leaves_the_line_and_stands_with_its_reason_among_the_accepted(client, agreement):
    finding = Finding.objects.get(code="no_council_decision", message__contains="Bardu")
    findings.accept(finding, by=make_user(), reason="Vedtatt i fellesmøte")
    assert page(client, "code=no_council_decision")[0].context["rows"][0].message.endswith("Senja, Tana og 1 til")
    _response, text = page(client, "state=accepted")
    assert "1 punkt i 1 samarbeid" in text and "Godtatt" in text and "Vedtatt i fellesmøte" in text


def test_pages_hold_so_many_lines_and_together_all_the_findings(client, agreement):
    make_agreement("Annen", [(make_municipality("Målselv"), "vertskommune")])
    seen, number = [], 1
    while True:
        response, _text = page(client, f"page_size=2&page={number}")
        rows = response.context["rows"]
        assert 1 <= len(rows) <= 2
        seen += [finding.pk for group in rows for finding in group.findings]
        if not response.context["page"].has_next():
            break
        number += 1
    assert sorted(seen) == sorted(Finding.objects.values_list("pk", flat=True))
    order = [Finding.Severity.values.index(Finding.objects.get(pk=pk).severity) for pk in seen]
    assert order == sorted(order), "the most severe first"


def test_queries_do_not_grow_with_findings(client, agreement, django_assert_max_num_queries):
    for number in range(4):
        make_agreement(f"Avtale {number}", [(make_municipality(f"K{number}"), "vertskommune")])
    user = make_user()
    client.force_login(user)
    with django_assert_max_num_queries(9):
        text = client.get("/avklares/").content.decode()
    assert len(re.findall(r'role="rowheader"', text)) > 20
