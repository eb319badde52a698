"""Several at one list at the same moment, on connections of their own: each waits for the other, and nobody's word is lost."""

from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillWaiting
from datetime import date
from threading import Event

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from agreements import actions
from agreements.models import Answer, Contradiction, Proposal, Round, Task, TaskLetter
from agreements.verification import answering, confirming, deciding
from agreements.verification.answering import Correction
from agreements.verification.reminders import remind_municipalities
from agreements.verification.replying import QUIET, reply_to_municipalities
from agreements.verification.rounds import close_round, open_round, prepare
from municipalities.models import Municipality, Succession
from registry.parameters import today
from tests.agreements.verification.rounds import make_asked, make_open_round, make_round, make_world, propose
from tests.agreements.verification.steps import STAFF, confirm, enter, page_of, send
from tests.makers import make_agreement, make_municipality, make_user

WAIT = 10  # seconds before a test that hangs gives up
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has several writers"),
]


@pytest.fixture
def world():
    """Dyrøy's task, and the schemes, committed."""
    tasks, schemes = make_world()
    return tasks["Dyrøy"], schemes


@pytest.fixture
def pool():
    """Threads, each with a connection that is closed with them."""
    with ThreadPoolExecutor(4) as found:
        yield found
        for _thread in range(4):
            found.submit(connection.close)


def meanwhile(pool, act, *others):
    """Run the act, and before it commits start the others. They must wait for it; what came of each."""
    done, may_commit = Event(), Event()

    def slow():
        with transaction.atomic():
            act()
            done.set()
            assert may_commit.wait(WAIT)

    first = pool.submit(alone(slow))
    try:
        assert done.wait(WAIT)
        waiting: list[Future] = [pool.submit(alone(other)) for other in others]
        for one in waiting:
            with pytest.raises(StillWaiting):
                one.result(0.3)
    finally:
        may_commit.set()
    first.result(WAIT)
    return [one.result(WAIT) for one in waiting]


def alone(act):
    """The act, with its connection closed when it is done."""

    def run():
        try:
            return act()
        finally:
            connection.close()

    return run


def test_a_colleague_answers_while_the_list_is_being_confirmed_from_an_older_page(world, pool):
    task, schemes = world
    answering.answer_rest(task)
    boss = enter(task)
    page = page_of(boss, task)
    wrong = [Correction("name", "Astafjord barnevern")]
    (answer,) = meanwhile(
        pool, lambda: answering.answer(task, schemes[0].pk, Answer.Kind.WRONG, wrong), lambda: confirm(boss, task, page)
    )
    assert answer.status_code == 400 and "Besvart på nytt av en kollega" in answer.content.decode()
    task.refresh_from_db()
    assert task.confirmed_at is None and task.answers.get(agreement=schemes[0]).kind == Answer.Kind.WRONG


def test_whoever_answers_while_the_list_is_being_confirmed_is_told_that_it_is(world, pool):
    task, schemes = world
    answering.answer_rest(task)
    colleague = enter(task)
    (answer,) = meanwhile(
        pool,
        lambda: confirming.confirm(task, name="Kari Nordmann", title="Kommunedirektør"),
        lambda: send(colleague, task, schemes[0], "deltar-ikke", utgave=schemes[0].revision),
    )
    assert answer.status_code == 409 and "Kommunedirektør bekreftet den" in answer.content.decode()
    assert set(task.answers.values_list("kind", flat=True)) == {Answer.Kind.RIGHT}


def test_two_confirm_at_once_and_one_is_told_that_it_is_done(world, pool):
    task, _schemes = world
    answering.answer_rest(task)
    boss = enter(task)
    page = page_of(boss, task)
    (answer,) = meanwhile(
        pool, lambda: confirming.confirm(task, name="Kari", title="Kommunedirektør"), lambda: confirm(boss, task, page)
    )
    assert answer.status_code == 409
    assert TaskLetter.objects.filter(task=task, kind=TaskLetter.Kind.RECEIPT).count() == 1


def test_several_answer_the_same_line_for_the_first_time(world, pool):
    task, schemes = world
    clients, page = [enter(task) for _number in range(3)], None
    page = page_of(clients[0], task)
    kinds = ["stemmer", "deltar-ikke", "undersokes"]
    acts = [lambda c=client, k=kind: send(c, task, schemes[0], k, page=page) for client, kind in zip(clients, kinds, strict=True)]
    answers = meanwhile(pool, lambda: answering.answer(task, schemes[0].pk, Answer.Kind.RIGHT), *acts)
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert task.answers.count() == 1


def test_two_rounds_that_ask_the_same_municipality_are_not_opened_at_once(world, pool):
    task, _schemes = world
    close_round(task.round)
    officer = make_user(username="hun")
    one, two = (prepare(make_round(name=name), [task.municipality]) for name in ("En", "To"))

    def refused():
        with pytest.raises(ValidationError, match="alt spurt i en gjennomgang som er åpen: Dyrøy"):
            open_round(two, officer)

    meanwhile(pool, lambda: open_round(one, officer), refused)
    assert [found.name for found in Round.objects.open()] == ["En"]


