"""The log tells what went wrong, and lets nobody in who reads it."""

import logging
from io import StringIO

import pytest
from django.urls import reverse

from registry.logs import WithoutSecrets


@pytest.fixture
def log():
    """What the register writes to its log."""
    handlers = [one for one in logging.getLogger().handlers if any(isinstance(found, WithoutSecrets) for found in one.filters)]
    (handler,) = handlers
    stream = StringIO()
    before = handler.setStream(stream)
    yield stream
    handler.setStream(before)


@pytest.mark.django_db
def test_a_link_that_leads_nowhere_is_logged_without_what_it_is_made_of(client, log):
    assert client.get(reverse("review-link", args=["K7QD-2M4X-RTPA"]) + "?x=1").status_code == 404
    assert client.get("/finnes-ikke/K7QD/").status_code == 404
    text = log.getvalue()
    assert "/gjennomgang/kode/…" in text and "RTPA" not in text
    assert "/finnes-ikke/K7QD/" in text, "what is no secret is told"


@pytest.mark.parametrize("said", ["Gone: %s", "Internal Server Error: %s", 'GET %s HTTP/1.1" 200'])
def test_nor_is_the_key_of_a_password_that_is_reset(log, said):
    logging.getLogger("django.request").error(said, "/konto/password/reset/key/3-c9x1kd-0a1b2c/")
    assert "/konto/password/reset/key/…" in log.getvalue() and "c9x1kd" not in log.getvalue()


def test_nobody_writes_a_line_of_their_own_in_the_log(log):
    logging.getLogger("registry").warning("Failed: %s", "x\nERROR Somebody was let in\r\x1b[2K\u2028")
    assert log.getvalue() == "Failed: x\\nERROR Somebody was let in\\r\\x1b[2K\\u2028\n"
