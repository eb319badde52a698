"""Municipalities, regions, organisations and contacts in the admin."""

from datetime import date

import pytest
from django.test import Client

from municipalities.models import Contact, Organisation, RegionMembership
from registry.models import Change
from tests.makers import make_municipality, make_organisation, make_region, make_user
from tests.typed_form import errors_of, fields_of, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    client = Client()
    client.force_login(make_user())
    return client


def test_a_contact_leaves_no_trace_when_it_is_deleted(officer):
    bardu = make_municipality("Bardu")
    send(
        officer, "/admin/municipalities/contact/add/", municipality=str(bardu.pk), role="postmottak", email="post@bardu.kommune.no"
    )
    contact = Contact.objects.get()
    officer.post(f"/admin/municipalities/contact/{contact.pk}/delete/", {"post": "yes"})
    assert not Contact.objects.exists()
    assert not Change.objects.exists()


def test_an_organisation_that_is_used_cannot_be_deleted_and_one_that_is_not_leaves_its_trace(officer):
    free = make_organisation("Museum")
    officer.post(f"/admin/municipalities/organisation/{free.pk}/delete/", {"post": "yes"})
    assert not Organisation.objects.exists()
    change = Change.objects.get()
    assert (change.kind, change.record_name, change.before["name"], change.after) == ("deleted", "Museum", "Museum", None)


@pytest.mark.parametrize(
    ("number", "message"), [("123456789", "kontrollsifferet"), ("12", "ni sifre"), ("940 101 808", "uten mellomrom")]
)
def test_an_organisation_number_that_cannot_be_one_is_refused_by_name(officer, number, message):
    answer = send(officer, "/admin/municipalities/organisation/add/", name="Museum", kind="iks", org_number=number)
    assert any(message in error or "9" in error for error in errors_of(answer)), errors_of(answer)
    assert not Organisation.objects.exists()


def test_members_of_a_region_are_shown_and_not_edited_here(officer):
    region, bardu = make_region(), make_municipality("Bardu")
    RegionMembership.objects.create(region=region, municipality=bardu, certainty="stated", valid_from=date(2020, 1, 1))
    page = officer.get(f"/admin/municipalities/region/{region.pk}/change/")
    assert "Bardu" in page.content.decode()
    assert "memberships-0-municipality" not in fields_of(page)
    send(officer, f"/admin/municipalities/region/{region.pk}/change/", seat="Finnsnes")
    assert region.memberships.count() == 1


def test_a_municipality_is_found_by_any_name_and_number(officer):
    make_municipality("Kåfjord", "5540", name_se="Gáivuotna")
    make_municipality("Bardu", "5520")
    for word in ("gaivuotna", "5540", "kafjord"):
        content = officer.get(f"/admin/municipalities/municipality/?q={word}").content.decode()
        assert "Kåfjord" in content and "Bardu" not in content
