"""A whole round with the municipalities of the real register, over HTTP alone: from the letters to the archive, and the year after.

One never answers, one stops half-way, one has no mailbox and gets its code on paper; the others answer, and not all alike.
"""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from agreements.models import Confirmation, Proposal, Round, Task, TaskLetter
from agreements.verification import reminders
from agreements.verification.forgetting import forget_reviews
from municipalities.models import Contact, MappingStatus, Municipality
from registry.models import Letter
from registry.outbox import deliver_due
from registry.parameters import today
from tests.agreements.verification.steps import confirm, enter, hidden, opened, page_of, rest, send, told, typed
from tests.makers import make_user

pytestmark = pytest.mark.django_db
SILENT, HALF_WAY, ON_PAPER = "Alta", "Bardu", "Vardø"
MOST_POSTS = 2  # of whoever finds nothing wrong
SOME = 6


@pytest.fixture
def officer(real_register):
    """A case officer who is logged in, and a mailbox in every municipality but one."""
    client = Client()
    client.force_login(make_user(username="hun"))
    for choice in choices(client):
        municipality = Municipality.objects.get(pk=choice)
        if municipality.name != ON_PAPER:
            Contact.objects.create(municipality=municipality, role="kommunedirektor", email=f"leder.{choice}@kommune.example")
    return client


def choices(client):
    """The municipalities as they are ticked in the form of a new round."""
    page = client.get(reverse("review-round-new")).content.decode()
    return re.findall(r'name="municipalities" value="(\d+)"', page)


def hold(client, name, **fields):
    """Prepare and open a round by its forms."""
    data = {"name": name, "deadline": f"{today() + timedelta(days=30):%d.%m.%Y}", "case_number": "2026/1234", **fields}
    data = {"subject": "Stemmer oversikten?", "text": "Se over listen.", "municipalities": choices(client), **data}
    assert client.post(reverse("review-round-new"), data).status_code == 302
    round_ = Round.objects.get(name=name)
    assert client.post(reverse("review-round-open", args=[round_.pk])).status_code == 302
    mail.outbox.clear()
    deliver_due()
    return Round.objects.get(pk=round_.pk)


def code_for(client, task):
    """The code, from the letter that was sent, else from the one on paper."""
    found = [re.search(rf"Oversikten for {re.escape(task.municipality.name)}: \S+/kode/(\S+)/", one.body) for one in mail.outbox]
    if codes := [match[1] for match in found if match]:
        return codes[0]
    paper = client.post(reverse("review-paper", args=[task.pk])).content.decode()
    return re.search(r"\b([A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4})\b", paper)[1]


def answer(chief, task, number):
    """What one of them does with its list. Returns how many times something was sent."""
    lines = [int(pk) for pk in re.findall(r'id="linje-(\d+)"', page_of(chief, task))]
    sent = 0
    if task.municipality.name == HALF_WAY or number % 5 == 4:
        sent += post_line(chief, task, lines[0], "undersokes" if task.municipality.name == HALF_WAY else "deltar-ikke")
    if task.municipality.name == HALF_WAY:
        return sent
    if number % 5 == 3:
        scheme = type("Line", (), {"pk": lines[0]})
        form = opened(chief, task, scheme)
        assert (
            send(chief, task, scheme, "rettes", page=form, **typed(form, scheme, other="Parten har byttet navn")).status_code == 302
        )
        chief.post(reverse("review-missing", args=[task.pk]), {"name": f"Felles jordmor {number}", "parties": "Bardu og oss"})
        sent += 2
    if lines and len(lines) > sent:
        assert rest(chief, task).status_code == 302
        sent += 1
    assert confirm(chief, task).status_code == 302
    return sent + 1


def post_line(chief, task, pk, kind):
    revision = hidden(page_of(chief, task), "utgave", f'id="linje-{pk}"')
    assert chief.post(reverse("review-answer", args=[task.pk, pk]), {"svar": kind, "utgave": revision}).status_code == 302
    return 1


def play(client, round_):
    """Everybody's part. Returns the tasks by name, and how many posts each took."""
    tasks = list(round_.tasks.select_related("municipality", "round"))
    posts = {}
    for number, task in enumerate(tasks):
        if task.municipality.name != SILENT:
            posts[task.municipality.name] = answer(enter(task, code_for(client, task)), task, number)
    return {task.municipality.name: task for task in tasks}, posts


