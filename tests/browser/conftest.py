"""A real browser before the register with the real data.

The browser is the system's chromium. Without one the tests are skipped, except under CI=true, where they must run.
"""

import os
import shutil

import pytest
from django.core.management import call_command
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from registry.models import Role
from tests.makers import make_user

OPTIONS = [
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "et langt passord"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
    "true"  # playwright keeps an event loop in this thread; the ORM is still used from it alone
)


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


@pytest.fixture(scope="package")
def site(browser, django_db_setup, django_db_blocker):
    """The address of a server with the real data and one case officer, loaded once for all tests here and gone after them."""
    with django_db_blocker.unblock():
        call_command("load_reference", verbosity=0)
        call_command("load_agreements", "fixtures/agreements.toml", verbosity=0)
        make_user(Role.CASE_OFFICER, PASSWORD, username="saksbehandler", name="Kari Saksbehandler")
        server = LiveServer("127.0.0.1")
        yield server.url
        server.stop()
        call_command("flush", interactive=False, verbosity=0)


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
        answer = self.page.goto(self.site + address)
        assert answer.status == status, f"{address}: {answer.status}"
        return self.page

    def log_in(self):
        """Log in as the case officer, by the form."""
        self.open("/konto/login/")
        self.page.fill("input[name=login]", "saksbehandler")
        self.page.fill("input[name=password]", PASSWORD)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url(f"{self.site}/admin/")


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
