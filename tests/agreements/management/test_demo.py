"""The demo, run as a newcomer runs it: in a process of its own, with an empty database and no settings."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from registry.models import Role
from tests.makers import make_user


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A database that the tests of this module share, because filling it takes seconds."""
    return tmp_path_factory.mktemp("demo")


def environment(folder):
    """Nothing set but the database."""
    names = {"SECRET_KEY", "DEBUG", "SITE_URL", "ALLOWED_HOSTS", "DJANGO_SETTINGS_MODULE"}
    return {**{k: v for k, v in os.environ.items() if k not in names}, "DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}"}


def start(folder, *options):
    """The demo in a process of its own."""
    command = [sys.executable, "manage.py", "demo", *options]
    return subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=environment(folder), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def finish(process):
    output, _ = process.communicate(timeout=120)
    return output


def accounts(output):
    """role → password, from the lines the demo prints."""
    return {found[1]: found[2] for found in re.finditer(r"^(\w+): \1 / (\S+)$", output, re.MULTILINE)}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def rows(folder, table):
    with sqlite3.connect(folder / "demo.sqlite3") as database:
        return database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_it_fills_an_empty_database_and_tells_the_accounts_twice_the_same(folder):
    first = finish(start(folder, "--no-serve"))
    assert set(accounts(first)) == set(Role.values), first
    counted = {
        t: rows(folder, t) for t in ("agreements_agreement", "municipalities_municipality", "registry_change", "registry_user")
    }
    assert counted["registry_user"] == 4
    assert counted["agreements_agreement"] >= 100
    second = finish(start(folder, "--no-serve"))
    assert accounts(second) == accounts(first)
    assert {table: rows(folder, table) for table in counted} == counted


def test_it_serves_until_it_is_stopped_and_leaves_nothing_running(folder):
    port = free_port()
    demo = start(folder, "--port", str(port))
    lines = []
    for line in demo.stdout:
        lines.append(line)
        if f"http://127.0.0.1:{port}/" in line:
            break
    output = "".join(lines)
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    try:
        assert browser.open(f"http://127.0.0.1:{port}/health/").status == 200
        page = browser.open(f"http://127.0.0.1:{port}/konto/login/").read().decode()
        style = re.search(r'href="(/static/registry/register\.\w+\.css)"', page)[1]
        assert browser.open(f"http://127.0.0.1:{port}{style}").status == 200
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        form = {"login": "saksbehandler", "password": accounts(output)["saksbehandler"], "csrfmiddlewaretoken": token}
        after = browser.open(f"http://127.0.0.1:{port}/konto/login/", urlencode(form).encode())
        assert after.url.endswith("/admin/")
        taken = finish(start(folder, "--port", str(port)))
        assert f"Port {port} kan ikke brukes" in taken
    finally:
        demo.send_signal(signal.SIGTERM)
    finish(demo)
    assert demo.returncode == 0
    time.sleep(0.2)
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.django_db
def test_it_refuses_a_database_that_holds_other_users_and_touches_nothing():
    other = make_user(username="administrator")
    with pytest.raises(CommandError, match="1 brukere som ikke er demobrukere"):
        call_command("demo", serve=False)
    other.refresh_from_db()
    assert other.check_password("et langt passord")
