"""Reminders: each date told once at each step, whatever runs twice, dies midway or is refused."""

import signal
from datetime import date, timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db.utils import OperationalError

from agreements.management import reminding
from agreements.management.commands.work import Command
from agreements.management.reminding import queue_reminders
from agreements.models import Grant, Reminder
from registry import outbox
from registry.models import Letter, Role
from registry.parameters import today
from tests.makers import hold, make_agreement, make_municipality, make_user
from tests.registry.mail_server import mail_server, use_smtp

DAY = date(2026, 6, 1)


@pytest.fixture
def officer(db):
    return make_user(name="Kari", email="kari@example.org")


def due(officer, days=30, name="Vakten", **fields):
    return make_agreement(name, responsible=officer, revision_date=DAY + timedelta(days=days), **fields)


def letters():
    return list(Letter.objects.order_by("pk").values_list("to", "subject"))


def test_one_letter_names_every_date_that_comes_near_with_its_address(officer):
    agreement = due(officer, name="Vakten", evaluation_date=DAY + timedelta(days=10))
    hold(agreement, Grant(giver="Fylket", valid_to=date(2026, 8, 1), valid_to_precision="month"))
    due(officer, days=-5, name="Passert")
    due(officer, days=91, name="Langt fram")
    due(officer, days=-31, name="For lengst passert")
    assert queue_reminders(DAY).letters == 1
    letter = Letter.objects.get()
    assert (letter.to, letter.state) == ("kari@example.org", "queued")
    assert letter.subject == "4 frister nærmer seg i Samarbeidsregisteret"
    assert f"11.06.2026: Skal evalueres\nVakten\n{settings.SITE_URL}/samarbeid/{agreement.pk}/" in letter.body
    assert "27.05.2026 (passert): Skal revideres\nPassert" in letter.body
    assert "juli 2026: Tilskuddet tar slutt (Fylket)" in letter.body
    assert f"{settings.SITE_URL}/frister/" in letter.body
    assert "Langt fram" not in letter.body and "lengst" not in letter.body


def test_a_second_run_queues_nothing_and_what_is_new_is_told_alone(officer):
    due(officer, name="Vakten")
    assert [queue_reminders(DAY).letters for _run in range(3)] == [1, 0, 0]
    due(officer, name="Museet")
    assert queue_reminders(DAY + timedelta(days=1)).letters == 1
    newest = Letter.objects.order_by("pk").last().body
    assert "Museet" in newest and "Vakten" not in newest


def test_each_date_is_told_again_when_it_comes_nearer_and_never_more_than_so(officer):
    due(officer, days=100)
    told = [day for day in range(140) if queue_reminders(DAY + timedelta(days=day)).letters]
    assert told == [10, 86]


def test_a_date_that_is_moved_and_a_new_case_officer_are_told_of(officer):
    agreement = due(officer)
    queue_reminders(DAY)
    agreement.revision_date += timedelta(days=1)
    agreement.save()
    assert queue_reminders(DAY).letters == 1
    agreement.responsible = make_user(email="ola@example.org")
    agreement.save()
    assert queue_reminders(DAY).letters == 1
    assert [to for to, _subject in letters()] == ["kari@example.org", "kari@example.org", "ola@example.org"]


def test_those_who_no_longer_work_here_are_not_told_and_one_without_address_is_named(officer):
    due(make_user(email="sluttet@example.org", is_active=False))
    due(make_user(Role.MUNICIPALITY, email="kommune@example.org", municipality=make_municipality()))
    due(None)
    without = make_user(name="Uten Adresse")
    due(without, days=200)
    assert queue_reminders(DAY).unreachable == ()
    due(without)
    assert queue_reminders(DAY).unreachable == ("Uten Adresse",)
    assert letters() == []


def test_the_command_says_what_it_did_and_may_be_run_again(officer):
    make_agreement("Nå", responsible=officer, revision_date=today())
    make_agreement("Nå", responsible=make_user(name="Uten Adresse"), revision_date=today())
    for said in ("1 brev lagt i kø.", "0 brev lagt i kø."):
        out, err = StringIO(), StringIO()
        call_command("send_reminders", stdout=out, stderr=err)
        assert said in out.getvalue() and "Uten Adresse har ingen e-postadresse" in err.getvalue()


def test_the_worker_looks_once_a_day_and_sends_in_the_same_round(officer, monkeypatch):
    make_agreement("Nå", responsible=officer, revision_date=today())
    worker = Command()
    worker.do_round()
    assert [letter.to for letter in mail.outbox] == [["kari@example.org"]]
    make_agreement("Også nå", responsible=officer, revision_date=today())
    worker.do_round()
    assert len(mail.outbox) == 1
    monkeypatch.setattr("agreements.management.commands.work.today", lambda: today() + timedelta(days=1))
    worker.do_round()
    assert len(mail.outbox) == 2


def test_a_crash_before_it_is_noted_leaves_no_letter_and_the_next_run_tells(officer, monkeypatch):
    due(officer)
    with monkeypatch.context() as patch, pytest.raises(OperationalError):
        patch.setattr(reminding.Reminder.objects, "create", _fail)
        queue_reminders(DAY)
    assert (Letter.objects.count(), Reminder.objects.count()) == (0, 0)
    assert queue_reminders(DAY).letters == 1


def _fail(**fields):
    raise OperationalError("the database is away")


def test_a_letter_that_the_mail_server_refuses_is_kept_as_refused_and_not_queued_anew(officer, settings):
    due(officer)
    queue_reminders(DAY)
    with mail_server(refuse="kari@example.org") as (port, received):
        use_smtp(settings, port)
        assert outbox.deliver_due() == 0
        assert queue_reminders(DAY).letters == 0
        assert outbox.deliver_due() == 0
    letter = Letter.objects.get()
    assert (letter.state, received) == ("refused", []) and "No such user" in letter.error


def test_a_worker_killed_between_sending_and_marking_leaves_the_letter_uncertain_and_no_other_sends_it(elsewhere):
    make_agreement("Vakten", responsible=make_user(email="kari@example.org"), revision_date=today())
    workers = []
    with mail_server(after=lambda: workers[0].send_signal(signal.SIGKILL)) as (port, received):
        mailed = {"EMAIL_URL": f"smtp://127.0.0.1:{port}"}
        workers.append(elsewhere.start("work", "--once", **mailed))
        assert workers[0].wait(60) == -signal.SIGKILL
        assert Letter.objects.values_list("state", "attempts").get() == ("uncertain", 1)
        assert elsewhere.manage("work", "--once", **mailed) == elsewhere.manage("send_reminders") == 0
        assert Letter.objects.values_list("state", "attempts").get() == ("uncertain", 1)
    assert len(received) == 1
