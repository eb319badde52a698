"""«Meld fra om feil»: stored for the case officers, limited per address, never public, nothing typed is lost."""

import pytest
from django.test import Client

from agreements.models import ErrorReport
from registry.models import Attempt
from tests.makers import make_agreement

pytestmark = pytest.mark.django_db
FORM = "/meld-fra/"
MESSAGE = {"message": "Salangen er ikke lenger vert.", "source": "PS 12/26", "email": "kari@example.org"}


def test_a_report_is_stored_with_its_page_and_agreement(client):
    agreement = make_agreement("Vakten")
    address = f"{FORM}?page={agreement.get_absolute_url()}%3Fon%3D2019-06-01"
    assert "Vakten" in client.get(address).content.decode()
    response = client.post(address, MESSAGE, follow=True)
    report = ErrorReport.objects.get()
    assert (report.agreement, report.page) == (agreement, f"{agreement.get_absolute_url()}?on=2019-06-01")
    assert (report.message, report.source, report.email, report.state) == (*MESSAGE.values(), "new")
    assert "Takk for meldingen" in response.content.decode()
    assert MESSAGE["message"] not in client.get(agreement.get_absolute_url()).content.decode()


@pytest.mark.parametrize("page", ["", "/kommuner/5528/", "/finnes/ikke/", "/samarbeid/99999999999999999999999/"])
def test_a_report_about_any_other_page_has_no_agreement(client, page):
    assert client.post(f"{FORM}?page={page}", MESSAGE).status_code == 302
    report = ErrorReport.objects.get()
    assert (report.agreement, report.page) == (None, page or "/")


def test_a_draft_is_not_given_away(client):
    draft = make_agreement("Hemmelig", publication="draft")
    assert "Hemmelig" not in client.get(f"{FORM}?page={draft.get_absolute_url()}").content.decode()


@pytest.mark.parametrize("page", ["https://example.org/", "//example.org/", "/\\example.org", "samarbeid/1", "javascript:alert(1)"])
def test_only_pages_of_the_register_are_accepted(client, page):
    response = client.get(FORM, {"page": page})
    assert response.status_code == 400
    assert "begynner med /" in response.content.decode()


def test_a_page_with_a_long_selection_is_shortened_to_its_address(client):
    assert client.post(f"{FORM}?page=/samarbeid/%3Fq%3D{'x' * 400}", MESSAGE).status_code == 302
    assert ErrorReport.objects.get().page == "/samarbeid/"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("message", "", "Skriv hva som er feil."),
        ("message", "x" * 4001, "4001"),
        ("email", "kari", "e-post"),
        ("source", "x" * 1001, "1001"),
        ("message", "a\x00b", "tegn"),
        ("source", "a\x07b", "kontrolltegn"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_nothing_typed_is_lost(client, field, value, said):
    response = client.post(FORM, {**MESSAGE, field: value})
    text = response.content.decode()
    assert response.status_code == 400
    assert said in text.split("error-summary")[1].split("</form>")[0]
    assert 'aria-invalid="true"' in text and f'id="id_{field}_e"' in text
    kept = {**MESSAGE, field: ""}.values()
    assert [typed for typed in kept if typed not in text] == []
    assert not ErrorReport.objects.exists()


def test_strange_text_is_stored_and_shown_as_text(client):
    strange = "<script>alert(1)</script> \u202e 🎉 Kárášjohka"
    client.post(FORM, {"message": strange})
    assert ErrorReport.objects.get().message == strange


def test_the_sixth_report_in_an_hour_is_refused_with_all_that_was_typed(client):
    for _ in range(5):
        assert client.post(FORM, MESSAGE).status_code == 302
    response = client.post(FORM, MESSAGE)
    text = response.content.decode()
    assert response.status_code == 400
    assert "Det er sendt 5 meldinger fra din adresse den siste timen." in text
    assert all(typed in text for typed in MESSAGE.values())
    assert ErrorReport.objects.count() == 5
    assert client.post(FORM, MESSAGE, REMOTE_ADDR="192.0.2.7").status_code == 302
    assert not Attempt.objects.filter(digest__contains="127.0.0.1").exists()


def test_a_form_from_elsewhere_is_refused():
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(FORM, MESSAGE)
    assert response.status_code == 403
    assert "Skjemaet ble ikke sendt" in response.content.decode()


def test_a_parameter_it_does_not_know_is_refused(client):
    assert client.get(FORM, {"tullball": "1"}).status_code == 400


@pytest.mark.parametrize("address", ["/samarbeid/", "/endringer/", "/om/"])
def test_every_page_leads_here_with_its_own_address(client, address):
    assert f"/meld-fra/?page={address.replace('/', '%2F')}" in client.get(address).content.decode()
