"""Ending, withdrawing and publishing from the admin."""

import pytest
from django.test import Client

from registry.models import Change
from tests.makers import make_agreement, make_municipality, make_user
from tests.typed_form import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    client = Client()
    client.force_login(make_user())
    return client


def address(agreement, act):
    return f"/admin/agreements/agreement/{agreement.pk}/{act}/"


def test_ending_stores_the_last_day_for_agreement_and_parties(officer):
    agreement = make_agreement(parties=[(make_municipality(),)], start="2012")
    assert send(officer, address(agreement, "avslutt"), last_day="2025-12", reason="Sagt opp").status_code == 302
    agreement.refresh_from_db()
    assert (agreement.end_shown, agreement.participations.get().end_shown) == ("desember 2025", "desember 2025")
    change = Change.objects.latest("pk")
    assert (change.kind, change.reason) == ("ended", "Sagt opp")


@pytest.mark.parametrize(
    ("day", "message"), [("", "må fylles ut"), ("i fjor", "«i fjor» er ikke en dato"), ("2011", "før første dag")]
)
def test_a_last_day_that_cannot_be_is_refused_in_words(officer, day, message):
    agreement = make_agreement(start="2012")
    answer = send(officer, address(agreement, "avslutt"), last_day=day)
    assert answer.status_code == 200 and message in answer.content.decode()
    assert f'value="{day}"' in answer.content.decode() or not day


def test_withdrawing_needs_a_reason_and_publishing_brings_it_back(officer):
    agreement = make_agreement()
    assert send(officer, address(agreement, "trekk-tilbake"), reason="").status_code == 200
    send(officer, address(agreement, "trekk-tilbake"), reason="Ført inn to ganger")
    agreement.refresh_from_db()
    assert (agreement.publication, agreement.withdrawn_reason) == ("withdrawn", "Ført inn to ganger")
    send(officer, address(agreement, "publiser"))
    agreement.refresh_from_db()
    assert (agreement.publication, agreement.withdrawn_reason) == ("published", "")


def test_opening_the_page_does_nothing(officer):
    agreement = make_agreement()
    for act in ("avslutt", "trekk-tilbake", "publiser"):
        assert officer.get(address(agreement, act)).status_code == 200
    assert Change.objects.count() == 1


def test_a_scheme_entered_twice_is_merged_into_the_one_that_is_kept(officer):
    duplicate, kept = make_agreement("Ført inn igjen"), make_agreement("Den første")
    answer = send(officer, address(duplicate, "sla-sammen"), into="Finnes ikke")
    assert answer.status_code == 200 and "Finnes ikke" in answer.content.decode()
    assert "kan ikke slås sammen" in send(officer, address(duplicate, "sla-sammen"), into=duplicate.name).content.decode()
    asked = send(officer, address(duplicate, "sla-sammen"), into=str(kept.pk))
    assert f"Nr. {kept.pk} er «Den første»" in asked.content.decode()
    assert asked.context["form"]["into"].value() == f"Den første (nr. {kept.pk})"
    duplicate.refresh_from_db()
    assert duplicate.merged_into is None
    answer = send(officer, address(duplicate, "sla-sammen"), into=f"Den første (nr. {kept.pk})")
    assert answer.status_code == 302 and answer.url == f"/admin/agreements/agreement/{kept.pk}/change/"
    duplicate.refresh_from_db()
    assert (duplicate.merged_into, duplicate.publication) == (kept, "withdrawn")
    assert "sla-sammen" not in officer.get(f"/admin/agreements/agreement/{duplicate.pk}/change/").content.decode()
