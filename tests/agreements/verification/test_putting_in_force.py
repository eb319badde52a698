"""Schemes of unclear status that all who were asked have confirmed are put in force by a case officer, together, and taken back."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements import actions
from agreements.models import Agreement, Answer, Proposal, Stage, Status
from agreements.verification.answering import answer, answer_rest
from agreements.verification.confirming import confirm
from agreements.verification.putting_in_force import confirmed_by_all, latest_act, put_in_force, take_back
from agreements.verification.rounds import close_round
from registry.changes import Actor
from registry.models import Change, Role
from registry.parameters import today
from tests.agreements.verification.rounds import make_asked, make_open_round, make_world, propose
from tests.makers import make_agreement, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(kept):
    tasks, schemes = kept(make_world)
    Agreement.objects.update(stage=Stage.UNKNOWN)
    return tasks, schemes, make_user(username="hun")


def confirm_list(task):
    answer_rest(task)
    confirm(task, name="Kari", title="Kommunedirektør")


def names():
    return [one.agreement.name for one in confirmed_by_all()]


def seen():
    return {one.agreement.pk: one.agreement.revision for one in confirmed_by_all()}


def test_it_waits_until_each_that_was_asked_has_confirmed(world):
    tasks, schemes, officer = world
    assert names() == []
    confirm_list(tasks["Dyrøy"])
    assert names() == ["Brann"], "Narvik is not asked"
    assert confirmed_by_all()[0].not_asked == 1
    confirm_list(tasks["Bardu"])
    assert names() == ["Barnevern", "Brann", "Legevakt"]
    assert confirmed_by_all()[1].municipalities == ("Dyrøy",) and confirmed_by_all()[0].on == today()


def test_they_are_put_in_force_by_one_act_that_the_history_tells_and_that_can_be_taken_back(world, client):
    tasks, schemes, officer = world
    for task in tasks.values():
        confirm_list(task)
    client.force_login(officer)
    page = client.get(reverse("review-in-force")).content.decode()
    assert page.count("checked") == 3 and "Bardu, Dyrøy" in page
    ticked = [f"{pk}:{revision}" for pk, revision in seen().items()][:2]
    done = client.post(reverse("review-in-force-put"), {"scheme": ticked}, follow=True).content.decode()
    assert "2 samarbeid er satt i kraft." in done and names() == ["Legevakt"]
    agreement = Agreement.objects.get(name="Barnevern")
    assert agreement.status_on(today()) == Status.IN_FORCE and agreement.evidence_last == today()
    changes = Change.objects.filter(record_id=agreement.pk)
    assert changes.first().actor_kind == Change.ActorKind.GOVERNOR and "alle spurte kommuner" in changes.first().reason
    client.logout()
    public = client.get(agreement.get_absolute_url()).content.decode()
    assert "Kommunenes bekreftelse i årlig gjennomgang" in public and "I kraft" in public
    client.force_login(officer)
    undone = client.post(reverse("review-in-force-back"), {"at": latest_act().at.isoformat()}, follow=True).content.decode()
    assert "Angret: 2 samarbeid er som før." in undone and names() == ["Barnevern", "Brann", "Legevakt"]
    assert Agreement.objects.get(name="Barnevern").status_on(today()) == Status.UNCLEAR
    again = client.post(reverse("review-in-force-back"), {"at": changes.last().at.isoformat()}, follow=True).content.decode()
    assert "Ingenting ble satt i kraft" in again


def test_one_that_is_touched_after_the_act_is_left_and_the_others_taken_back(world):
    tasks, schemes, officer = world
    for task in tasks.values():
        confirm_list(task)
    put_in_force(seen(), by=officer)
    actions.amend(Agreement.objects.get(name="Brann"), lambda whole: setattr(whole.agreement, "note", "x"), by=Actor.of(officer))
    moment = latest_act().at
    assert len(latest_act().changes) == 2
    outcome = take_back(moment, by=officer)
    assert len(outcome.changes) == 2 and [str(row) for row, _why in outcome.refused] == ["Brann"]
    with pytest.raises(ValidationError, match="endret siden de ble satt i kraft"):
        take_back(moment, by=officer)


def test_what_is_contradicted_proposed_on_or_being_looked_into_waits(world):
    tasks, schemes, _officer = world
    propose(tasks["Dyrøy"], schemes[0], Proposal.Field.START, "2019")
    answer(tasks["Bardu"], schemes[1].pk, Answer.Kind.UNSURE)
    for task in tasks.values():
        confirm_list(task)
    assert names() == ["Brann"]


def test_a_new_round_asks_anew_and_what_was_said_before_no_longer_stands(world):
    tasks, schemes, _officer = world
    for task in tasks.values():
        confirm_list(task)
    close_round(tasks["Dyrøy"].round)
    assert len(names()) == 3
    again = make_open_round(tasks["Dyrøy"].municipality, name="Igjen")
    assert names() == []
    confirm_list(again["Dyrøy"])
    assert len(names()) == 3


def test_what_changed_since_it_was_seen_or_no_longer_waits_is_refused_in_words(world, client):
    tasks, schemes, officer = world
    for task in tasks.values():
        confirm_list(task)
    before = seen()
    actions.amend(Agreement.objects.get(name="Brann"), lambda whole: setattr(whole.agreement, "note", "x"), by=Actor.of(officer))
    actions.withdraw(Agreement.objects.get(name="Legevakt"), reason="ført inn to ganger", by=Actor.of(officer))
    outcome = put_in_force(before, by=officer)
    assert len(outcome.changes) == 1
    assert {str(row): why[:20] for row, why in outcome.refused} == {
        "Brann": "Er endret siden du å",
        "Legevakt": "Venter ikke lenger p",
    }
    assert [why[:10] for _row, why in put_in_force({schemes[0].pk: 99}, by=officer).refused] == ["Venter ikk"], "it is in force"
    client.force_login(officer)
    assert "Kryss av for minst ett" in client.post(reverse("review-in-force-put"), follow=True).content.decode()


@pytest.mark.parametrize("typed", ["x", "1", "1:", ":1", "1:x", "²:1", "99999999999999999999:1", "-1:1", "1:1:1"])
def test_a_form_that_is_none_is_refused_by_its_value(world, client, typed):
    client.force_login(world[2])
    assert client.post(reverse("review-in-force-put"), {"scheme": [typed]}).status_code == 400
    assert client.post(reverse("review-in-force-back"), {"at": typed}).status_code == 400


def test_it_asks_no_more_for_many_than_for_few(client):
    client.force_login(make_user())

    def asked(number):
        municipality = make_asked(f"K{number}")
        for one in range(number):
            make_agreement(f"Samarbeid {one}", [(municipality,)], sources=["2020"], stage=Stage.UNKNOWN)
        confirm_list(make_open_round(municipality, name=f"{number}")[municipality.name])
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("review-in-force")).status_code == 200
        return len(queries)

    assert asked(2) == asked(12) <= 15


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("name", ["review-in-force", "review-in-force-put", "review-in-force-back"])
def test_it_is_for_staff_to_see_and_for_those_who_may_write_to_do(world, client, name, role):
    tasks, _schemes, officer = world
    for task in tasks.values():
        confirm_list(task)
    put_in_force(dict(list(seen().items())[:1]), by=officer)
    if role:
        client.force_login(make_user(role, municipality=tasks["Dyrøy"].municipality if role == Role.MUNICIPALITY else None))
    typed = {"scheme": [f"{pk}:{revision}" for pk, revision in seen().items()], "at": latest_act().at.isoformat()}
    act = name != "review-in-force"
    allowed = {Role.CASE_OFFICER, Role.ADMINISTRATOR} | (set() if act else {Role.READER})
    status = (client.post(reverse(name), typed) if act else client.get(reverse(name))).status_code
    assert status in (200, 302) if role in allowed else status == (302 if role is None else 404)
    in_force = {"review-in-force-put": 3, "review-in-force-back": 0}.get(name, 1) if role in allowed else 1
    assert Agreement.objects.filter(stage=Stage.IN_FORCE).count() == in_force
