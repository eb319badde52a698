"""The worker: what a round does, what it survives, and how it ends."""

import os
import signal
import smtplib
import subprocess
import sys
import time
from datetime import timedelta
from unittest import mock

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from agreements.management.commands.work import Command
from agreements.models import ErrorReport, Reminder
from registry import outbox
from registry.models import Attempt, Letter
from tests.makers import make_agreement, make_user


@pytest.mark.django_db
def test_a_round_sends_what_is_queued_and_forgets_old_attempts():
    outbox.queue("postmottak@kommune.invalid", "Svar", "Takk for meldingen.")
    Attempt.objects.create(kind="login", digest="a", at=timezone.now() - timedelta(days=2))
    kept = Attempt.objects.create(kind="login", digest="b")
    call_command("work", once=True)
    assert [letter.subject for letter in mail.outbox] == ["Svar"]
    assert list(Attempt.objects.all()) == [kept]


@pytest.mark.django_db
def test_a_year_after_letters_and_addresses_of_persons_are_gone_and_sessions_that_are_over_at_once():
    now, agreement = timezone.now(), make_agreement()
    old, new = now - timedelta(days=366), now - timedelta(days=364)
    for at in (old, new):
        for what in ("svar", "frist"):
            letter = Letter.objects.create(to=f"{what}@b.no", subject=f"{what} {at:%d}", body="x", state="sent", queued_at=at)
        told = {"kind": "slutt", "due": at, "days_ahead": 14, "to": make_user(), "letter": letter}
        Reminder.objects.create(agreement=agreement, **told)
        ErrorReport.objects.create(page="/", message="x", email="ola@b.no", state="closed", answered_at=at)
    waits = ErrorReport.objects.create(page="/", message="x", email="kari@b.no", received_at=old)
    for key, ends in (("over", now - timedelta(hours=1)), ("holds", now + timedelta(hours=1))):
        Session.objects.create(session_key=key, session_data="x", expire_date=ends)
    call_command("work", once=True)
    assert sorted(Letter.objects.values_list("subject", flat=True)) == sorted(
        [f"frist {old:%d}", f"frist {new:%d}", f"svar {new:%d}"]
    )
    assert sorted(ErrorReport.objects.values_list("email", flat=True)) == ["", "kari@b.no", "ola@b.no"] and waits.email
    assert list(Session.objects.values_list("session_key", flat=True)) == ["holds"]


@pytest.mark.django_db
def test_a_letter_stays_in_the_queue_while_the_mail_server_is_down():
    letter = outbox.queue("postmottak@kommune.invalid", "Svar", "Takk")
    with mock.patch("django.core.mail.backends.locmem.EmailBackend.open", side_effect=smtplib.SMTPServerDisconnected, create=True):
        call_command("work", once=True)
    letter.refresh_from_db()
    assert letter.state == Letter.State.QUEUED
    call_command("work", once=True)
    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT


def test_a_round_that_fails_is_followed_by_another():
    command, rounds = Command(), []

    def fail_then_stop():
        rounds.append(1)
        if len(rounds) == 3:
            command.stop()
        raise OperationalError("the database is away")

    quick = mock.patch.multiple("agreements.management.commands.work", close_old_connections=mock.DEFAULT, PAUSE=0)
    with quick, mock.patch.object(command, "do_round", fail_then_stop), mock.patch("signal.signal"):
        command.handle(once=False)
    assert len(rounds) == 3


def test_the_worker_ends_by_itself_when_it_is_told_to(tmp_path):
    environment = {**os.environ, "SECRET_KEY": "test", "DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}"}
    command = [sys.executable, "manage.py", "work"]
    worker = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stderr=subprocess.PIPE, text=True)
    line = worker.stderr.readline()  # without its tables the first round fails and says so: the loop runs
    time.sleep(0.2)
    worker.send_signal(signal.SIGTERM)
    worker.stderr.read()
    assert worker.wait(10) == 0
    assert "round failed" in line
