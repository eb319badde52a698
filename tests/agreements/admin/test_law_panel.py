"""Beside the form of an agreement: what the law asks of its form, and what should be cleared up, judged while one writes."""

import re

import pytest
from django.urls import reverse

from agreements import actions
from agreements.findings import accept
from agreements.legal_forms.catalogue import CATALOGUE
from agreements.legal_forms.checklist import checklist
from agreements.models import Agreement, Finding, Publication
from registry.models import Change, Role
from tests.agreements.legal_forms.made_facts import clean, found
from tests.agreements.legal_forms.provocations import PROVOKE
from tests.makers import hold_everything, make_agreement, make_municipality, make_user
from tests.typed_form import fields_of, send

pytestmark = pytest.mark.django_db
ADD = "/admin/agreements/agreement/add/"
FILL = "/admin/agreements/agreement/sjekkliste/"
FIRST, SECOND = "participations-0-", "participations-1-"


def change_page(agreement):
    return reverse("admin:agreements_agreement_change", args=[agreement.pk])


def filled(client, page, address=FILL, **typed):
    """What the panel says of the form on a page with something typed on top."""
    return client.post(address, {**fields_of(page), **typed})


def said(answer):
    """The lines of a panel, without the marks around them."""
    panel = answer.content.decode().partition('id="lov-tall"')[2].partition('<p class="help">')[0]
    return [" ".join(line.split()) for line in re.sub(r"<[^>]+>", "\n", panel).splitlines() if line.strip()][1:]


def test_every_link_of_the_panel_leads_to_something_on_the_page(officer):
    agreement = make_agreement(legal_form="iks", parties=[(make_municipality("Dyrøy"), "deltaker")], start="01.01.2020")
    text = officer.get(change_page(agreement)).content.decode()
    panel = text[text.index('class="law-panel"') : text.index("</aside>", text.index('class="law-panel"'))]
    anchors = re.findall(r'href="#([^"]+)"', panel)
    assert anchors
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in text] == []
    assert "Ikke tilsyn" in panel


def test_whatever_a_rule_or_the_law_speaks_of_has_its_place_on_the_page(officer):
    page = officer.get(change_page(make_agreement()))
    text, places = page.content.decode(), page.context["law"].anchors
    spoken_of = {line.field for form in CATALOGUE for line in checklist(clean(form.code))}
    spoken_of |= {one.field for form in CATALOGUE for code in PROVOKE for one in found(PROVOKE[code](clean(form.code)), code)}
    assert [field for field in spoken_of if f'id="{places.get(field)}"' not in text] == []


def test_a_form_that_law_asks_nothing_of_has_no_list(officer):
    agreement = make_agreement(legal_form="nettverk", parties=[(make_municipality("Dyrøy"), "part")])
    assert "Det loven ber om" not in officer.get(change_page(agreement)).content.decode()


def test_a_new_agreement_is_judged_once_its_form_is_chosen(officer, places):
    page = officer.get(ADD)
    assert "Når samarbeidsformen er valgt, står det her hva loven ber om." in page.content.decode()
    assert filled(officer, page, name="Barnevern").status_code == 204
    text = filled(officer, page, legal_form="vertskommune").content.decode()
    assert "Det loven ber om: 0 av 10 er ført." in text and 'hx-swap-oob="innerHTML"' in text


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"legal_form": "iks", "start": "2012", FIRST + "party": "Dyrøy", FIRST + "share": "50 %", SECOND + "party": "Bardu"},
        {"start": "2012", FIRST + "party": "Dyrøy", FIRST + "role": "vertskommune", "participants_complete": "on"},
        {"more_parties": "Bardu, Dyrøy", "participants_complete": "on", "notice_months": "6", "tasks_stated": "True"},
        {"authority": "principle", "start": "2012", "sources-0-citation": "Sak 1", "sources-0-as_of_text_typed": "2020"},
        {"legal_form": "ko", "organisation_name": "Astafjord KO (996 878 996)", "archive_responsible": "Dyrøy"},
    ],
)  # fmt: skip
def test_what_is_typed_is_judged_as_it_will_be_when_it_is_saved(officer, places, typed):
    typed = {"name": "Astafjord barnevern", "legal_form": "vertskommune", **typed}
    page = officer.get(ADD)
    before = said(filled(officer, page, **typed))
    send(officer, ADD, page=page, **typed)
    assert before and said(officer.get(change_page(Agreement.objects.get()))) == before


