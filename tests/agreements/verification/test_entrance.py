"""The way in: codes however they are typed, links that lead nowhere, a lost link, logging in, and thousands of guesses."""

import logging

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core import mail
from django.urls import reverse

from agreements import actions
from agreements.models import Answer, LinkUse, TaskLetter
from agreements.verification import answering, confirming, links
from agreements.verification.letters import on_paper
from agreements.verification.pages.entrance import ASKED, DAY_LIMIT, LIMIT
from agreements.verification.rounds import close_round
from municipalities.models import Contact
from registry.changes import Actor
from registry.models import Attempt, Role
from registry.outbox import deliver_due
from tests.agreements.verification.rounds import code
from tests.agreements.verification.steps import enter, page_of, send
from tests.makers import make_municipality, make_user

pytestmark = pytest.mark.django_db
GUESSES = 300


def typed(client, text, **extra):
    return client.post(reverse("review"), {"code": text}, **extra)


@pytest.mark.parametrize(
    "spell", [str.upper, str.lower, lambda text: text.replace("-", ""), lambda text: f"  {text.replace('-', ' ')} "]
)
def test_the_code_on_paper_opens_the_list_however_it_is_typed(world, client, spell):
    task, _schemes, _tasks = world
    _link, written = on_paper(task)
    answer = typed(client, spell(written))
    assert answer.headers["Location"] == reverse("review-task", args=[task.pk])
    assert "Dyrøy oppført" in page_of(client, task)


@pytest.mark.parametrize(
    "text", ["AAAA-AAAA-AAAA", "K7QD", "x" * 41, "", "\x00", "æøå", "💙" * 12, "' OR 1=1 --", "../../etc/passwd"]
)
def test_a_code_that_is_none_is_refused_in_words_and_opens_nothing(world, client, text):
    answer = typed(client, text)
    assert answer.status_code == 400 and "error-text" in answer.content.decode()
    assert client.get(reverse("review-task", args=[world[0].pk])).status_code == 404 and not LinkUse.objects.exists()


@pytest.mark.parametrize("text", ["AAAAAAAAAAAA", "x", "%00", "a" * 3000, "æøå"])
def test_a_link_that_is_guessed_says_the_same_whatever_is_guessed(world, client, text):
    answer = client.get(f"/gjennomgang/kode/{text}/")
    assert answer.status_code == 404 and "Vi kjenner ikke denne lenken." in answer.content.decode()


def test_a_link_that_is_revoked_or_of_a_closed_round_leads_nowhere_and_that_is_logged(world, client):
    task, schemes, tasks = world
    before = enter(task)
    link = task.links.get()
    links.revoke(link)
    answer = client.get(reverse("review-link", args=[code(task)]))
    assert answer.status_code == 410 and "Lenken er trukket tilbake." in answer.content.decode()
    assert send(before, task, schemes[0], "stemmer", page=f'id="linje-{schemes[0].pk}"').status_code == 410, (
        "a session does not outlive it"
    )
    close_round(task.round)
    answer = client.get(reverse("review-link", args=[code(tasks["Bardu"])]))
    assert answer.status_code == 410 and "Gjennomgangen er lukket" in answer.content.decode()
    assert list(link.uses.values_list("what", flat=True)) == [LinkUse.What.OPENED, LinkUse.What.REFUSED]
    assert tasks["Bardu"].links.get().uses.get().what == LinkUse.What.REFUSED and not Answer.objects.exists()


