"""Municipalities, regions, organisations and contacts in the admin."""

from datetime import date

import pytest
from django.test import Client

from municipalities.models import Contact, MunicipalityTotal, Organisation, OwnershipReport, RegionMembership
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


def typed(table, **fields):
    """One new row under a municipality."""
    counts = {f"{table}-TOTAL_FORMS": "1", f"{table}-INITIAL_FORMS": "0"}
    return {**counts, **{f"{table}-0-{name}": value for name, value in fields.items()}}


def test_the_totals_of_a_municipality_are_typed_as_people_write_them_and_leave_a_trace(officer):
    bardu = make_municipality("Bardu")
    rows = typed("totals", year="2025", person_years_hundredths="350,5", expenditure="320,5 mill.", source="Årsregnskapet")
    reports = typed("ownership_reports", adopted="12.03.2024", case_number="PS 12/24", url="https://bardu.kommune.no/sak")
    send(officer, f"/admin/municipalities/municipality/{bardu.pk}/change/", **rows, **reports)
    total, report = MunicipalityTotal.objects.get(), OwnershipReport.objects.get()
    assert (total.person_years_hundredths, total.expenditure, total.municipality) == (35_050, 320_500_000, bardu)
    assert (report.adopted, report.case_number) == (date(2024, 3, 12), "PS 12/24")
    after = Change.objects.get().after
    assert [len(after[table]) for table in ("totals", "ownership_reports")] == [1, 1]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (typed("totals", year="2025", expenditure="tolv", source="x"), "«tolv» er ikke et beløp"),
        (typed("totals", year="2025", person_years_hundredths="0", source="x"), "Årsverk må være mer enn 0"),
        (typed("totals", year="2025", expenditure="1000"), "Feltet må fylles ut"),
        (typed("totals", year="2025", source="x"), "Før inn årsverk eller utgifter"),
        (typed("totals", year="1700", expenditure="1000", source="x"), "1837"),
        (typed("totals", year="2025", expenditure="9" * 30, source="x"), "mindre"),
        (typed("ownership_reports", adopted="12.03.2024"), "saksnummeret eller en lenke"),
        (typed("ownership_reports", case_number="PS 1"), "Feltet må fylles ut"),
        (typed("ownership_reports", adopted="12.03.0024", case_number="PS 1"), "«12.03.24» er utenfor"),
        (typed("ownership_reports", adopted="12.03.2024", url="javascript:x"), "gyldig nettadresse"),
    ],
)
def test_what_cannot_be_is_said_at_the_row(officer, rows, message):
    bardu = make_municipality("Bardu")
    answer = send(officer, f"/admin/municipalities/municipality/{bardu.pk}/change/", **rows)
    assert answer.status_code == 200
    assert any(message in error for error in errors_of(answer)), errors_of(answer)
    assert not MunicipalityTotal.objects.exists() and not OwnershipReport.objects.exists()


def test_a_year_is_entered_once(officer):
    bardu = make_municipality("Bardu")
    MunicipalityTotal.objects.create(municipality=bardu, year=2025, expenditure=1, source="x")
    second = {"totals-1-year": "2025", "totals-1-expenditure": "2", "totals-1-source": "x", "totals-TOTAL_FORMS": "2"}
    answer = send(officer, f"/admin/municipalities/municipality/{bardu.pk}/change/", **second)
    assert set(errors_of(answer)) == {"Året er ført to ganger. Slett den ene raden."}
    assert MunicipalityTotal.objects.count() == 1
