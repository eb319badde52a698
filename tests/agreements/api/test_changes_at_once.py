"""Following the register while several write: a change that is committed late is not skipped."""

from threading import Event, Thread
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction

from agreements import actions
from registry.changes import Actor
from registry.models import Change
from tests.makers import make_agreement

WAIT = 10  # seconds before a test that hangs gives up
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has several writers"),
]


def amend(agreement, name):
    before = actions.stored_snapshot(agreement)
    agreement.name = name
    agreement.save()
    actions.changed(agreement, by=Actor.importer("test"), before=before)


class Writer:
    """Somebody on a connection of their own, who has written and does not commit before they are told to."""

    def __init__(self, agreement):
        self.agreement, self.written, self.may_commit = agreement, Event(), Event()
        self.thread = Thread(target=self._write)

    def _write(self):
        try:
            with transaction.atomic():
                amend(self.agreement, "Skrevet først, ferdig sist")
                self.written.set()
                assert self.may_commit.wait(WAIT)
        finally:
            connection.close()

    def begin(self):
        self.thread.start()
        assert self.written.wait(WAIT)

    def commit(self):
        self.may_commit.set()
        self.thread.join(WAIT)
        assert not self.thread.is_alive()


def write_at_once(agreement):
    """A whole act on a third connection."""

    def write():
        try:
            with transaction.atomic():
                amend(agreement, "Skrevet sist, ferdig først")
        finally:
            connection.close()

    thread = Thread(target=write)
    thread.start()
    thread.join(WAIT)


@pytest.fixture
def writer():
    """The slow one, let go at the end whatever happens."""
    slow = Writer(make_agreement("Den trege"))
    yield slow
    if slow.thread.ident:
        slow.commit()


def read(client, path):
    """A stretch of the diary: the ids in it, and where to come back to."""
    data = client.get(path).json()
    return [change["id"] for change in data["results"]], "{0.path}?{0.query}".format(urlsplit(data["resume"]))


def everything():
    return list(Change.objects.order_by("at", "pk").values_list("pk", flat=True))


def test_a_change_committed_after_a_later_one_is_read_and_nothing_twice(client, writer):
    quick = make_agreement("Den raske")
    seen, path = read(client, "/api/v1/changes/")
    writer.begin()
    write_at_once(quick)
    found, path = read(client, path)
    assert found == []  # the quick one must wait for the slow
    writer.commit()
    found, path = read(client, path)
    assert len(found) == 2
    assert seen + found == everything()
    assert read(client, path)[0] == []


def test_nor_one_that_begins_between_looking_for_writers_and_reading(client, writer):
    quick = make_agreement("Den raske")
    seen, path = read(client, "/api/v1/changes/")

    def meanwhile(execute, sql, *rest):
        answer = execute(sql, *rest)
        if "clock_timestamp" in sql:
            writer.begin()
            write_at_once(quick)
        return answer

    with connection.execute_wrapper(meanwhile):
        found, path = read(client, path)
    assert found == []
    writer.commit()
    found, _path = read(client, path)
    assert seen + found == everything()


def test_who_asks_again_by_edition_is_not_told_that_nothing_changed_while_something_was_held_back(client, writer):
    quick = make_agreement("Den raske")
    _seen, path = read(client, "/api/v1/changes/")
    writer.begin()
    write_at_once(quick)
    held_back = client.get(path)
    assert held_back.json()["results"] == []
    writer.commit()
    again = client.get(path, headers={"If-None-Match": held_back["ETag"]})
    assert (again.status_code, len(again.json()["results"])) == (200, 2)