def test_a_lost_link_is_sent_to_the_mailboxes_that_are_known_and_the_page_never_tells_whether_there_is_one(world, client):
    task, _schemes, _tasks = world
    unknown = make_municipality("Loppa", "5614")  # not asked, and no mailbox
    Contact.objects.create(municipality=task.municipality, role="postmottak", email="post@kommune.example")
    answers = [
        client.post(reverse("review-lost-link"), {"municipality": one.pk}, follow=True) for one in (task.municipality, unknown)
    ]
    first, second = (answer.content.decode() for answer in answers)
    assert "er en ny lenke på vei" in first
    assert strip(first) == strip(second)
    assert "kommune.example" not in first
    deliver_due()
    sent = [message for message in mail.outbox if "ny lenke" in message.body]
    assert [message.to for message in sent] == [["5528@kommune.example"]], "the chief executive's alone"
    new = TaskLetter.objects.get(kind=TaskLetter.Kind.NEW_LINK).link
    assert "Dyrøy oppført" in page_of(enter(task, links.code_of(new)), task)
    assert "Dyrøy oppført" in page_of(enter(task), task), "the old one still holds"


def strip(page):
    """What people see of a page: forged-form tokens differ."""
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]


@pytest.mark.parametrize("value", ["", "x", "999999999", "-1", "\x00"])
def test_a_new_link_for_nobody_is_refused_in_words(world, client, value):
    answer = client.post(reverse("review-lost-link"), {"municipality": value})
    assert (
        answer.status_code == 400 and "elg" in answer.content.decode() and not TaskLetter.objects.filter(kind="new_link").exists()
    )


def test_so_many_new_links_an_hour_and_no_more_for_a_municipality_or_from_an_address(world, client):
    task, _schemes, tasks = world
    for _time in range(4):
        assert client.post(reverse("review-lost-link"), {"municipality": task.municipality_id}).status_code == 302
    assert TaskLetter.objects.filter(kind=TaskLetter.Kind.NEW_LINK).count() == 3
    for _time in range(6):
        client.post(reverse("review-lost-link"), {"municipality": tasks["Bardu"].municipality_id})
    assert client.post(reverse("review-lost-link"), {"municipality": task.municipality_id}).status_code == 429


def test_nor_does_a_night_of_asking_from_many_addresses_fill_a_mailbox(world, client):
    task, _schemes, _tasks = world
    for number in range(DAY_LIMIT + 4):
        asked = {"municipality": task.municipality_id}
        assert client.post(reverse("review-lost-link"), asked, REMOTE_ADDR=f"192.0.2.{number}").status_code == 302
        Attempt.objects.filter(kind=ASKED).delete()  # an hour goes by
    assert TaskLetter.objects.filter(kind=TaskLetter.Kind.NEW_LINK).count() == DAY_LIMIT


def test_whoever_has_an_account_logs_in_by_a_code_in_an_e_mail_and_sees_the_list(world, client):
    task, _schemes, _tasks = world
    make_user(Role.MUNICIPALITY, username="kommune", municipality=task.municipality, email="kari@kommune.example")
    assert "/konto/login/?next=/gjennomgang/" in client.get(reverse("review")).content.decode()
    client.post(reverse("account_request_login_code"), {"email": "kari@kommune.example"})
    written = next(
        part for part in mail.outbox[-1].body.split() if len(part) > 5 and part.replace("-", "").isalnum() and part.isupper()
    )
    assert client.post(reverse("account_confirm_login_code"), {"code": written}).status_code == 302
    assert get_user_model().objects.get(pk=client.session["_auth_user_id"]).municipality == task.municipality
    assert client.get(reverse("review"), follow=True).redirect_chain[-1][0] == reverse("review-task", args=[task.pk])
    assert "Dyrøy oppført" in page_of(client, task) and reverse("review-confirm", args=[task.pk]) in page_of(client, task)


