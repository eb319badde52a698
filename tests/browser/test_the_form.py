"""The form of an agreement in a browser: it follows the form of cooperation, is judged while one writes, and loses nothing."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import QUIETLY, assert_no_violations

ADD = "/admin/agreements/agreement/add/"
ROLES = "[...document.querySelectorAll('#id_participations-0-role option')].map(option => option.value)"
FREQUENT_OF_SOME = ["organisation_name", "office", "participations-0-share"]
FOLDED_OF_SOME = ["tasks_stated", "loan_allowed", "governor_informed", "is_legal_person"]


@pytest.fixture
def adding(visit, case_officer):
    """A new agreement, opened by a case officer."""
    tab = visit(storage_state=case_officer)
    tab.open(ADD)
    yield tab
    assert tab.errors == []


def shown(page, *names):
    """Which of the fields are not put away; a field that is only folded is not put away."""
    return [name for name in names if not page.evaluate("id => !!document.getElementById(id).closest('[hidden]')", f"id_{name}")]


@pytest.mark.parametrize(
    ("form", "kept", "roles"),
    [
        (
            "vertskommune",
            ["organisation_name", "office", "tasks_stated", "governor_informed"],
            "vertskommune samarbeidskommune bidragsyter",
        ),
        ("iks", ["organisation_name", "office", "participations-0-share", "loan_allowed"], "deltaker"),
        ("ko", [*FREQUENT_OF_SOME, "tasks_stated", "loan_allowed", "is_legal_person"], "deltakerkommune kontorkommune bidragsyter"),
        ("as", ["organisation_name", "participations-0-share"], "aksjeeier"),
        ("stiftelse", ["organisation_name"], "oppretter bidragsyter"),
        ("kjop-og-salg", ["office", "tasks_stated"], "kjoper selger"),
    ],
)
def test_fields_and_roles_that_a_form_has_no_use_for_are_put_away(adding, form, kept, roles):
    page = adding.page
    page.select_option("#id_legal_form", form)
    assert shown(page, *FREQUENT_OF_SOME, *FOLDED_OF_SOME) == kept
    assert page.evaluate(ROLES) == ["", *roles.split()]
    page.get_by_role("button", name="Vis alle felt").press("Enter")
    assert shown(page, *FREQUENT_OF_SOME, *FOLDED_OF_SOME) == [*FREQUENT_OF_SOME, *FOLDED_OF_SOME]
    assert len(page.evaluate(ROLES)) == 13


def test_what_something_stands_in_stays_and_says_that_the_form_has_no_use_for_it(adding):
    page = adding.page
    page.select_option("#id_legal_form", "ko")
    page.fill("#id_participations-0-share", "50 %")
    page.select_option("#id_participations-0-role", "kontorkommune")
    page.select_option("#id_legal_form", "vertskommune")
    assert shown(page, "participations-0-share", "participations-1-share", "loan_allowed") == [
        "participations-0-share", "participations-1-share",
    ]  # fmt: skip
    expect(page.locator("#misfit-share")).to_contain_text("Hører vanligvis ikke til formen vertskommune")
    assert page.evaluate(ROLES) == ["", "vertskommune", "samarbeidskommune", "bidragsyter", "kontorkommune"]
    expect(page.locator("#lov-tall")).to_contain_text("Det loven ber om")
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert_no_violations(page, QUIETLY, f"{width} px")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.select_option("#id_legal_form", "ko")
    expect(page.locator("#misfit-share")).to_have_count(0)


def test_a_row_that_is_added_follows_too(adding):
    page = adding.page
    page.select_option("#id_legal_form", "kjop-og-salg")
    page.get_by_role("button", name="Ny rad: Part").press("Enter")
    expect(page.locator("#id_participations-2-party")).to_be_focused()
    assert not page.locator("#id_participations-2-share").is_visible()
    assert page.locator("#id_participations-2-role option").all_inner_texts() == ["– vanlig: kjøper –", "kjøper", "selger"]


def test_without_script_everything_is_there_and_none_of_it_is_required(visit, case_officer):
    page = visit(java_script_enabled=False, storage_state=case_officer).open(ADD)
    assert page.locator("[hidden] input:not([type=submit]), [hidden] select").count() == 0
    page.fill("#id_name", "Uten skript")
    page.select_option("#id_legal_form", "stiftelse")
    page.locator("input[name=_continue]").press("Enter")
    page.wait_for_url("**/change/")
    assert "Organisasjonsnummer: ikke registrert" in page.locator(".law-panel").inner_text()


def test_the_law_is_judged_while_one_writes_and_says_so_calmly(adding):
    page = adding.page
    status = page.locator("#lov-tall")
    status.evaluate("element => { element.same = true }")
    page.select_option("#id_legal_form", "vertskommune")
    expect(status).to_contain_text("Det loven ber om: 0 av 10 er ført.")
    with page.expect_response("**/sjekkliste/") as answer:
        page.locator("#id_name").press_sequentially("Barnevern")
    assert answer.value.status == 204  # a name is nothing to judge here
    page.fill("#id_participations-0-party", "Dyrøy")
    page.select_option("#id_participations-0-role", "vertskommune")
    expect(page.locator("#lov-liste")).to_contain_text("Hvem som er vertskommune: registrert")
    expect(status).to_contain_text("1 av 10 er ført")
    assert status.evaluate("element => element.same"), "the same element, so that its change is heard and nothing more"
    page.locator("#lov-punkter a", has_text="startdato").press("Enter")
    expect(page.locator("#id_start")).to_be_focused()
    page.locator("#lov-liste a", has_text="Når oppgaver og myndighet går over").press("Enter")
    expect(page.locator("#id_transfer_date_stated")).to_be_focused()  # in a part that was folded


def test_whoever_leaves_with_something_typed_is_asked_first(adding):
    page, asked = adding.page, []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Oversikt").click()
    page.wait_for_url("**/admin/")
    assert asked == []
    adding.open(ADD)
    page.get_by_role("button", name="Ny rad: Part").click()
    page.locator("#id_participations-2-party").press_sequentially("Dyr")
    page.get_by_role("link", name="Oversikt").click()
    assert asked == ["beforeunload"] and page.url.endswith(ADD)
    assert page.input_value("#id_participations-2-party") == "Dyr"
    page.locator("#id_name").press("Enter")  # refused: what is typed is still not saved
    page.locator(".errornote").wait_for()
    assert asked == ["beforeunload"]
    page.locator("#id_name").click()
    page.get_by_role("link", name="Oversikt").click()
    assert asked == ["beforeunload"] * 2
    page.fill("#id_name", "Lagret")
    page.select_option("#id_legal_form", "annet-avtalebasert")
    page.fill("#id_participations-2-party", "Dyrøy")
    page.locator("#id_name").press("Enter")
    page.locator(".messagelist .success").wait_for()
    assert asked == ["beforeunload"] * 2


def test_whoever_is_logged_out_while_typing_is_told_at_once_and_loses_nothing(visit):
    tab = visit()
    tab.log_in()
    page = tab.open(ADD)
    page.fill("#id_name", "Legevakt")
    page.context.clear_cookies(name="sessionid")
    page.locator("#id_name").press_sequentially("en")
    expect(page.locator("#lov-tall")).to_contain_text("Du er logget ut")
    page.locator("#id_name").press("Enter")
    expect(page.get_by_role("heading", name="Du er logget ut")).to_be_visible()
    assert page.locator("[name=name]").input_value() == "Legevakten"
