"""The demo: from an empty database to a served register, any number of times, and never in somebody else's."""

import re
import socket
import sqlite3
import time
import urllib.request
from contextlib import closing
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urlsplit
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from registry.models import Role
from tests import demo
from tests.makers import make_user

ABSOLUTE = ("/api/v1/schema/", "/api/v1/agreements/?page_size=1", "/nedlasting/katalog.ttl")
TABLES = ("agreements_agreement", "municipalities_municipality", "registry_change", "registry_user")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A database that the tests of this module share, because filling it takes seconds."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def first(folder):
    """The accounts it told when it filled the empty database, and the rows there were then."""
    said = demo.finish(demo.start(folder, "--no-serve"))
    return demo.accounts(said), counted(folder)


@pytest.fixture(scope="module")
def served(folder, first):
    """The demo started once more, to serve: its process, its address, and what it said."""
    process, *told = demo.serve(folder)
    yield process, *told
    if process.poll() is None:
        demo.stop(process)


def counted(folder):
    with closing(sqlite3.connect(demo.database(folder))) as database:
        return {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}


def test_it_fills_an_empty_database(first):
    accounts, rows = first
    assert set(accounts) == set(Role.values)
    assert rows["registry_user"] == 4
    assert rows["agreements_agreement"] >= 100


def test_run_again_it_tells_and_holds_the_same(folder, first, served):
    _process, _address, said = served
    assert (demo.accounts(said), counted(folder)) == first


def test_on_another_port_every_letter_page_and_file_names_that_port_and_no_other(folder, served):
    """Also the letters that were queued when an earlier run was on port 8000."""
    _process, address, said = served
    told = {path: urllib.request.urlopen(address + path).read().decode() for path in ABSOLUTE}
    letters = _sent_letters(folder)
    assert re.search(rf"Målselv: {address}/gjennomgang/kode/", said)
    assert len(letters) >= 39
    told |= {"read me": _read_me(folder), **{f"letter {number}": letter for number, letter in enumerate(letters)}}
    place = urlsplit(address).netloc
    assert [name for name, text in told.items() if place not in text or "127.0.0.1:8000" in text] == []


def test_it_serves_until_it_is_stopped_and_leaves_nothing_running(folder, served):
    process, address, said = served
    port = urlsplit(address).port
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    assert browser.open(f"{address}/health/").status == 200
    page = browser.open(f"{address}/konto/login/").read().decode()
    style = re.search(r'href="(/static/registry/register\.\w+\.css)"', page)[1]
    assert browser.open(f"{address}{style}").status == 200
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    form = {"login": "saksbehandler", "password": demo.accounts(said)["saksbehandler"], "csrfmiddlewaretoken": token}
    assert browser.open(f"{address}/konto/login/", urlencode(form).encode()).url == f"{address}/admin/"
    second = demo.finish(demo.start(folder, "--port", str(port)))
    assert f"Port {port} kan ikke brukes" in second
    assert demo.stop(process) == 0
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def _sent_letters(folder):
    """What the worker has written in place of e-mail, when it has had the time to."""
    until = time.monotonic() + 60
    while True:
        found = [path.read_text() for path in (folder / "var" / "outbox").glob("*")]
        letters = [letter for text in found for letter in text.split(f"\n{'-' * 79}\n")[:-1]]
        if len(letters) >= 39 or time.monotonic() > until:
            return letters
        time.sleep(0.5)


def _read_me(folder):
    [dump] = (folder / "var" / "media").rglob("*.zip")
    with ZipFile(dump) as archive:
        return archive.read("LES-MEG.txt").decode()


@pytest.mark.django_db
def test_it_refuses_a_database_that_holds_other_users_and_touches_nothing():
    other = make_user(username="administrator")
    with pytest.raises(CommandError, match="1 brukere som ikke er demobrukere"):
        call_command("demo", serve=False)
    other.refresh_from_db()
    assert other.check_password("et langt passord")
