"""Beside the form of an agreement: what the law asks of its form, and what should be cleared up, with the way to each field."""

import re

import pytest
from django.urls import reverse

from tests.makers import make_agreement, make_municipality, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    client.force_login(make_user())
    return client


def page_of(client, agreement):
    return client.get(reverse("admin:agreements_agreement_change", args=[agreement.pk])).content.decode()


def test_every_link_of_the_panel_leads_to_something_on_the_page(officer):
    agreement = make_agreement(legal_form="iks", parties=[(make_municipality("Dyrøy"), "deltaker")], start="01.01.2020")
    text = page_of(officer, agreement)
    panel = text[text.index('class="law-panel"') : text.index("</aside>", text.index('class="law-panel"'))]
    anchors = re.findall(r'href="#([^"]+)"', panel)
    assert anchors
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in text] == []
    assert "Ikke tilsyn" in panel


def test_a_form_that_law_asks_nothing_of_has_no_list(officer):
    agreement = make_agreement(legal_form="nettverk", parties=[(make_municipality("Dyrøy"), "part")])
    assert "Det loven ber om" not in page_of(officer, agreement)


def test_a_new_agreement_has_no_panel_yet(officer):
    assert 'class="law-panel"' not in officer.get(reverse("admin:agreements_agreement_add")).content.decode()