def test_a_stored_agreement_says_the_same_until_something_is_typed_and_nothing_is_stored(officer, places):
    agreement = hold_everything(make_agreement(parties=[(places["Dyrøy"], "vertskommune"), (places["Bardu"],)], start="2012"))
    page, address = officer.get(change_page(agreement)), f"/admin/agreements/agreement/{agreement.pk}/sjekkliste/"
    stored, changes = actions.stored_snapshot(agreement), Change.objects.count()
    assert filled(officer, page, address).status_code == 204
    typed = {FIRST + "share": "", FIRST + "DELETE": "on", "name": "Nytt", "decisions-0-DELETE": "on"}
    answer = filled(officer, page, address, **typed)
    assert any("Ikke registrert: vertskommune" in line for line in said(answer))
    assert (actions.stored_snapshot(agreement), Change.objects.count()) == (stored, changes)
    send(officer, change_page(agreement), page=page, **typed)
    assert said(officer.get(change_page(agreement))) == said(answer)


@pytest.mark.parametrize(
    "typed",
    [
        {"name": ""}, {"start": "31.02"}, {"name": "a\0b"}, {"name": "x" * 10_000}, {FIRST + "party": "Atlantis"},
        {"participations-TOTAL_FORMS": "mye"}, {"participations-TOTAL_FORMS": "99999999"}, {"decisions-TOTAL_FORMS": ""},
        {FIRST + "share": "mye"}, {"more_parties": "Dyrøya, Atlantis"}, {"stage": "tull"}, {"notice_months": "-1"},
        {"areas": ["?"]},
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_left_out_and_the_rest_is_judged(officer, places, typed):
    page = officer.get(ADD)
    answer = filled(officer, page, **{"legal_form": "vertskommune", FIRST + "party": "Dyrøy", **typed})
    assert answer.status_code == 200 and any("Det loven ber om" in line for line in said(answer))


def test_what_somebody_has_accepted_is_left_out_until_the_facts_it_cites_change(officer, places):
    agreement = make_agreement(legal_form="iks", parties=[(places["Dyrøy"], "deltaker"), (places["Bardu"], "deltaker")])
    accept(Finding.objects.get(code="shares_not_registered"), by=make_user(), reason="Deles likt")
    page, address = officer.get(change_page(agreement)), f"/admin/agreements/agreement/{agreement.pk}/sjekkliste/"
    missing = "Ikke registrert: eierandel for"
    assert not any(missing in line for line in said(page))
    assert not any(missing in line for line in said(filled(officer, page, address, start="2012")))
    assert any(missing in line for line in said(filled(officer, page, address, **{FIRST + "share": "50 %"})))


def test_one_that_is_withdrawn_has_nothing_to_clear_up(officer):
    agreement = make_agreement(publication=Publication.WITHDRAWN, withdrawn_reason="Ført inn to ganger")
    assert not any("bør avklares" in line for line in said(officer.get(change_page(agreement))))


def test_saving_tells_what_should_be_cleared_up_each_with_the_way_to_its_field(officer, places):
    typed = {FIRST + "party": "Dyrøy", FIRST + "role": "vertskommune"}
    answer = send(officer, ADD, name="Barnevern", legal_form="vertskommune", stage="in_force", **typed)
    page = change_page(Agreement.objects.get())
    text = officer.get(answer.url).content.decode()
    links = re.findall(rf'href="{page}#([^"]+)"', text)
    assert {"id_start", "decisions-group", "lovpanel"} & {*links} >= {"id_start", "decisions-group"}
    there = officer.get(page).content.decode()
    assert [link for link in links if f'id="{link}"' not in there] == []


@pytest.mark.parametrize(
    ("role", "status"), [(Role.READER, 403), (Role.MUNICIPALITY, 404), (Role.CASE_OFFICER, 204), (Role.ADMINISTRATOR, 204)]
)
def test_only_those_who_may_write_have_a_form_judged(client, places, role, status):
    agreement = make_agreement()
    client.force_login(make_user(Role.ADMINISTRATOR))
    page = client.get(change_page(agreement))
    client.force_login(make_user(role, municipality=places["Dyrøy"] if role == Role.MUNICIPALITY else None))
    address = f"/admin/agreements/agreement/{agreement.pk}/sjekkliste/"
    assert filled(client, page, address).status_code == status
    assert client.get(address).status_code == (405 if status == 204 else status if role == Role.MUNICIPALITY else 405)
    client.logout()
    assert filled(client, page, address).status_code == 403


def test_no_form_of_an_agreement_that_is_not_there_is_judged(officer):
    assert officer.post("/admin/agreements/agreement/999/sjekkliste/", {}).status_code == 404


def test_forty_parties_are_judged_with_few_queries(officer, django_assert_max_num_queries):
    agreement = make_agreement(parties=[(make_municipality(f"Kommune {number}"),) for number in range(40)])
    page, address = officer.get(change_page(agreement)), f"/admin/agreements/agreement/{agreement.pk}/sjekkliste/"
    with django_assert_max_num_queries(26):
        filled(officer, page, address, notice_months="3")
