"""What a person does without a mouse, on a phone, or without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844}


def focused(page, attribute):
    return page.evaluate("name => document.activeElement.getAttribute(name)", attribute)


def test_the_first_tab_stop_leads_past_the_menu_to_the_content(visit):
    page = visit().open("/")
    page.keyboard.press("Tab")
    assert focused(page, "href") == "#innhold"
    page.keyboard.press("Enter")
    assert focused(page, "id") == "innhold"


def test_every_stop_on_the_way_through_a_page_can_be_seen(visit):
    page = visit().open("/samarbeid/")
    for _stop in range(25):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const box = document.activeElement.getBoundingClientRect(), style = getComputedStyle(document.activeElement);
                return document.activeElement === document.body || (box.width > 0 && box.height > 0
                    && (style.outlineStyle !== 'none' || style.boxShadow !== 'none')); }"""
        )
        assert seen, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_the_menu_on_a_phone_opens_and_closes_by_keyboard(visit):
    page = visit(viewport=PHONE).open("/")
    menu, button = page.locator("#meny"), page.locator("[popovertarget=meny]").first
    assert not menu.is_visible()
    button.focus()
    page.keyboard.press("Enter")
    assert menu.is_visible()
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    assert focused(page, "popovertarget") == "meny"


@pytest.mark.parametrize("javascript", [True, False])
def test_a_search_is_answered_by_pressing_enter(visit, javascript):
    tab = visit(java_script_enabled=javascript)
    page = tab.open("/samarbeid/")
    field = page.locator("main input[name=q]")
    field.focus()
    page.keyboard.type("barnevern Dyrøy")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"q=barnevern"))
    assert "barnevern" in page.locator("main").inner_text().lower()
    assert tab.errors == []


@pytest.mark.parametrize("javascript", [True, False])
def test_a_filter_narrows_the_list_with_and_without_javascript(visit, javascript):
    tab = visit(java_script_enabled=javascript)
    page = tab.open("/samarbeid/")
    form = page.locator("main form").filter(has=page.locator("[name=legal_form]"))
    choice = form.locator("[name=legal_form]").first
    if choice.evaluate("element => element.tagName") == "SELECT":
        choice.select_option("iks")
    else:
        form.locator("[name=legal_form][value=iks]").check()
    if not javascript:
        form.locator("button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"legal_form=iks"))
    assert tab.errors == []


def test_a_wrong_password_is_told_and_a_right_one_leads_to_the_work(visit):
    tab = visit()
    page = tab.open("/konto/login/")
    page.fill("input[name=login]", "saksbehandler")
    page.fill("input[name=password]", "feil passord her")
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state()
    assert page.locator("main [role=alert], main .field-error, main .errorlist, main .alert").first.is_visible()
    tab.log_in()
    assert page.locator("h1").inner_text()


@pytest.mark.parametrize("javascript", [True, False])
def test_pasted_parties_are_shown_asked_about_and_answered_with_and_without_javascript(visit, case_officer, javascript):
    tab = visit(java_script_enabled=javascript, storage_state=case_officer)
    page = tab.open("/admin/agreements/agreement/add/")
    page.fill("#id_more_parties", "Dyrøy, Tysfjord")
    page.locator("[name=_read_parties]").press("Enter")
    page.locator(".question").wait_for()
    page.wait_for_timeout(1_000)  # a person reads the question
    page.locator(".question [name=_answer]").first.press("Enter")
    expect(page.locator("#id_more_parties")).to_have_value("Dyrøy, Hamarøy")
    assert "Forstått: 2 parter" in page.locator("#forstatt").inner_text()
    if javascript:
        assert focused(page, "id") == "id_more_parties"
    page.locator("#id_name").press("Enter")  # still saves, though buttons that only read come first
    page.wait_for_load_state()
    assert "må fylles ut" in page.locator(".errorlist").first.inner_text()
    assert tab.errors == []


def test_a_deep_link_opens_the_part_it_leads_to_and_the_rest_opens_by_keyboard(visit):
    tab = visit()
    page = tab.open("/api/v1/docs/#changes")
    assert page.locator("#changes dl").is_visible() and not page.locator("#agreements dl").is_visible()
    page.locator("#agreements summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("#agreements dl").is_visible()
    page.evaluate("location.hash = 'regions'")
    page.locator("#regions dl").wait_for()
    assert tab.errors == []


def test_on_paper_everything_folded_is_open(visit):
    page = visit().open("/api/v1/docs/")
    page.emulate_media(media="print")
    assert page.locator("#agreements summary").is_visible() and page.locator("#agreements dl").bounding_box()["height"] > 0


@pytest.mark.parametrize("javascript", [True, False])
def test_one_act_on_two_agreements_is_done_by_keyboard_alone(visit, case_officer, javascript):
    tab = visit(java_script_enabled=javascript, storage_state=case_officer)
    page = tab.open("/admin/agreements/agreement/?q=museum")
    for row in range(2):
        page.locator("input.action-select").nth(row).focus()
        page.keyboard.press("Space")
    page.locator("select[name=action]").focus()
    page.keyboard.type("Legg til")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("[name=party]").focus()
    page.keyboard.type("Karlsøy" if javascript else "Loppa")
    for text in ("", "01.01.2030", "Vedtatt i kommunestyrene"):  # the usual role, the first day, the reason
        page.keyboard.press("Tab")
        page.keyboard.type(text)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    changes = page.locator("#endringene")
    changes.wait_for()
    assert "Dette endres i 2 samarbeid" in changes.inner_text() and "01.01.2030" in changes.inner_text()
    while focused(page, "name") != "_do":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".messagelist .success").wait_for()
    assert "Legg til en part: 2 samarbeid er endret." in page.locator(".messagelist").inner_text()
    assert tab.errors == []


def test_columns_are_ticked_off_and_remembered_in_the_address(visit):
    page = visit(java_script_enabled=False, viewport={"width": 390, "height": 900}).open("/samarbeid/?q=barnevern")
    page.locator("summary", has_text="Velg kolonner").focus()
    page.keyboard.press("Enter")
    for _column in page.locator(".choices input").all():
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
    page.get_by_role("button", name="Husk kolonnene i adressen").press("Enter")
    page.wait_for_url("**/samarbeid/?q=barnevern&columns=id#filer")
    assert page.locator(".choices input:checked").count() == 0 and page.locator(".choices").is_visible()
    page.get_by_role("link", name="Ta med alle kolonner").press("Enter")
    page.wait_for_url("**/samarbeid/?q=barnevern#filer")