def test_two_municipalities_contradict_each_other_at_once_and_it_is_one_case(world, pool):
    task, schemes = world
    other = Task.objects.get(municipality__name="Bardu")
    meanwhile(
        pool,
        lambda: answering.answer(task, schemes[0].pk, Answer.Kind.WRONG, [Correction("name", "Astafjord barnevern")]),
        lambda: answering.answer(other, schemes[0].pk, Answer.Kind.RIGHT),
    )
    assert Contradiction.objects.get().agreement == schemes[0]


def test_the_round_is_closed_while_somebody_answers(world, pool):
    task, schemes = world
    client = enter(task)
    page = page_of(client, task)
    (answer,) = meanwhile(pool, lambda: close_round(task.round), lambda: send(client, task, schemes[0], "stemmer", page=page))
    assert answer.status_code == 409 and "Gjennomgangen er lukket" in answer.content.decode()
    assert not Answer.objects.exists()


def test_nobody_is_reminded_of_a_round_that_is_closed_meanwhile(world, pool):
    task, _schemes = world
    Round.objects.update(deadline=date(2026, 3, 2))
    (letters,) = meanwhile(pool, lambda: close_round(task.round), lambda: remind_municipalities(date(2026, 3, 10)))
    assert letters == 0 and not TaskLetter.objects.filter(kind=TaskLetter.Kind.AFTER).exists()


def test_two_workers_tell_a_municipality_once_what_became_of_its_proposals(world, pool):
    task, schemes = world
    deciding.decline(propose(task, schemes[0], Proposal.Field.NAME, "Vakta"), by=make_user(), reason="Nei")
    later = timezone.now() + QUIET
    assert meanwhile(pool, lambda: reply_to_municipalities(later), lambda: reply_to_municipalities(later)) == [0]
    assert task.letters.filter(kind=TaskLetter.Kind.REPLY).count() == 1


def test_a_round_that_is_closed_while_a_municipality_is_merged_is_not_handed_over(world, pool):
    task, _schemes = world
    midtby = make_municipality("Midtby", "5599", founded=today())
    Municipality.objects.filter(pk=task.municipality_id).update(dissolved=today())
    succession = Succession.objects.create(predecessor=task.municipality, successor=midtby, date=today(), kind="merge")
    meanwhile(pool, lambda: close_round(task.round), lambda: actions.carry_over(succession, by=STAFF))
    assert not midtby.tasks.exists() and task.round.tasks.filter(carried_to=None).count() == 2


def test_the_round_is_not_closed_before_the_answer_under_way_is_saved(world, pool):
    task, schemes = world
    (closed,) = meanwhile(pool, lambda: answering.answer(task, schemes[0].pk, Answer.Kind.RIGHT), lambda: close_round(task.round))
    assert not closed.is_open and task.answers.count() == 1


def test_the_municipality_is_merged_while_somebody_answers(world, pool):
    task, schemes = world
    midtby = make_municipality("Midtby", "5599", founded=today())
    Municipality.objects.filter(pk=task.municipality_id).update(dissolved=today())
    succession = Succession.objects.create(predecessor=task.municipality, successor=midtby, date=today(), kind="merge")
    client = enter(task)
    (answer,) = meanwhile(
        pool,
        lambda: actions.carry_over(succession, by=STAFF),
        lambda: send(client, task, schemes[0], "stemmer", utgave=schemes[0].revision, page=f'id="linje-{schemes[0].pk}"'),
    )
    assert answer.status_code == 409 and "Dyrøy er en del av Midtby, som svarer nå" in answer.content.decode()
    assert not Answer.objects.exists()


def test_two_municipalities_that_contradict_a_third_at_one_moment_open_one_case(pool):
    municipalities = [make_asked(name, number) for name, number in (("Dyrøy", "5528"), ("Bardu", "5520"), ("Salangen", "5522"))]
    scheme = make_agreement("Barnevern", [(municipality,) for municipality in municipalities], sources=["2020"])
    tasks = make_open_round(*municipalities)

    def says(name):
        correction = Correction("name", f"Barnevern i {name}")
        return lambda: answering.answer(tasks[name], scheme.pk, Answer.Kind.WRONG, [correction])

    says("Dyrøy")()
    meanwhile(pool, says("Bardu"), says("Salangen"))
    case = Contradiction.objects.get()
    assert {one.task.municipality.name for one in case.proposals.all()} == {"Dyrøy", "Bardu", "Salangen"}


def test_a_list_is_sent_to_a_colleague_also_where_nothing_else_holds_a_transaction(world):
    task, _schemes = world
    answer = enter(task).post(reverse("review-colleague", args=[task.pk]), {"address": "ola@kommune.example"})
    assert answer.status_code == 302 and task.letters.filter(kind=TaskLetter.Kind.COLLEAGUE).exists()
