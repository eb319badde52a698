"""What municipalities propose is decided: taken in, amended, declined; once, on what is there now, and taken back if it can be."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from agreements import actions
from agreements.models import Answer, Participation, Proposal
from agreements.verification import deciding
from agreements.verification.answering import answer
from registry.changes import Actor
from registry.models import Change
from registry.periods import parse_date
from tests.agreements.verification.rounds import parties, propose, revision
from tests.agreements.verification.steps import revise, told
from tests.makers import make_municipality

pytestmark = pytest.mark.django_db
FIELD, STATE = Proposal.Field, Proposal.State


def test_an_accepted_proposal_stands_in_the_history_as_the_municipality_and_never_names_it_in_public(desk, client):
    tasks, schemes, officer = desk
    proposal = propose(tasks["Dyrøy"], schemes[0], FIELD.NAME, "Astafjord barnevern", "Nytt navn i 2024")
    done = deciding.accept(proposal, by=officer, revision=revision(schemes[0]))
    schemes[0].refresh_from_db()
    change = Change.objects.get(pk=done.change_id)
    assert schemes[0].name == "Astafjord barnevern" and done.state == STATE.ACCEPTED and done.decided_by == officer
    assert (change.actor_kind, change.actor_label, change.actor) == (Change.ActorKind.MUNICIPALITY, "Dyrøy", officer)
    assert "Nytt navn i 2024" in change.reason
    page = client.get(schemes[0].get_absolute_url()).content.decode()
    assert "kommunen" in page.lower() and "Nytt navn i 2024" not in page
    assert told() == []


def test_each_field_is_written_as_it_should_be(desk):
    tasks, schemes, officer = desk
    narvik = make_municipality("Evenes", "1853")

    def accept(scheme, field, new, **more):
        kind = {FIELD.END: Answer.Kind.ENDED, FIELD.OWN_PART: Answer.Kind.NO_PARTY}.get(field, Answer.Kind.WRONG)
        return deciding.accept(
            propose(tasks["Dyrøy"], scheme, field, new, kind=kind), by=officer, revision=revision(scheme), **more
        )

    accept(schemes[0], FIELD.HOST, "Bardu")
    assert parties(schemes[0]) == {"Dyrøy": "samarbeidskommune", "Bardu": "vertskommune"}
    accept(schemes[0], FIELD.START, "2019")
    schemes[0].refresh_from_db()
    assert schemes[0].start_shown == "2019"
    accept(schemes[0], FIELD.PARTIES, "Bardu og Evenes")
    assert set(parties(schemes[0])) == {"Dyrøy", "Bardu", narvik.name}
    accept(schemes[0], FIELD.PARTIES, "Evenes", last_day="2023")
    assert set(parties(schemes[0])) == {"Dyrøy", "Evenes"}
    assert Participation.objects.get(agreement=schemes[0], municipality__name="Bardu").end_shown == "2023"
    accept(schemes[0], FIELD.FORM, "Interkommunalt selskap (IKS)")
    schemes[0].refresh_from_db()
    assert schemes[0].legal_form == "iks" and set(parties(schemes[0]).values()) == {"deltaker"}
    accept(schemes[1], FIELD.END, "31.12.2024")
    schemes[1].refresh_from_db()
    assert schemes[1].end_shown == "31.12.2024" and Change.objects.first().kind == Change.Kind.ENDED
    accept(schemes[2], FIELD.OWN_PART, "", last_day="31.12.2022")
    assert set(parties(schemes[2])) == {"Narvik"}


def test_one_that_never_took_part_is_taken_away_and_the_history_keeps_it(desk):
    tasks, schemes, officer = desk
    proposal = propose(tasks["Bardu"], schemes[0], FIELD.OWN_PART, kind=Answer.Kind.NO_PARTY)
    done = deciding.accept(proposal, by=officer, revision=revision(schemes[0]))
    assert not Participation.objects.filter(agreement=schemes[0], municipality__name="Bardu").exists()
    assert any("Bardu" in row["label"] for row in Change.objects.get(pk=done.change_id).before["participations"])


@pytest.mark.parametrize(
    ("field", "new", "said"),
    [
        (FIELD.FORM, "Klubb", "ingen samarbeidsform"),
        (FIELD.HOST, "Atlantis", "ikke én kommune"),
        (FIELD.HOST, "Narvik", "ikke part"),
        (FIELD.PARTIES, "Bardu og Atlantis", "Atlantis"),
        (FIELD.PARTIES, "Bardu fra 2020", "Datoer fører du"),
        (FIELD.START, "i fjor en gang", "ikke en dato"),
        (FIELD.END, "31.02.2025", "ikke en dato"),
        (FIELD.NAME, " ", "Skriv hva som er riktig"),
        (FIELD.NAME, "x" * 301, "300"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words_and_nothing_is_stored(desk, client, field, new, said):
    tasks, schemes, officer = desk
    kind = Answer.Kind.ENDED if field == FIELD.END else Answer.Kind.WRONG
    proposal = propose(tasks["Dyrøy"], schemes[0], field, new, kind=kind)
    client.force_login(officer)
    typed = {"act": "ta-inn", "revision": revision(schemes[0]), "value": new}
    answered = client.post(reverse("review-decide", args=[proposal.pk]), typed)
    assert answered.status_code == 400 and said in answered.content.decode()
    proposal.refresh_from_db()
    assert proposal.state == STATE.WAITING and not Change.objects.filter(actor_kind="municipality").exists()


def test_an_amended_one_writes_the_officers_value_and_tells_the_municipality(desk):
    tasks, schemes, officer = desk
    proposal = propose(tasks["Dyrøy"], schemes[0], FIELD.NAME, "barnevernet vårt")
    done = deciding.accept(proposal, by=officer, revision=revision(schemes[0]), value="Felles barnevern")
    schemes[0].refresh_from_db()
    assert schemes[0].name == "Felles barnevern" and (done.state, done.new) == (STATE.AMENDED, "barnevernet vårt")
    [letter] = told()
    assert letter.to == "5528@kommune.example" and "Felles barnevern" in letter.body


def test_a_declined_one_goes_back_with_a_reason_and_not_without(desk):
    tasks, schemes, officer = desk
    proposal = propose(tasks["Dyrøy"], schemes[0], FIELD.NAME, "Noe annet")
    with pytest.raises(ValidationError, match="Skriv hvorfor"):
        deciding.decline(proposal, by=officer, reason=" ")
    deciding.decline(proposal, by=officer, reason="Avtalen sier noe annet.")
    schemes[0].refresh_from_db()
    assert schemes[0].name == "Barnevern"
    assert "Avtalen sier noe annet." in told()[0].body


def test_two_officers_or_one_who_clicks_twice_the_second_is_told(desk, client):
    tasks, schemes, officer = desk
    proposal = propose(tasks["Dyrøy"], schemes[0], FIELD.NAME, "Nytt")
    seen = revision(schemes[0])
    deciding.accept(proposal, by=officer, revision=seen)
    for act in (
        lambda: deciding.accept(proposal, by=officer, revision=seen),
        lambda: deciding.decline(proposal, by=officer, reason="Nei"),
    ):
        with pytest.raises(ValidationError, match=r"alt behandlet: tatt inn\. Av hun"):
            act()
    client.force_login(officer)
    typed = {"act": "ta-inn", "revision": seen, "value": "Nytt"}
    assert "alt behandlet" in client.post(reverse("review-decide", args=[proposal.pk]), typed).content.decode()
    assert Change.objects.filter(actor_kind="municipality").count() == 1


def test_one_seen_before_the_agreement_changed_is_looked_at_again(desk, client):
    tasks, schemes, officer = desk
    proposal = propose(tasks["Dyrøy"], schemes[0], FIELD.NAME, "Nytt")
    seen = revision(schemes[0])
    actions.join(schemes[0], make_municipality("Salangen", "5522"), start=None, by=Actor.of(officer))
    client.force_login(officer)
    page = client.get(reverse("review-proposal", args=[proposal.pk])).content.decode()
    assert "endret etter at kommunen svarte" in page and "Salangen" in page
    typed = {"act": "ta-inn", "revision": seen, "value": "Nytt"}
    refused = client.post(reverse("review-decide", args=[proposal.pk]), typed)
    assert refused.status_code == 400 and "endret siden du åpnet siden" in refused.content.decode()
    assert client.post(reverse("review-decide", args=[proposal.pk]), {**typed, "revision": revision(schemes[0])}).status_code == 302


def test_what_was_merged_or_answered_anew_meanwhile_is_not_written(desk):
    tasks, schemes, officer = desk
    proposal = propose(tasks["Dyrøy"], schemes[0], FIELD.NAME, "Nytt")
    actions.merge(schemes[0], schemes[1], by=Actor.of(officer), reason="samme")
    with pytest.raises(ValidationError, match="slått sammen med «Legevakt»"):
        deciding.accept(proposal, by=officer, revision=revision(schemes[0]))
    other = propose(tasks["Dyrøy"], schemes[2], FIELD.NAME, "Brannvesenet")
    answer(tasks["Dyrøy"], schemes[2].pk, Answer.Kind.RIGHT)
    with pytest.raises(ValidationError, match="trukket av kommunen"):
        deciding.accept(other, by=officer, revision=revision(schemes[2]))


def test_what_was_withdrawn_or_ended_meanwhile_is_refused_in_words(desk):
    tasks, schemes, officer = desk
    name = propose(tasks["Dyrøy"], schemes[0], FIELD.NAME, "Nytt")
    host, others = (
        propose(tasks["Dyrøy"], scheme, field, "Bardu") for scheme, field in ((schemes[1], FIELD.HOST), (schemes[2], FIELD.PARTIES))
    )
    actions.withdraw(schemes[0], reason="ført inn to ganger", by=Actor.of(officer))
    with pytest.raises(ValidationError, match="trukket tilbake"):
        deciding.accept(name, by=officer, revision=revision(schemes[0]))
    for proposal, scheme in ((host, schemes[1]), (others, schemes[2])):
        actions.end(scheme, last_day=parse_date("31.12.2024"), by=Actor.of(officer))
        with pytest.raises(ValidationError, match=r"avsluttet \(siste dag 31\.12\.2024\)"):
            deciding.accept(proposal, by=officer, revision=revision(scheme))
    assert Proposal.objects.waiting().count() == 3 and not Change.objects.filter(actor_kind="municipality").exists()


def test_the_same_end_from_two_is_written_once_and_another_end_is_refused(desk):
    tasks, schemes, officer = desk
    first, second = (propose(tasks[name], schemes[0], FIELD.END, "31.12.2024", kind=Answer.Kind.ENDED) for name in tasks)
    deciding.accept(first, by=officer, revision=revision(schemes[0]))
    assert deciding.accept(second, by=officer, revision=revision(schemes[0])).change is None
    third = propose(tasks["Dyrøy"], schemes[1], FIELD.END, "31.12.2025", kind=Answer.Kind.ENDED)
    actions.end(schemes[1], last_day=parse_date("31.12.2020"), by=Actor.of(officer))
    with pytest.raises(ValidationError, match="Er alt avsluttet"):
        deciding.accept(third, by=officer, revision=revision(schemes[1]))


def test_a_form_chosen_from_the_list_is_what_the_municipality_said_and_a_word_from_the_officer_goes_back(desk, client):
    tasks, schemes, officer = desk
    proposal = propose(tasks["Dyrøy"], schemes[0], FIELD.FORM, "Interkommunalt selskap (IKS)")
    client.force_login(officer)
    page = client.get(reverse("review-proposal", args=[proposal.pk])).content.decode()
    assert '<option value="iks" selected>' in page
    typed = {"act": "ta-inn", "revision": revision(schemes[0]), "value": "iks", "reason": "Takk, det stemmer."}
    assert client.post(reverse("review-decide", args=[proposal.pk]), typed).status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == STATE.ACCEPTED
    assert "Takk, det stemmer." in told()[0].body


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has several writers")
def test_two_officers_who_decide_at_once_the_second_waits_and_is_told(desk):
    tasks, schemes, officer = desk
    proposal, seen, said, barrier = (
        propose(tasks["Dyrøy"], schemes[0], FIELD.NAME, "Nytt"),
        revision(schemes[0]),
        [],
        threading.Barrier(2),
    )

    def decide(act):
        barrier.wait()
        try:
            said.append(act().get_state_display())
        except ValidationError as error:
            said.append(error.messages[0])
        finally:
            connection.close()

    acts = [
        lambda: deciding.accept(proposal, by=officer, revision=seen),
        lambda: deciding.decline(proposal, by=officer, reason="Nei, avtalen sier noe annet."),
    ]
    threads = [threading.Thread(target=decide, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(said) == 2 and sum("alt behandlet" in one for one in said) == 1
    proposal.refresh_from_db()
    schemes[0].refresh_from_db()
    assert (schemes[0].name == "Nytt") == (proposal.state == STATE.ACCEPTED)


def test_an_act_is_taken_back_as_long_as_nothing_has_changed_since(desk, client):
    tasks, schemes, officer = desk
    proposal = propose(tasks["Dyrøy"], schemes[0], FIELD.NAME, "Nytt")
    deciding.accept(proposal, by=officer, revision=revision(schemes[0]))
    undone = deciding.undo(proposal, by=officer)
    schemes[0].refresh_from_db()
    assert schemes[0].name == "Barnevern" and undone.state == STATE.WAITING
    client.force_login(officer)
    page, changed = reverse("review-proposal", args=[proposal.pk]), "endret etter at kommunen svarte"
    assert changed not in client.get(page).content.decode()
    revise(schemes[0], purpose="Felles vakt")
    assert changed in client.get(page).content.decode()
    deciding.undo(deciding.accept(proposal, by=officer, revision=revision(schemes[0])), by=officer)
    assert changed in client.get(page).content.decode(), "it was so before, and is so still"
    deciding.accept(proposal, by=officer, revision=revision(schemes[0]))
    actions.join(schemes[0], make_municipality("Salangen", "5522"), start=None, by=Actor.of(officer))
    with pytest.raises(ValidationError, match="endret siden forslaget ble tatt inn"):
        deciding.undo(proposal, by=officer)
    with pytest.raises(ValidationError, match="ikke behandlet"):
        deciding.undo(propose(tasks["Dyrøy"], schemes[1], FIELD.NAME, "x"), by=officer)


def test_one_that_says_what_stands_already_is_taken_in_without_a_change(desk):
    tasks, schemes, officer = desk
    proposal = propose(tasks["Dyrøy"], schemes[0], FIELD.NAME, "Barnevern")
    done = deciding.accept(proposal, by=officer, revision=revision(schemes[0]))
    assert done.state == STATE.ACCEPTED and done.change is None
