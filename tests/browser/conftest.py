"""A real browser before the demo with the real data: the server, the settings and the static files of every day.

The browser is the system's chromium. Without one the tests are skipped, except under CI=true, where they must run.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests import demo

OPTIONS = [
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    """Every test here is marked, so that `-m "not browser"` leaves them out."""
    for item in items:
        if item.path.parent == item.session.config.rootpath / "tests" / "browser":
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def browser():
    """The one browser."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium is missing, and the browser tests must run here (apt-get install chromium)")
        pytest.skip("chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        yield started
        started.close()


@dataclass(frozen=True)
class Site:
    """The demo while it serves: its address, the case officer's password, and the file it keeps everything in."""

    address: str
    password: str
    database: Path


@pytest.fixture(scope="package")
def site(browser, tmp_path_factory):
    """The demo, served once for all tests here."""
    folder = tmp_path_factory.mktemp("site")
    process, address, said = demo.serve(folder)
    yield Site(address, demo.accounts(said)["saksbehandler"], demo.database(folder))
    demo.stop(process)


class Visit:
    """One tab, and what went wrong in it."""

    def __init__(self, context, site):
        self.page = context.new_page()
        self.site = site
        self.errors = []
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("requestfailed", lambda request: self.errors.append(f"{request.url}: {request.failure}"))

    def open(self, address, status=200):
        """Go there; what goes wrong on the way is kept in `errors`."""
        answer = self.page.goto(self.site.address + address)
        assert answer.status == status, f"{address}: {answer.status}"
        return self.page

    def log_in(self):
        """Log in as the case officer, by the form."""
        self.open("/konto/login/")
        self.page.fill("input[name=login]", "saksbehandler")
        self.page.fill("input[name=password]", self.site.password)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url(f"{self.site.address}/admin/")


@pytest.fixture
def visit(browser, site):
    """Opens a tab: `visit(color_scheme="dark")`. Options are playwright's for a browser context."""
    contexts = []

    def start(**options):
        contexts.append(browser.new_context(locale="nb-NO", **{"viewport": {"width": 1280, "height": 900}, **options}))
        return Visit(contexts[-1], site)

    yield start
    for context in contexts:
        context.close()


@pytest.fixture(scope="package")
def case_officer(browser, site):
    """The stored login of a case officer, for tabs that start logged in."""
    context = browser.new_context()
    Visit(context, site).log_in()
    state = context.storage_state()
    context.close()
    return state
