"""Municipalities that say different things of one scheme: one case for staff, which the public hears of after the parties."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from agreements.models import Answer, Contradiction, Proposal
from agreements.verification import deciding
from agreements.verification.answering import answer, answer_rest
from agreements.verification.confirming import confirm, renew
from agreements.verification.contradictions import told_parties
from agreements.verification.rounds import close_round
from tests.agreements.verification.rounds import make_open_round, propose

pytestmark = pytest.mark.django_db
FIELD, STATE = Proposal.Field, Proposal.State


def test_a_contradiction_is_settled_when_its_proposals_are_decided_or_taken_back(desk):
    tasks, schemes, officer = desk
    answer(tasks["Dyrøy"], schemes[0].pk, Answer.Kind.RIGHT)
    proposal = propose(tasks["Bardu"], schemes[0], FIELD.OWN_PART, kind=Answer.Kind.NO_PARTY)
    case = Contradiction.objects.get()
    assert case.settled_at is None
    deciding.decline(proposal, by=officer, reason="Bardu står i avtalen.")
    case.refresh_from_db()
    assert case.settled_at
    propose(tasks["Bardu"], schemes[0], FIELD.NAME, "Noe annet")
    again = Contradiction.objects.open().get()
    answer(tasks["Bardu"], schemes[0].pk, Answer.Kind.RIGHT)
    again.refresh_from_db()
    assert again.settled_at and not Contradiction.objects.open().exists()


def test_it_is_found_when_the_others_confirm_the_rest_afterwards(desk):
    tasks, schemes, _officer = desk
    propose(tasks["Bardu"], schemes[0], FIELD.PARTIES, "Narvik")
    assert not Contradiction.objects.exists()
    answer_rest(tasks["Dyrøy"])
    assert Contradiction.objects.get().agreement == schemes[0]


@pytest.mark.parametrize(
    ("circle", "found"), [("Dyrøy", True), ("Dyrøy og Narvik", True), ("Narvik", False), ("de andre i dalen", False)]
)
def test_one_that_says_it_is_out_contradicts_another_that_counts_it_in(desk, circle, found):
    tasks, schemes, _officer = desk
    propose(tasks["Dyrøy"], schemes[0], FIELD.OWN_PART, kind=Answer.Kind.NO_PARTY)
    propose(tasks["Bardu"], schemes[0], FIELD.PARTIES, circle)
    assert Contradiction.objects.exists() == found


@pytest.mark.parametrize(("theirs", "found"), [("Dyrøy og Narvik", False), ("Dyrøy", True), ("Narvik", True)])
def test_circles_of_parties_are_compared_with_whoever_names_them_in_them(desk, theirs, found):
    tasks, schemes, _officer = desk
    propose(tasks["Dyrøy"], schemes[0], FIELD.PARTIES, "Bardu, Narvik")
    propose(tasks["Bardu"], schemes[0], FIELD.PARTIES, theirs)
    assert Contradiction.objects.exists() == found


def test_the_public_is_told_after_the_parties_and_never_who_said_what(desk, client):
    tasks, schemes, officer = desk
    answer(tasks["Dyrøy"], schemes[0].pk, Answer.Kind.RIGHT)
    propose(tasks["Bardu"], schemes[0], FIELD.NAME, "Hemmelig forslag")
    case, words = Contradiction.objects.get(), "Opplysningene avklares med kommunene"

    def page():
        return client.get(schemes[0].get_absolute_url()).content.decode()

    assert words not in page()
    client.force_login(officer)
    told = client.post(reverse("review-told", args=[case.pk]), follow=True).content.decode()
    assert "Partene ble orientert" in told
    client.logout()
    assert words in page() and "Hemmelig forslag" not in page()
    with pytest.raises(ValidationError, match="alt orientert"):
        told_parties(case, officer)
    answer(tasks["Bardu"], schemes[0].pk, Answer.Kind.RIGHT)
    assert words not in page()


def test_it_is_found_when_another_renews_its_list_with_one_tap(desk):
    tasks, schemes, _officer = desk
    for task in tasks.values():
        answer_rest(task)
        confirm(task, name="Kari", title="Kommunedirektør")
    close_round(tasks["Dyrøy"].round)
    again = make_open_round(*(task.municipality for task in tasks.values()), name="Igjen")
    propose(again["Bardu"], schemes[0], FIELD.NAME, "Noe annet")
    assert not Contradiction.objects.exists()
    renew(again["Dyrøy"], name="Kari", title="Kommunedirektør")
    assert Contradiction.objects.get().agreement == schemes[0]
