"""The yearly review in a browser: from the link in the letter to the receipt, by few clicks, by keyboard, and without script."""

import re
import time
from email import message_from_bytes, policy

import pytest

from tests.browser.test_every_page import assert_fit

FEW = 5  # clicks after the link, whatever the list is long
PATIENCE = 60  # seconds for the worker to hand over the letters


@pytest.fixture(scope="package")
def link_to(site):
    """The personal link in the letter to a municipality, from the files that the demo's letters become."""
    outbox = site.database.parent / "var" / "outbox"

    def find(name):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for path in outbox.glob("*.log"):
                for letter in path.read_bytes().split(b"\n" + b"-" * 79 + b"\n"):
                    text = message_from_bytes(letter.lstrip(b"\n"), policy=policy.default).get_body(("plain",))
                    body = text.get_content() if text else ""
                    if found := re.search(rf"Oversikten for {name}: (\S+)", body):
                        return found[1]
            time.sleep(0.5)
        raise AssertionError(f"no letter to {name}")

    return find


class Hand:
    """Somebody with a mouse, whose clicks are counted."""

    def __init__(self, page):
        self.page, self.clicks = page, 0

    def click(self, role, name):
        self.clicks += 1
        self.page.get_by_role(role, name=name, exact=True).click()


def follow(tab, link):
    """The link of a letter."""
    return tab.open(link.removeprefix(tab.site.address))


def look(tab, page):
    """Fit for everybody, and the window as it was."""
    assert_fit(tab, page)
    page.set_viewport_size({"width": 1280, "height": 900})


def refused(tab, page):
    """What was sent is refused on the page; chromium logs the refusal itself as an error, some time after."""
    page.locator(".error-text").first.wait_for()
    while not tab.errors:
        page.wait_for_timeout(50)
    assert [error for error in tab.errors if "400 (Bad Request)" not in error] == []
    tab.errors.clear()


@pytest.mark.parametrize(("script", "municipality"), [(True, "Tromsø"), (False, "Senja")], ids=["with script", "without"])
def test_a_list_that_is_right_takes_few_clicks(visit, link_to, script, municipality):
    tab = visit(java_script_enabled=script)
    page = follow(tab, link_to(municipality))
    number = int(re.search(r"oppført i (\d+) samarbeid", page.locator("h1").inner_text().replace("\n", " "))[1])
    assert page.locator("li.check").count() == number > FEW
    hand = Hand(page)
    hand.click("button", "Ja, resten stemmer")
    assert f"{number} av {number} besvart" in " ".join(page.locator("#besvart").inner_text().split())
    hand.click("textbox", "Navnet ditt")
    page.keyboard.type("Kari Nordmann")
    hand.click("button", "Bekreft listen")
    assert page.locator("h1").inner_text() == f"{municipality} har bekreftet listen"
    assert hand.clicks <= FEW and tab.errors == []


def test_every_state_of_the_list_is_fit_for_everybody(visit, link_to):
    tab = visit()
    page = follow(tab, link_to("Målselv"))
    look(tab, page)
    look_at_lines(tab, page, page.locator("li.check"))
    page.get_by_text("Før opp et samarbeid").click()
    page.get_by_role("button", name="Før opp", exact=True).click()
    refused(tab, page)
    look(tab, page)
    page.get_by_label("Hva heter samarbeidet?").fill("Jordmorvakt")
    page.get_by_label("Hvem deltar?").fill("Bardu og Målselv")
    page.get_by_role("button", name="Før opp", exact=True).click()
    page.get_by_role("heading", name="Jordmorvakt").wait_for()
    page.get_by_text("Send til en kollega").click()
    page.get_by_label("E-postadressen til kollegaen").fill("ola@kommune.example")
    page.get_by_role("button", name="Send lenken").click()
    page.get_by_text("Lenken er på vei til kollegaen.").wait_for()
    look(tab, page)
    page.get_by_role("button", name="Ja, resten stemmer").click()
    page.get_by_role("button", name="Bekreft listen").click()
    refused(tab, page)
    assert page.get_by_text("Skriv navnet ditt.").is_visible()
    look(tab, page)
    page.get_by_label("Navnet ditt").fill("Kari Nordmann")
    page.get_by_role("button", name="Bekreft listen").click()
    assert page.locator("h1").inner_text() == "Målselv har bekreftet listen"
    look(tab, page)


