"""Letters: queued, sent once, refused or uncertain, never lost and never sent twice unseen."""

import socket
import threading

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection

from registry import outbox
from registry.models import Letter
from tests.registry.mail_server import mail_server, use_smtp

pytestmark = pytest.mark.django_db


def test_a_queued_letter_is_sent_once():
    letter = outbox.queue("post@dyroy.kommune.no", "Takk for meldingen", "Vi har rettet det.")
    assert (outbox.deliver_due(), outbox.deliver_due()) == (1, 0)
    letter.refresh_from_db()
    assert (letter.state, letter.attempts, letter.error) == ("sent", 1, "")
    assert letter.sent_at is not None
    assert [(m.to, m.subject, m.body) for m in mail.outbox] == [
        (["post@dyroy.kommune.no"], "Takk for meldingen", "Vi har rettet det.")
    ]


def test_the_oldest_letters_go_first_and_no_more_than_the_limit():
    for number in range(3):
        outbox.queue("a@b.no", f"Brev {number}", "x")
    assert outbox.deliver_due(limit=2) == 2
    assert [m.subject for m in mail.outbox] == ["Brev 0", "Brev 1"]


def test_a_subject_of_several_lines_becomes_one_and_adds_no_header():
    outbox.queue("a@b.no", "Hei\r\nBcc: alle@b.no", "x")
    outbox.deliver_due()
    assert mail.outbox[0].subject == "Hei Bcc: alle@b.no"
    assert mail.outbox[0].recipients() == ["a@b.no"]
    assert "\nBcc:" not in mail.outbox[0].message().as_string()


@pytest.mark.parametrize("address", ["a@b.no\nBcc: c@d.no", "a@b.no, c@d.no", "ingen", ""])
def test_an_address_that_is_not_one_is_refused_before_the_queue(address):
    with pytest.raises(ValidationError):
        outbox.queue(address, "Hei", "x")
    assert not Letter.objects.exists()


def test_a_text_with_nul_is_refused():
    with pytest.raises(ValidationError, match="kontrolltegn"):
        outbox.queue("a@b.no", "Hei", "x\0y")


def test_a_crash_between_sending_and_saving_leaves_the_letter_uncertain_and_it_is_not_sent_again(monkeypatch):
    letter = outbox.queue("a@b.no", "Hei", "x")

    def crash(*args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(outbox, "_hand_over", crash)
        outbox.deliver_due()
    letter.refresh_from_db()
    assert letter.state == "uncertain"
    assert outbox.deliver_due() == 0
    outbox.send_again(letter)
    assert outbox.deliver_due() == 1


def test_a_port_where_nomail_server_listens_leaves_the_letter_in_the_queue_with_the_reason(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        use_smtp(settings, free.getsockname()[1])
    letter = outbox.queue("a@b.no", "Hei", "x")
    assert outbox.deliver_due() == 0
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == ("queued", 0)
    assert "Får ikke kontakt med e-posttjeneren" in letter.error


def test_a_server_that_refuses_the_address_makes_the_letter_refused_and_the_next_one_goes(settings):
    with mail_server(refuse="ukjent@b.no") as (port, received):
        use_smtp(settings, port)
        refused = outbox.queue("ukjent@b.no", "Hei", "x")
        accepted = outbox.queue("kjent@b.no", "Hei", "x")
        assert outbox.deliver_due() == 1
    refused.refresh_from_db()
    accepted.refresh_from_db()
    assert (refused.state, accepted.state) == ("refused", "sent")
    assert "No such user" in refused.error
    assert len(received) == 1


def test_a_server_that_hangs_up_after_the_text_makes_the_letter_uncertain(settings):
    with mail_server(hang_up=True) as (port, _received):
        use_smtp(settings, port)
        letter = outbox.queue("a@b.no", "Hei", "x")
        assert outbox.deliver_due() == 0
    letter.refresh_from_db()
    assert letter.state == "uncertain"
    assert letter.error


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory cannot be shared by threads; on file it has one writer")
def test_four_workers_at_once_send_each_letter_once(settings):
    for number in range(12):
        outbox.queue("a@b.no", f"Brev {number}", "x")
    with mail_server() as (port, received):
        use_smtp(settings, port)
        workers = [threading.Thread(target=_work) for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    assert len(received) == 12
    assert set(Letter.objects.values_list("state", "attempts")) == {("sent", 1)}


def _work():
    try:
        outbox.deliver_due()
    finally:
        connection.close()
