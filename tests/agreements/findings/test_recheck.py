"""Findings are kept in step with what is registered, and what people said of them holds until the facts change."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from agreements import actions, findings
from agreements.findings.recheck import recheck, recheck_all
from agreements.models import Agreement, Finding
from registry.changes import Actor
from registry.models import Role
from registry.parameters import today
from registry.periods import parse_date
from tests.makers import make_agreement, make_municipality, make_user

pytestmark = pytest.mark.django_db
BY = Actor.importer("test")
NOTICE = "Ikke tilsyn, lovlighetskontroll eller rettslig vurdering"


@pytest.fixture
def dyroy():
    return make_municipality("Dyrøy")


@pytest.fixture
def lonely(dyroy):
    """A host cooperation with one party: somebody to cooperate with is not registered."""
    return make_agreement(parties=[(dyroy, "vertskommune")], start="01.01.2020")


def codes(agreement):
    return set(agreement.findings.values_list("code", flat=True))


def test_a_write_finds_and_a_later_write_clears(lonely):
    found = codes(lonely)
    assert found
    actions.end(lonely, last_day=parse_date("31.12.2024"), by=BY)
    assert codes(lonely) < found


def test_twice_is_the_same(lonely):
    before = list(lonely.findings.values_list("pk", "evidence", "found_at"))
    recheck([lonely.pk], today())
    call_command("recheck")
    assert list(lonely.findings.values_list("pk", "evidence", "found_at")) == before


def test_what_is_accepted_stays_so_until_the_facts_it_cites_change(lonely):
    user, finding = make_user(), lonely.findings.order_by("pk").first()
    findings.accept(finding, by=user, reason="Avklart på telefon")
    recheck([lonely.pk], today())
    assert Finding.objects.get(pk=finding.pk).accepted_by == user
    Finding.objects.filter(pk=finding.pk).update(evidence="andre opplysninger")
    recheck([lonely.pk], today())
    again = Finding.objects.get(pk=finding.pk)
    assert (again.accepted_at, again.accepted_by, again.accepted_reason) == (None, None, "")


def test_the_children_of_a_grunnavtale_are_judged_when_it_changes(dyroy):
    alta = make_municipality("Alta")
    parent = make_agreement(
        "Grunnavtalen", parties=[(dyroy, "part")], agreement_type="grunnavtale", legal_form="annet-avtalebasert"
    )
    child = make_agreement("Tjenesten", parties=[(dyroy, "vertskommune"), (alta,)], parent=parent)
    outside = codes(child)
    actions.end(parent, last_day=parse_date("31.12.2020"), by=BY)
    assert codes(child) != outside


def test_what_is_withdrawn_has_no_findings(lonely):
    assert lonely.findings.exists()
    actions.withdraw(lonely, reason="Dobbelt", by=BY)
    recheck([lonely.pk], today())
    assert not lonely.findings.exists()


def test_the_real_register_is_judged_with_a_flat_number_of_queries(real_register, django_assert_max_num_queries):
    Finding.objects.all().delete()
    with django_assert_max_num_queries(30):
        number = sum(recheck_all(today()))
    assert number == Finding.objects.count() > 0
    assert Agreement.objects.count() > 90


def test_to_accept_takes_a_reason_and_to_publish_that_the_municipality_could_comment(lonely):
    finding = lonely.findings.order_by("pk").first()
    with pytest.raises(ValidationError):
        findings.accept(finding, by=make_user(), reason=" ")
    for told_on in (None, timezone.localdate(), timezone.localdate() + timedelta(1)):
        with pytest.raises(ValidationError):
            findings.publish(finding, told_on=told_on)
    findings.publish(finding, told_on=date(2026, 1, 1))
    assert Finding.objects.get(pk=finding.pk).published_at


@pytest.mark.parametrize("role", [Role.READER, Role.CASE_OFFICER, Role.ADMINISTRATOR])
def test_staff_see_all_with_the_notice(client, lonely, role):
    client.force_login(make_user(role))
    text = client.get("/avklares/").content.decode()
    assert NOTICE in text and lonely.name in text
    assert NOTICE in client.get(f"/samarbeid/{lonely.pk}/").content.decode()
    assert client.get("/avklares/?format=xlsx").status_code == 200


def test_a_municipality_sees_those_of_its_own_agreements(client, lonely):
    other = make_agreement("Andres", parties=[(make_municipality("Alta"), "vertskommune")])
    client.force_login(make_user(Role.MUNICIPALITY, municipality=lonely.participations.get().municipality))
    text = client.get("/avklares/").content.decode()
    assert lonely.name in text and other.name not in text
    assert NOTICE not in client.get(f"/samarbeid/{other.pk}/").content.decode()


def test_the_public_sees_only_what_is_not_registered_until_a_finding_is_published(client, lonely):
    page = f"/samarbeid/{lonely.pk}/"
    assert client.get("/avklares/").status_code == 302
    text = client.get(page).content.decode()
    assert NOTICE not in text
    finding = lonely.findings.order_by("pk").first()
    findings.publish(finding, told_on=date(2026, 1, 1))
    assert NOTICE in client.get(page).content.decode()


@pytest.mark.parametrize("query", ["severity=tull", "code=tull", "state=tull", "municipality=0000", "tull=1", "page=0"])
def test_what_cannot_be_read_is_refused(client, query):
    client.force_login(make_user())
    assert client.get(f"/avklares/?{query}").status_code == 400


def test_a_case_officer_accepts_in_the_admin_and_a_reader_cannot(client, lonely):
    finding = lonely.findings.order_by("pk").first()
    address = reverse("admin:agreements_finding_change", args=[finding.pk])
    client.force_login(make_user(Role.READER))
    assert client.post(address, {"act": "accept", "accepted_reason": "Fordi"}).status_code in (403, 404)
    officer = make_user()
    client.force_login(officer)
    refused = client.post(address, {"act": "accept", "accepted_reason": ""})
    assert refused.status_code == 200 and "Skriv hvorfor" in refused.content.decode()
    assert client.post(address, {"act": "accept", "accepted_reason": "Avklart"}).status_code == 302
    finding.refresh_from_db()
    assert (finding.accepted_by, finding.accepted_reason) == (officer, "Avklart")
    assert client.post(address, {"act": "publish", "told_on": "01.01.2026"}).status_code == 200