def test_an_answer_that_does_not_get_through_is_told_and_what_was_typed_stays(visit, link_to):
    tab = visit()
    page = follow(tab, link_to("Alta"))
    line, unsent = page.locator("li.check").first, page.get_by_text("Det siste ble ikke lagret.")
    line.get_by_role("button", name="Noe må rettes").click()
    line.get_by_label("Noe annet, eller hvorfor").fill("Vedtatt i 2018")
    assert unsent.is_hidden()
    page.context.set_offline(True)
    line.get_by_role("button", name="Lagre").click()
    unsent.wait_for()
    tab.errors.clear()  # that of the network, as it should be
    look(tab, page)
    page.context.set_offline(False)
    assert line.get_by_label("Noe annet, eller hvorfor").input_value() == "Vedtatt i 2018"
    line.get_by_role("button", name="Lagre").click()
    line.get_by_text("Vedtatt i 2018").wait_for()
    assert unsent.is_hidden()
    page.context.clear_cookies()
    page.locator("li.check").nth(1).get_by_role("button", name="Stemmer").click()
    unsent.wait_for()
    tab.errors.clear()  # that of the form, which has lost its cookie


def look_at_lines(tab, page, lines):
    """Answer three of them, one wrongly at first."""
    lines.nth(0).get_by_role("button", name="Noe må rettes").click()
    page.get_by_role("button", name="Lagre", exact=True).wait_for()
    look(tab, page)
    page.get_by_role("button", name="Lagre", exact=True).click()
    refused(tab, page)
    look(tab, page)
    lines.nth(0).get_by_label("Fra og med").fill("2018")
    lines.nth(0).get_by_label("Noe annet, eller hvorfor").fill("Vedtatt i 2018")
    page.get_by_role("button", name="Lagre", exact=True).click()
    lines.nth(0).get_by_text("Vedtatt i 2018").wait_for()
    lines.nth(1).get_by_role("button", name="Er avsluttet").click()
    lines.nth(1).get_by_label("Hva var siste dag?").fill("juni 2025")
    page.get_by_role("button", name="Lagre", exact=True).click()
    lines.nth(1).get_by_text("juni 2025").wait_for()
    lines.nth(2).get_by_role("button", name="Må undersøkes").click()
    lines.nth(2).get_by_text("Svaret er lagret").wait_for()
    assert page.locator("#besvart").inner_text().startswith("2 av ")
    look(tab, page)


def test_the_way_in_is_fit_for_everybody_whatever_it_says(visit, link_to):
    tab = visit()
    page = tab.open("/gjennomgang/")
    look(tab, page)
    page.get_by_label("Koden i brevet").fill("AAAA-BBBB-CCCC")
    page.get_by_role("button", name="Vis listen").click()
    refused(tab, page)
    look(tab, page)
    page.get_by_label("Kommune", exact=True).select_option(label="Bardu")
    page.get_by_role("button", name="Send ny lenke").click()
    page.get_by_text("er en ny lenke på vei").wait_for()
    look(tab, page)
    page.get_by_label("Koden i brevet").fill(link_to("Bardu").rstrip("/").rsplit("/", 1)[1])
    page.get_by_role("button", name="Vis listen").click()
    assert "Bardu" in page.locator("h1").inner_text()
    page.get_by_role("button", name="Lukk listen").click()
    page.get_by_text("Listen er lukket på denne maskinen.").wait_for()
    look(tab, page)


def test_a_whole_list_is_answered_and_confirmed_by_keyboard_alone(visit, link_to):
    tab = visit()
    page = follow(tab, link_to("Gratangen"))
    number = page.locator("li.check").count()
    page.keyboard.press("Tab")
    for answered in range(number):
        tab_to(page, "Stemmer")
        page.keyboard.press("Enter")
        page.locator("#besvart").get_by_text(f"{answered + 1} av {number}").wait_for()
        page.locator("a:focus", has_text="Endre").wait_for()  # a moment after the answer
    tab_to(page, "", "s_name")
    page.keyboard.type("Kari Nordmann")
    tab_to(page, "Bekreft listen")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Gratangen har bekreftet listen").wait_for()
    assert tab.errors == []


def tab_to(page, text, element=""):
    """Press Tab until the focus is there; what is focused can always be seen."""
    for _press in range(60):
        page.keyboard.press("Tab")
        found = page.evaluate("[document.activeElement.innerText || '', document.activeElement.id]")
        if (found[1] == element) if element else (found[0].strip() == text):
            return
    raise AssertionError(f"Tab never came to {text or element}")
