"""What happens to a list while somebody has it open: colleagues, staff, a round that closes, a mail server that is down."""

import pytest
from django.urls import reverse

from agreements import actions
from agreements.models import Answer, Proposal
from agreements.verification import answering, links
from agreements.verification.letters import send_to_colleague
from agreements.verification.rounds import close_round
from registry.models import Letter
from registry.outbox import deliver_due
from registry.periods import parse_date
from tests.agreements.verification.steps import STAFF, confirm, enter, opened, page_of, rest, revise, send, typed
from tests.makers import make_agreement, make_municipality

pytestmark = pytest.mark.django_db


def test_a_scheme_changed_since_it_was_shown_is_told_and_what_is_typed_stays(world):
    task, schemes, _tasks = world
    client = enter(task)
    page = opened(client, task, schemes[0])
    revise(schemes[0], name="Barnevern i Astafjord")
    answer = send(client, task, schemes[0], "rettes", page=page, **typed(page, schemes[0], host="Bardu", other="Vi byttet"))
    content = answer.content.decode()
    assert answer.status_code == 400 and "Barnevern → Barnevern i Astafjord" in content
    assert 'value="Bardu"' in content and "Vi byttet" in content and not Answer.objects.exists()
    again = send(client, task, schemes[0], "rettes", page=content, **typed(content, schemes[0], host="Bardu"))
    assert again.status_code == 302
    assert list(Proposal.objects.values_list("field", "new")) == [("host", "Bardu")], "the old name is not proposed back"


def test_a_note_of_staff_unsettles_nothing_but_a_new_party_does(world):
    task, schemes, _tasks = world
    client = enter(task)
    for scheme in schemes:
        send(client, task, scheme, "stemmer", utgave=scheme.revision)
    revise(schemes[0], note="Bare internt")
    assert "3 av 3" in page_of(client, task)
    actions.join(schemes[0], make_municipality("Salangen", "5522"), start=None, role="samarbeidskommune", by=STAFF)
    page = page_of(client, task)
    assert "2 av 3" in page and "Endret i registeret etter at dere svarte" in page and "Salangen" in page


def test_a_colleague_who_answers_meanwhile_is_told_of_before_the_list_is_confirmed(world):
    task, schemes, _tasks = world
    boss = enter(task)
    rest(boss, task)
    page = page_of(boss, task)
    colleague = enter(task, links.code_of(send_to_colleague(task, "ola@kommune.example").link))
    send(colleague, task, schemes[0], "deltar-ikke", utgave=schemes[0].revision)
    answer = confirm(boss, task, page)
    assert (
        answer.status_code == 400 and "Besvart på nytt av en kollega eller i et annet vindu: «Barnevern»" in answer.content.decode()
    )
    assert confirm(boss, task).status_code == 302
    task.refresh_from_db()
    kinds = {stored["name"]: stored["answer"] for stored in task.shown["lines"]}
    assert kinds == {"Barnevern": "deltar-ikke", "Legevakt": "stemmer", "Brann": "stemmer"}


def test_an_answer_that_takes_the_place_of_a_newer_one_says_so(world):
    task, schemes, _tasks = world
    first = enter(task)
    page = page_of(first, task)
    answering.answer(task, schemes[0].pk, Answer.Kind.UNSURE)
    answer = send(first, task, schemes[0], "stemmer", page=page, htmx=True, forrige="")
    assert "Noen andre svarte «Må undersøkes»" in answer.content.decode() and Answer.objects.get().kind == "stemmer"


def test_a_scheme_that_came_or_changed_after_the_page_was_shown_is_not_confirmed_with_the_rest(world):
    task, schemes, _tasks = world
    client = enter(task)
    page = page_of(client, task)
    make_agreement("Helt nytt", [(task.municipality, "part")], sources=["2020"])
    revise(schemes[1], name="Legevakta")
    answer = rest(client, task, page)
    content = answer.content.decode()
    assert answer.status_code == 400 and "Nytt på listen: «Helt nytt»." in content and "Endret i registeret: «Legevakta»" in content
    assert not Answer.objects.exists()


@pytest.mark.parametrize("act", ["end", "merge", "withdraw"])
def test_a_scheme_that_is_over_meanwhile_is_told_of_and_the_rest_goes_on(world, act):
    task, schemes, _tasks = world
    client = enter(task)
    page = page_of(client, task)
    if act == "end":
        actions.end(schemes[0], last_day=parse_date("01.01.2020"), by=STAFF)
    elif act == "merge":
        actions.merge(schemes[0], into=schemes[1], reason="samme", by=STAFF)
    else:
        actions.withdraw(schemes[0], reason="feil", by=STAFF)
    answer = send(client, task, schemes[0], "stemmer", page=page)
    assert answer.status_code == 400 and "står ikke lenger på listen" in answer.content.decode()
    assert not Answer.objects.exists()
    assert "oppført i 2 samarbeid" in page_of(client, task)


def test_a_round_closed_in_between_keeps_what_was_typed_on_the_screen(world):
    task, schemes, _tasks = world
    client = enter(task)
    page = opened(client, task, schemes[0])
    task.confirmed_at = None
    close_round(task.round)
    answer = send(client, task, schemes[0], "rettes", page=page, **typed(page, schemes[0], other="Lang forklaring"))
    assert answer.status_code == 410, "a link leads nowhere when the round is closed"
    assert not Answer.objects.exists()


def test_what_is_confirmed_by_another_meanwhile_is_told_with_what_was_typed(world):
    task, schemes, _tasks = world
    client, other = enter(task), enter(task)
    page = opened(client, task, schemes[0])
    rest(other, task)
    confirm(other, task)
    answer = send(client, task, schemes[0], "rettes", page=page, **typed(page, schemes[0], other="Lang forklaring"))
    content = answer.content.decode()
    assert answer.status_code == 409 and "Listen er alt bekreftet" in content and "Lang forklaring" in content
    assert not Proposal.objects.exists()


def test_with_the_mail_server_down_nothing_is_lost(world, settings):
    task, _schemes, _tasks = world
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1", 1
    client = enter(task)
    client.post(reverse("review-colleague", args=[task.pk]), {"address": "ola@kommune.example"})
    rest(client, task)
    assert confirm(client, task).status_code == 302
    deliver_due()
    assert set(Letter.objects.values_list("state", flat=True)) == {Letter.State.QUEUED}
    assert Letter.objects.filter(subject__startswith="Kvittering").exclude(attachment=None).exists()
