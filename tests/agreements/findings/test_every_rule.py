"""Every rule from row to screen: what provokes it is stored by the acts, told where one works, and gone when it is put right."""

import re
from html import unescape

import pytest
from django.urls import reverse

from agreements.findings.groups import grouped
from agreements.legal_forms.check import RULES
from tests.agreements.findings import provoked
from tests.makers import make_user

pytestmark = pytest.mark.django_db
CODES = [rule.code for rule in RULES]


def test_every_rule_has_its_agreement():
    assert sorted(provoked.RULES) == sorted(CODES)


@pytest.fixture
def officer(client):
    client.force_login(make_user())
    return client


@pytest.mark.parametrize("code", CODES)
def test_it_is_found_told_where_one_works_and_gone_when_it_is_put_right(officer, code):
    agreement = provoked.RULES[code].make()
    found = list(agreement.findings.filter(code=code).order_by("pk"))
    assert found, sorted(agreement.findings.values_list("code", flat=True))
    listed = unescape(officer.get(f"/avklares/?code={code}").content.decode())
    assert agreement.name in listed
    for finding in found:
        assert finding.message in listed
    assert_told_in_the_form(officer, agreement, grouped(found)[0].message)
    provoked.RULES[code].mend(agreement)
    agreement.refresh_from_db()
    assert not agreement.findings.filter(code=code).exists()
    assert agreement.name not in officer.get(f"/avklares/?code={code}").content.decode()


def assert_told_in_the_form(client, agreement, message):
    """The words stand beside the form, and lead to a field that is there."""
    page = client.get(reverse("admin:agreements_agreement_change", args=[agreement.pk])).content.decode()
    panel = page[page.index('class="law-panel"') :].split("</aside>")[0]
    links = {unescape(words).strip(): anchor for anchor, words in re.findall(r'<a href="#([^"]+)">([^<]+)</a>', panel)}
    assert message in links, links
    assert f'id="{links[message]}"' in page
