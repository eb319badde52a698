"""What a personal link is worth to somebody who is not meant to have it: in texts they type, in the database, in the log."""

import hashlib

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from agreements.models import Proposal
from agreements.verification import answering, deciding
from agreements.verification.links import address_of, find, mark_of
from registry.outbox import deliver_due
from tests.agreements.verification.rounds import code, propose
from tests.agreements.verification.steps import confirm, enter, rest, told
from tests.makers import make_user

pytestmark = pytest.mark.django_db


def sent_texts():
    deliver_due()
    return [message.body for message in mail.outbox]


@pytest.mark.parametrize("typed_in", ["the title", "a correction", "a missing scheme"])
def test_nobody_gets_the_link_of_another_by_typing_its_mark(world, typed_in):
    task, schemes, tasks = world
    other = tasks["Bardu"].links.get()
    sent_texts()
    mail.outbox.clear()
    if typed_in == "the title":
        client = enter(task)
        rest(client, task)
        assert confirm(client, task, title=mark_of(other)).status_code == 302
    else:
        if typed_in == "a correction":
            proposal = propose(task, schemes[0], Proposal.Field.NAME, mark_of(other))
        else:
            proposal = answering.report_missing(task, mark_of(other), "Bardu")
        deciding.decline(proposal, by=make_user(), reason="Nei")
        assert len(told()) == 1
    (text,) = sent_texts()
    assert mark_of(other) in text, "it is the text that was typed"
    assert reverse("review-link", args=["x"])[:-2] not in text and address_of(other) not in text


def test_a_session_that_somebody_else_put_in_the_browser_beforehand_is_not_let_in(world, client):
    task, _schemes, _tasks = world
    client.get(reverse("review"))
    session = client.session
    session["planted"] = "yes"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    assert client.get(reverse("review-link", args=[code(task)])).status_code == 302
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != session.session_key
    planted = Client()
    planted.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    assert planted.get(reverse("review-task", args=[task.pk])).status_code == 404
    assert client.get(reverse("review-task", args=[task.pk])).status_code == 200


def test_the_stored_rows_cannot_be_tried_against_codes_without_the_secret_key(world, monkeypatch):
    task, _schemes, _tasks = world
    link = task.links.get()
    plain = code(task).replace("-", "")
    unkeyed = {hashlib.new(name, part.encode()).hexdigest() for name in ("sha256", "sha1", "md5") for part in (plain, code(task))}
    assert link.digest not in unkeyed and find(plain) == link
    monkeypatch.setattr(settings, "SECRET_KEY", "another")
    assert find(plain) is None
