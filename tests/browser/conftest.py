"""A real browser before the demo with the real data: the server, the settings and the static files of every day.

The browser is the system's chromium. Without one the tests are skipped, except under CI=true, where they must run.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

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
DESK = {"width": 1280, "height": 900}
PATIENCE = 120_000  # milliseconds: a machine that does much else at once is slow, and no test is about that
expect.set_options(timeout=PATIENCE)


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
    """One tab, and what went wrong in it. Options are playwright's for a browser context."""

    def __init__(self, browser, site, **options):
        self.page = browser.new_context(locale="nb-NO", **{"viewport": DESK, **options}).new_page()
        self.page.set_default_timeout(PATIENCE)
        self.site = site
        self.errors = []
        self.page.on("console", self.said)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("requestfailed", self.failed)

    def said(self, message):
        """An error on the console, unless htmx only tells that it broke a request off; of any other failure it says more."""
        if message.type == "error" and not message.text.startswith(("htmx:sendAbort", "htmx:afterRequest")):
            self.errors.append(message.text)

    def failed(self, request):
        """A request without an answer, unless the page itself broke it off: it asks anew while one types, and is left."""
        if request.failure != "net::ERR_ABORTED":
            self.errors.append(f"{request.url}: {request.failure}")

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

    def clear(self):
        """As it was first opened. What was under way is broken off first, so that it is not answered on the next page."""
        self.page.goto("about:blank")
        self.page.set_viewport_size(DESK)
        self.page.emulate_media(color_scheme="light")
        self.errors.clear()
        return self


@pytest.fixture
def visit(browser, site):
    """Opens a tab with nothing from before: `visit(color_scheme="dark")`."""
    tabs = []

    def start(**options):
        tabs.append(Visit(browser, site, **options))
        return tabs[-1]

    yield start
    for tab in tabs:
        tab.page.context.close()


@pytest.fixture(scope="package")
def walk(browser, site):
    """Goes on in the same tab from test to test, where one only looks: to begin a tab takes longer than to open most pages."""
    tabs = {}

    def go_on(who, **options):
        if who not in tabs:
            tabs[who] = Visit(browser, site, **options)
        return tabs[who].clear()

    yield go_on
    for tab in tabs.values():
        tab.page.context.close()


@pytest.fixture(scope="package")
def case_officer(browser, site):
    """The stored login of a case officer, for tabs that start logged in."""
    tab = Visit(browser, site)
    tab.log_in()
    state = tab.page.context.storage_state()
    tab.page.context.close()
    return state