def test_a_whole_round_is_held_reminded_decided_archived_and_forgotten(officer, monkeypatch):
    round_ = hold(officer, "Årlig gjennomgang 2026")
    assert round_.tasks.count() == 39 and len(mail.outbox) == 38
    tasks, posts = play(officer, round_)
    asked_little = [number for number, name in enumerate(tasks) if number % 5 not in (3, 4) and name in posts]
    assert {posts[list(tasks)[number]] for number in asked_little if list(tasks)[number] != HALF_WAY} == {MOST_POSTS}
    confirmed = Task.objects.confirmed().filter(round=round_)
    assert confirmed.count() == 37 and MappingStatus.objects.filter(level=MappingStatus.Level.CONFIRMED).count() == 37
    assert Confirmation.objects.values("agreement").distinct().count() > 50
    board = officer.get(reverse("review-round", args=[round_.pk])).content.decode()
    assert "37 av 39 kommuner har bekreftet listen sin" in board
    everybody = Client().get(reverse("municipality-list")).content.decode()
    assert "37 har bekreftet listen sin" in everybody
    assert_nobody_is_reminded_twice(round_, monkeypatch)
    assert_everything_is_decided(officer, round_)
    assert_archived_before_forgotten(officer, round_)


def assert_nobody_is_reminded_twice(round_, monkeypatch):
    monkeypatch.setattr(reminders, "is_pause", lambda day: False)  # whatever day it is
    day = round_.deadline + timedelta(days=1)
    assert (reminders.remind_municipalities(day), reminders.remind_municipalities(day)) == (2, 0)
    reminded = TaskLetter.objects.filter(kind=TaskLetter.Kind.AFTER).values_list("task__municipality__name", flat=True)
    assert set(reminded) == {SILENT, HALF_WAY}


def assert_everything_is_decided(officer, round_):
    waiting = list(Proposal.objects.waiting().filter(task__round=round_))
    assert {one.field for one in waiting} == {"other", "missing", "own_part"}
    page = officer.get(reverse("review-proposals")).content.decode()
    assert "Parten har byttet navn" in page and "Felles jordmor" in page
    for one in waiting:
        data = {"act": "avsla", "reason": "Avtalen sier noe annet.", "same": [one.pk]}
        assert officer.post(reverse("review-decide", args=[one.pk]), data).status_code == 302, one
    assert not Proposal.objects.waiting().exists()
    assert len(told()) == len({one.task_id for one in waiting if one.task.municipality.name != ON_PAPER})


def assert_archived_before_forgotten(officer, round_):
    def in_two_years():
        return forget_reviews(today() + timedelta(days=3 * 365))

    officer.post(reverse("review-round-close", args=[round_.pk]))
    assert in_two_years().rounds == [] and Task.objects.filter(name="Kari Nordmann").count() == 37
    for name in ("bekreftelser", "forslag"):
        assert officer.get(reverse("review-archive-file", args=[round_.pk, name])).status_code == 200
    officer.post(reverse("review-archived", args=[round_.pk]))
    assert in_two_years().rounds == [round_] and not Task.objects.exclude(name="").exists()
    assert not Letter.objects.filter(subject="Stemmer oversikten?").exists()


def test_next_time_one_tap_renews_every_list_that_is_as_it_was(officer):
    some = {"municipalities": choices(officer)[:SOME]}
    first = hold(officer, "Årlig gjennomgang 2026", **some)
    for task in first.tasks.select_related("municipality", "round"):
        chief = enter(task, code_for(officer, task))
        rest(chief, task)
        confirm(chief, task)
    officer.post(reverse("review-round-close", args=[first.pk]))
    again = hold(officer, "For regnskapet", **some)
    for task in again.tasks.select_related("municipality", "round"):
        chief = enter(task, code_for(officer, task))
        page = page_of(chief, task)
        since = first.tasks.get(municipality=task.municipality).confirmed_on
        assert f"Ingen endringer siden {since:%d.%m.%Y}" in page, task
        data = {"name": "Kari Nordmann", "title": "Kommunedirektør", "sett": hidden(page, "sett", 'id="fornye"')}
        assert chief.post(reverse("review-renew", args=[task.pk]), data).status_code == 302
    renewed = Task.objects.confirmed().filter(round=again, renews__round=first)
    assert renewed.count() == SOME and all(task.answers.filter(together=True).exists() for task in renewed)