def test_guesses_are_slowed_and_logged_and_cost_less_than_a_page_while_readers_notice_nothing(
    world, client, caplog, django_assert_num_queries
):
    task, _schemes, _tasks = world
    inside = enter(task)
    inside.defaults["REMOTE_ADDR"] = client.defaults["REMOTE_ADDR"] = "192.0.2.7"
    with caplog.at_level(logging.WARNING, logger="agreements.verification.pages.entrance"):
        answers = [client.get(f"/gjennomgang/kode/{number:0>12}/".replace("0", "A")) for number in range(GUESSES)]
    assert [answer.status_code for answer in answers] == [404] * LIMIT + [429] * (GUESSES - LIMIT)
    assert "For mange feil koder fra din adresse." in answers[-1].content.decode()
    assert sum("from one address: refused" in record.message for record in caplog.records) == GUESSES - LIMIT
    assert Attempt.objects.count() == LIMIT, "what is refused writes nothing"
    with django_assert_num_queries(2):
        assert client.get("/gjennomgang/kode/AAAAAAAAAAAA/").status_code == 429
    assert typed(client, "AAAA-AAAA-AAAA").status_code == 429
    assert client.get(reverse("review-link", args=[code(task)])).status_code == 302, "nobody behind the same address is shut out"
    assert typed(client, code(task)).status_code == 302
    assert "Dyrøy oppført" in page_of(inside, task) and client.get(reverse("agreement-list")).status_code == 200
    assert typed(client, code(task), REMOTE_ADDR="192.0.2.8").status_code == 302, "from elsewhere nobody waits"


def test_when_the_round_is_closed_the_confirmed_list_too_is_behind_a_login(world):
    task, _schemes, _tasks = world
    client = enter(task)
    answering.answer_rest(task)
    confirming.confirm(task, name="Kari Nordmann", title="Kommunedirektør")
    page = reverse("review-task", args=[task.pk])
    assert client.get(page).status_code == 200
    close_round(task.round)
    assert client.get(page).status_code == 410
    assert client.get(reverse("review-link", args=[code(task)])).status_code == 410
    client.force_login(make_user(Role.MUNICIPALITY, municipality=task.municipality))
    assert "Kommunedirektør" in client.get(page).content.decode()


@pytest.mark.parametrize("htmx", [False, True])
def test_who_types_while_the_round_is_closed_is_told_that_and_loses_no_text(world, htmx):
    task, schemes, _tasks = world
    client = enter(task)
    page = page_of(client, task)
    close_round(task.round)
    answer = send(
        client,
        task,
        schemes[0],
        "rettes",
        page=page,
        htmx=htmx,
        mer="ja",
        name="Barnevern",
        sto_name="Barnevern",
        other="Lenge tenkt på",
    )
    content = answer.content.decode()
    assert answer.status_code == (400 if htmx else 410) and ("HX-Retarget" in answer.headers) == htmx
    assert "Gjennomgangen er lukket" in content and reverse("report-error") in content
    assert "Dette skrev du" in content and "<li>Lenge tenkt på</li>" in content and "<li>Barnevern</li>" not in content


@pytest.mark.parametrize(("name", "data"), [("review-rest", {}), ("review-confirm", {"name": "Kari", "title": "Kommunedirektør"})])
def test_whoever_sends_something_after_the_session_has_ended_is_told_that_it_is_not_saved(world, name, data):
    task, _schemes, _tasks = world
    client = enter(task)
    Session.objects.all().delete()
    page = client.post(reverse(name, args=[task.pk]), data).content.decode()
    assert "Det siste du sendte, er ikke lagret. Listen er ikke åpnet på denne maskinen" in page
    assert ("<li>Kari</li>" in page) == bool(data)
    assert "ikke lagret" not in client.get(reverse("review-task", args=[task.pk])).content.decode()
    task.refresh_from_db()
    assert task.started_at is None


def test_a_line_that_is_gone_is_told_on_the_whole_page_and_not_in_the_middle_of_it(world):
    task, schemes, _tasks = world
    client = enter(task)
    page = page_of(client, task)
    actions.withdraw(schemes[0], by=Actor.importer("test"), reason="Feil")
    answer = send(client, task, schemes[0], "stemmer", page=page, htmx=True)
    assert answer.headers["HX-Retarget"] == "body" and "står ikke lenger på listen" in answer.content.decode()
