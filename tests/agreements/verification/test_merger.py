"""A municipality is merged while its list is open: the successor answers, with what was answered, and old links say so."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from agreements import actions
from agreements.models import Answer, Proposal, Round, Task, TaskLetter
from agreements.verification import answering
from agreements.verification.answering import Correction, report_missing
from agreements.verification.letters import recipients
from agreements.verification.lines import lines_of
from agreements.verification.reminders import remind_municipalities
from agreements.verification.rounds import prepare
from municipalities.models import Contact, Municipality, Succession
from registry.outbox import deliver_due
from registry.parameters import today
from tests.agreements.verification.rounds import code, make_asked, make_open_round, make_round
from tests.agreements.verification.steps import STAFF, confirm, enter, hidden, page_of, rest
from tests.makers import make_agreement, make_municipality

pytestmark = pytest.mark.django_db


def merge(*predecessors, day=None):
    """Midtby takes the place of the municipalities, from today."""
    day = day or today()
    midtby = make_municipality("Midtby", "5599", founded=day)
    for one in predecessors:
        Municipality.objects.filter(pk=one.pk).update(dissolved=day)
        one.refresh_from_db()
        actions.carry_over(Succession.objects.create(predecessor=one, successor=midtby, date=day, kind="merge"), by=STAFF)
    return midtby


@pytest.fixture
def two(db):
    """Dyrøy and Sørreisa, asked about what they do together and apart."""
    dyroy, sorreisa, bardu = make_asked("Dyrøy", "5528"), make_asked("Sørreisa", "5523"), make_asked("Bardu", "5520")
    schemes = [
        make_agreement("Barnevern", [(dyroy, "vertskommune"), (sorreisa,), (bardu,)], sources=["2020"]),
        make_agreement("Brann", [(dyroy,), (bardu,)], sources=["2020"]),
    ]
    return make_open_round(dyroy, sorreisa, bardu, deadline=date(2100, 2, 1)), schemes


def test_the_successor_has_one_task_with_the_answers_given_and_is_asked_anew_of_what_changed(two):
    tasks, schemes = two
    dyroy, sorreisa = tasks["Dyrøy"], tasks["Sørreisa"]
    answering.answer(dyroy, schemes[0].pk, Answer.Kind.RIGHT)
    answering.answer(dyroy, schemes[1].pk, Answer.Kind.WRONG, [Correction("name", "Brannvern", "Heter det nå")])
    answering.answer(sorreisa, schemes[0].pk, Answer.Kind.NO_PARTY)
    report_missing(sorreisa, "Jordmor", "Bardu")
    midtby = merge(dyroy.municipality, sorreisa.municipality)
    heir = Task.objects.get(municipality=midtby)
    for task in (dyroy, sorreisa):
        task.refresh_from_db()
        assert task.carried_to == heir and not task.is_open
    assert heir.is_open and heir.started_at == dyroy.started_at
    assert dict(heir.answers.values_list("agreement", "kind")) == {schemes[0].pk: "stemmer", schemes[1].pk: "rettes"}
    assert set(heir.proposals.values_list("new", flat=True)) == {"Brannvern", "Jordmor"}
    assert sorreisa.proposals.get().field == Proposal.Field.OWN_PART, "says nothing of the successor"
    assert remind_municipalities(date(2027, 2, 1)) == 2, "one mailbox from each, and the deadline is far away"
    client = enter(heir, code(heir))
    page = page_of(client, heir)
    assert "I dag står Midtby oppført i 2 samarbeid" in page and "1 av 2" in page
    assert "Endret i registeret etter at dere svarte" in page and "Brannvern" in page and "Jordmor" in page
    rest(client, heir)
    assert confirm(client, heir).status_code == 302


def test_an_old_link_tells_who_answers_now_and_what_is_typed_is_not_lost(two):
    tasks, schemes = two
    dyroy = tasks["Dyrøy"]
    client = enter(dyroy)
    page = page_of(client, dyroy)
    merge(dyroy.municipality)
    data = {"sett": hidden(page, "sett", 'id="bekreft"'), "name": "Kari Nordmann", "title": "Kommunedirektør"}
    answer = client.post(reverse("review-confirm", args=[dyroy.pk]), data)
    assert answer.status_code == 409 and "Dyrøy er en del av Midtby, som svarer nå" in answer.content.decode()
    assert "Kari Nordmann" in answer.content.decode() and not Answer.objects.exists()
    late = client.post(reverse("review-answer", args=[dyroy.pk, schemes[0].pk]), {"svar": "stemmer", "utgave": 1})
    assert late.status_code == 409
    assert "som svarer nå" in page_of(enter(dyroy), dyroy) and reverse("review") in page_of(enter(dyroy), dyroy)


def test_carrying_over_twice_and_reminding_twice_does_no_more(two, monkeypatch):
    tasks, _schemes = two
    merge(tasks["Dyrøy"].municipality)
    actions.carry_over(Succession.objects.get(), by=STAFF)
    assert Task.objects.filter(municipality__name="Midtby").count() == 1
    Round.objects.update(deadline=today() - timedelta(days=1))
    monkeypatch.setattr("agreements.verification.reminders.is_pause", lambda day: False)  # whatever day it is
    assert (remind_municipalities(today()), remind_municipalities(today())) == (1 + 2, 0)
    kinds = TaskLetter.objects.filter(task__municipality__name="Midtby").values_list("kind", flat=True)
    assert list(kinds) == [TaskLetter.Kind.ASKED], "nobody is reminded at once of what has just been asked"


def test_of_two_answers_on_one_line_the_newest_stands(two):
    tasks, schemes = two
    answering.answer(tasks["Dyrøy"], schemes[0].pk, Answer.Kind.RIGHT)
    answering.answer(tasks["Sørreisa"], schemes[0].pk, Answer.Kind.UNSURE)
    heir = Task.objects.get(municipality=merge(tasks["Sørreisa"].municipality, tasks["Dyrøy"].municipality))
    assert heir.answers.get().kind == Answer.Kind.UNSURE


def test_what_was_confirmed_before_the_merger_stays_confirmed_by_whoever_did(two):
    tasks, _schemes = two
    client = enter(tasks["Dyrøy"])
    rest(client, tasks["Dyrøy"])
    confirm(client, tasks["Dyrøy"])
    merge(tasks["Dyrøy"].municipality)
    tasks["Dyrøy"].refresh_from_db()
    assert tasks["Dyrøy"].carried_to is None and tasks["Dyrøy"].confirmed_at
    assert "Dyrøy har bekreftet listen" in page_of(enter(tasks["Dyrøy"]), tasks["Dyrøy"])
    assert not Task.objects.filter(municipality__name="Midtby").exists()


def test_a_list_of_a_day_before_the_merger_stays_the_predecessors_and_reaches_the_successors_mailbox(two, client):
    tasks, _schemes = two
    Round.objects.update(as_of=today() - timedelta(days=30))
    midtby = merge(tasks["Dyrøy"].municipality)
    task = Task.objects.select_related("round").get(pk=tasks["Dyrøy"].pk)
    assert task.is_open and len(lines_of(task)) == 2 and not Task.objects.filter(municipality=midtby).exists()
    assert [contact.municipality for contact in recipients(task)] == [midtby]
    client.post(reverse("review-lost-link"), {"municipality": midtby.pk})
    deliver_due()
    assert "Oversikten for Dyrøy" in mail.outbox[-1].body and mail.outbox[-1].to == ["5528@kommune.example"]


def test_in_a_round_that_is_not_open_yet_the_successor_will_be_asked():
    dyroy, bardu = make_asked("Dyrøy", "5528"), make_asked("Bardu", "5520")
    round_ = prepare(make_round(), [dyroy, bardu])
    midtby = merge(dyroy, bardu)
    assert [task.municipality for task in round_.tasks.all()] == [midtby]
    assert Contact.objects.filter(municipality=midtby).count() == 2
