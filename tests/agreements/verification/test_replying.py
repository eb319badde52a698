"""What was decided goes back in one letter for all of it, a quarter of an hour after the last decision, and never twice."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from agreements.models import Proposal
from agreements.verification import deciding
from agreements.verification.replying import QUIET, reply_to_municipalities
from municipalities.models import Contact
from tests.agreements.verification.rounds import propose, revision
from tests.agreements.verification.steps import told

pytestmark = pytest.mark.django_db
FIELD, ONE_SECOND = Proposal.Field, timedelta(seconds=1)


@pytest.fixture
def proposed(desk):
    """Two proposals of Dyrøy and one of Bardu, and who decides."""
    tasks, schemes, officer = desk
    of_dyroy = [propose(tasks["Dyrøy"], scheme, FIELD.NAME, "Vakta") for scheme in schemes[:2]]
    return of_dyroy, propose(tasks["Bardu"], schemes[0], FIELD.NAME, "Barnevakta"), officer


def test_all_that_was_decided_of_a_municipality_goes_in_one_letter_and_once(proposed):
    of_dyroy, of_bardu, officer = proposed
    deciding.decline(of_dyroy[0], by=officer, reason="Avtalen sier noe annet.")
    done = deciding.accept(of_dyroy[1], by=officer, revision=revision(of_dyroy[1].agreement), value="Legevakta")
    deciding.decline(of_bardu, by=officer, reason="Se svaret til Dyrøy.")
    assert reply_to_municipalities(done.decided_at + QUIET - ONE_SECOND) == 0, "one may still be deciding"
    letters = told()
    assert sorted(letter.to for letter in letters) == ["5520@kommune.example", "5528@kommune.example"]
    body = next(letter.body for letter in letters if letter.to.startswith("5528"))
    assert "Avtalen sier noe annet." in body and "Ført inn: Legevakta" in body and "Se svaret" not in body
    assert reply_to_municipalities(timezone.now() + 3 * QUIET) == 0


def test_each_decision_gives_time_for_the_next(proposed):
    of_dyroy, _of_bardu, officer = proposed
    for proposal in of_dyroy:
        deciding.decline(proposal, by=officer, reason="Nei")
    decided = Proposal.objects.get(pk=of_dyroy[1].pk).decided_at
    Proposal.objects.filter(pk=of_dyroy[0].pk).update(decided_at=decided - timedelta(hours=1))
    assert reply_to_municipalities(decided + QUIET - ONE_SECOND) == 0
    assert reply_to_municipalities(decided + QUIET) == 1


def test_what_is_undone_at_once_is_never_told_and_what_was_told_is_told_anew(proposed, client):
    [first, second], _of_bardu, officer = proposed
    deciding.undo(deciding.accept(first, by=officer, revision=revision(first.agreement), value="Feil"), by=officer)
    deciding.undo(deciding.decline(first, by=officer, reason="Nei"), by=officer)
    assert told() == [] and Proposal.objects.waiting().filter(pk=first.pk, reason="").exists()
    deciding.accept(second, by=officer, revision=revision(second.agreement), value="Også feil")
    assert "Også feil" in told()[0].body
    client.force_login(officer)
    page = client.post(reverse("review-decide", args=[second.pk]), {"act": "angre"}, follow=True).content.decode()
    assert "får et nytt når du har behandlet det" in page
    assert told() == [], "nothing is decided"
    second.refresh_from_db()
    deciding.accept(second, by=officer, revision=revision(second.agreement))
    [letter] = told()
    assert "tatt inn." in letter.body and "Også feil" not in letter.body


def test_without_a_mailbox_it_waits_until_there_is_one_and_the_page_says_so(proposed, client):
    [first, _second], _of_bardu, officer = proposed
    deciding.decline(first, by=officer, reason="Nei")
    contact = Contact.objects.get(municipality=first.task.municipality)
    contact.delete()
    assert told() == []
    client.force_login(officer)
    assert "ingen postkasse i registeret" in client.get(reverse("review-proposal", args=[first.pk])).content.decode()
    Contact.objects.create(municipality=first.task.municipality, role=contact.role, email="ny@kommune.example")
    assert [letter.to for letter in told()] == ["ny@kommune.example"]


def test_the_page_says_when_the_answer_goes_and_when_it_has_gone_and_the_worker_sends_it(proposed, client):
    [first, _second], _of_bardu, officer = proposed
    deciding.decline(first, by=officer, reason="Nei")
    client.force_login(officer)
    address = reverse("review-proposal", args=[first.pk])
    assert "et kvarter etter siste avgjørelse" in client.get(address).content.decode()
    Proposal.objects.filter(pk=first.pk).update(decided_at=timezone.now() - QUIET)
    call_command("work", once=True)
    page = client.get(address).content.decode()
    assert "Svaret ble lagt i kø" in page and "et kvarter etter" not in page
