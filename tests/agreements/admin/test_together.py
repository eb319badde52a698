"""One act on many agreements from the list: shown first, done only as shown, and all or nothing."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from agreements.admin.together_forms import FORMS
from agreements.models import Agreement
from municipalities.models import Succession
from registry.models import Change, Role
from tests.makers import make_agreement, make_municipality, make_user
from tests.typed_form import fields_of

pytestmark = pytest.mark.django_db
LIST = "/admin/agreements/agreement/"
WHY = "Vedtatt i kommunestyrene"


def tick(client, act, *agreements):
    """Tick agreements in the list and choose an act."""
    return client.post(LIST, {"action": act, "_selected_action": [row.pk for row in agreements]})


def press(client, page, act, button="_look", **typed):
    """Type on the page of an act and press a button."""
    return client.post(f"{LIST}samlet/{act}/", {**fields_of(page), **typed, button: "x"})


def shown(page):
    return page.content.decode()


def look_and_do(client, act, *agreements, **typed):
    """What the page shows before it is done, and what the list says after."""
    page = tick(client, act, *agreements) if agreements else client.get(f"{LIST}samlet/{act}/")
    seen = press(client, page, act, **{"reason": WHY, **typed})
    assert not Change.objects.filter(reason=typed.get("reason", WHY)).exists(), "looking changes nothing"
    done = press(client, seen, act, "_do")
    assert done.status_code == 302, shown(done)
    return shown(seen), shown(client.get(done.url))


def test_ending_several_with_a_successor_shows_what_changes_and_then_does_it(officer, places):
    old = [make_agreement(name, [(places["Dyrøy"],)]) for name in ("Barnevern Astafjord", "Barnevern Salangen")]
    over, new = make_agreement("Gammelt", last_day="2018", stage="ended"), make_agreement("Nytt barnevern")
    seen, told = look_and_do(officer, "avslutt", *old, over, last_day="31.12.2025", successor="Nytt barnevern")
    assert "Dette endres i 3 samarbeid" in seen and "<ins>31.12.2025</ins>" in seen
    assert "1 samarbeid røres ikke" in seen and "Er alt avsluttet. Siste dag: 2018." in seen
    assert "Avslutt: 3 samarbeid er endret. 1 er ikke rørt." in told
    assert {row.end_shown for row in Agreement.objects.filter(pk__in=[row.pk for row in old])} == {"31.12.2025"}
    changes = Change.objects.filter(reason=WHY)
    assert {change.record_id for change in changes} == {*(row.pk for row in old), new.pk}
    assert len({(change.at, change.actor) for change in changes}) == 1


def test_rows_in_which_the_same_changes_are_one_line_with_their_names(officer, places):
    agreement = make_agreement("Ett", [(places["Dyrøy"],), (places["Bardu"],), (places["Balsfjord"], "part", "2012", "2030")])
    page = press(officer, tick(officer, "avslutt", agreement), "avslutt", reason=WHY, last_day="2025")
    assert "<summary>2 rader</summary><ul><li>Dyrøy, samarbeidskommune, til og med 2025</li><li>Bardu" in shown(page)
    assert "Balsfjord, part, fra 2012, til og med 2025</span>" in shown(page)


def test_two_that_are_one_scheme_are_merged_and_the_address_of_the_one_leads_to_the_other(officer, places):
    duplicate, kept = make_agreement("Ført inn igjen", [(places["Bardu"],)]), make_agreement("Den første", [(places["Dyrøy"],)])
    seen, _told = look_and_do(officer, "sla-sammen", duplicate, kept, kept=str(kept.pk))
    assert "Bardu" in seen
    answer = Client().get(f"/samarbeid/{duplicate.pk}/")
    assert (answer.status_code, answer.url) == (301, f"/samarbeid/{kept.pk}/")


def test_one_party_is_added_in_many_and_refused_where_it_is_already(officer, places):
    inside = make_agreement("Har", [(places["Kåfjord"],)])
    rows = [make_agreement(name) for name in ("Ett", "To")]
    seen, _told = look_and_do(officer, "legg-til-part", *rows, inside, party="Gáivuotna", start="2026")
    assert "Er alt part: Kåfjord, samarbeidskommune" in seen
    assert {str(row.participations.get()) for row in rows} == {"Kåfjord, samarbeidskommune, fra 2026"}
    assert inside.participations.count() == 1


def test_one_party_is_taken_out_of_many(officer, places):
    rows = [make_agreement(name, [(places["Dyrøy"],), (places["Bardu"],)]) for name in ("Ett", "To")]
    look_and_do(officer, "ta-ut-part", *rows, party="5528", last_day="31.12.2025")
    ended = {str(row.participations.get(valid_to__isnull=False)) for row in rows}
    assert ended == {"Dyrøy, samarbeidskommune, til og med 31.12.2025"}


def test_a_municipality_leaves_everything(officer, places):
    rows = [make_agreement(name, [(places["Dyrøy"],), (places["Bardu"],)]) for name in ("Ett", "To")]
    seen, _told = look_and_do(officer, "ut-av-alt", party="Dyrøy (5528)", last_day="31.12.2025")
    assert "Dette endres i 2 samarbeid" in seen
    assert all(row.participations.filter(valid_to=None).get().municipality == places["Bardu"] for row in rows)


def test_a_merger_of_municipalities_is_carried_over(officer):
    lenvik, senja = make_municipality("Lenvik", dissolved="2020-01-01"), make_municipality("Senja", founded="2020-01-01")
    agreement = make_agreement(parties=[(lenvik, "vertskommune", "2012")])
    succession = Succession.objects.create(predecessor=lenvik, successor=senja, date="2020-01-01", kind="merge")
    seen, _told = look_and_do(officer, "etter-kommunesammenslaing", succession=str(succession.pk))
    assert "Senja, vertskommune, fra 01.01.2020" in seen
    assert agreement.participations.filter(municipality=senja).exists()
    assert "Lenvik" not in shown(officer.get(f"{LIST}samlet/etter-kommunesammenslaing/")), "nothing is left of it to carry over"
    assert "ikke noe å føre videre" in shown(officer.get(f"{LIST}samlet/etter-kommunesammenslaing/"))


@pytest.mark.parametrize(
    ("act", "typed", "message"),
    [
        ("avslutt", {"last_day": "i fjor"}, "«i fjor» er ikke en dato"),
        ("avslutt", {"last_day": "2025", "reason": ""}, "må fylles ut"),
        ("avslutt", {"last_day": "2025", "successor": "Finnes ikke"}, "ikke noe samarbeid som heter «Finnes ikke»"),
        ("avslutt", {"last_day": "2025", "successor": "Ett"}, "«Ett» er selv ett av dem som avsluttes"),
        ("avslutt", {"last_day": "2011"}, "før første dag"),
        ("sla-sammen", {}, "må fylles ut"),
        ("sla-sammen", {"kept": "999"}, "999"),
        ("legg-til-part", {"party": "Dyrøyy"}, "Mente du Dyrøy (5528)?"),
        ("legg-til-part", {"party": "Dyrøy", "start": "31.02.2026"}, "«31.02.2026» er ikke en dato"),
        ("legg-til-part", {"party": "Dyr\0øy"}, "ikke"),
        ("ta-ut-part", {"party": "Bardu", "last_day": "2025"}, "Bardu er ikke part i samarbeidet."),
        ("ut-av-alt", {"party": "Bardu", "last_day": "2025"}, "Ingen samarbeid blir endret"),
        ("etter-kommunesammenslaing", {"succession": "17"}, "gyldig valg"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_done(officer, places, act, typed, message):
    rows = [make_agreement(name, [(places["Dyrøy"],)], start="2012") for name in ("Ett", "To")]
    ticked = ",".join(str(row.pk) for row in rows)
    for button in ("_look", "_do"):
        answer = officer.post(f"{LIST}samlet/{act}/", {"ticked": ticked, "reason": WHY, "seen": "x", **typed, button: "x"})
        assert answer.status_code == 200 and message in shown(answer)
    assert Change.objects.filter(reason=WHY).count() == 0


def test_nothing_is_done_that_was_not_shown(officer, places):
    agreement = make_agreement("Ett", [(places["Dyrøy"],)])
    seen = press(officer, tick(officer, "avslutt", agreement), "avslutt", reason=WHY, last_day="2025")
    answer = press(officer, seen, "avslutt", "_do", last_day="2026")
    assert "Dette er ikke det du så sist" in shown(answer)
    agreement.refresh_from_db()
    assert agreement.valid_to is None
    press(officer, answer, "avslutt", "_do")
    agreement.refresh_from_db()
    assert agreement.end_shown == "2026"


def test_when_the_last_of_it_fails_all_of_it_is_undone(officer, places):
    rows = [make_agreement(name, [(places["Dyrøy"],)]) for name in ("Ett", "To")]
    new = make_agreement("Nytt")
    page = press(officer, tick(officer, "avslutt", *rows), "avslutt", reason=WHY, last_day="2025", successor="Nytt")
    Agreement.objects.filter(pk=new.pk).update(publication="withdrawn", withdrawn_reason="")  # what no save would store
    answer = press(officer, page, "avslutt", "_do")
    assert answer.status_code == 200 and "Skriv hvorfor samarbeidet er trukket tilbake" in shown(answer)
    assert not Change.objects.filter(reason=WHY).exists()
    assert not Agreement.objects.exclude(valid_to=None).exists()


@pytest.mark.parametrize("number", [0, 1, 3])
def test_two_are_merged_at_a_time(officer, number):
    rows = [make_agreement(f"Nummer {n}") for n in range(number)]
    answer = officer.post(LIST, {"action": "sla-sammen", "_selected_action": [row.pk for row in rows]}, follow=True)
    assert ("nøyaktig 2 samarbeid" in shown(answer)) == (number > 0)
    assert "sla-sammen" in shown(answer)


@pytest.mark.parametrize("ticked", ["", "x", "1,,9999999999999999", "\0", "-1"])
def test_an_address_opened_without_anything_ticked_leads_to_the_list(officer, ticked):
    for answer in (officer.get(f"{LIST}samlet/avslutt/"), officer.post(f"{LIST}samlet/avslutt/", {"ticked": ticked})):
        assert (answer.status_code, answer.url) == (302, LIST)


@pytest.mark.parametrize("role", [Role.READER, Role.MUNICIPALITY, None])
def test_others_than_editors_do_not_see_the_acts_and_cannot_do_them(client, role, places):
    agreement = make_agreement("Ett", [(places["Dyrøy"],)])
    if role:
        client.force_login(make_user(role, municipality=places["Dyrøy"] if role == Role.MUNICIPALITY else None))
    refused = {Role.READER: 403, Role.MUNICIPALITY: 404}
    for form in FORMS:
        address = reverse(f"admin:agreements_agreement_{form.act_name}")
        typed = {"ticked": str(agreement.pk), "party": "Dyrøy", "last_day": "2025", "reason": WHY, "_do": "x"}
        assert client.get(address).status_code == refused.get(role, 302)
        assert client.post(address, typed).status_code == refused.get(role, 403)
    listed = client.get(LIST)
    assert "samlet/" not in shown(listed) and 'name="action"' not in shown(listed)
    tick(client, "avslutt", agreement)
    assert Change.objects.count() == 1


def test_whoever_has_searched_and_filtered_is_back_in_the_same_list_afterwards(officer, places):
    agreement = make_agreement("Barnevern", [(places["Dyrøy"],)])
    where = f"{LIST}?q=barnevern&stage__exact=in_force"
    page = officer.post(where, {"action": "avslutt", "_selected_action": [agreement.pk]})
    for button, typed in (("_look", {"reason": WHY, "last_day": "2030"}), ("_do", {})):
        address = re.search(r'<form method="post" novalidate action="([^"#]+)', shown(page))[1].replace("&amp;", "&")
        page = officer.post(address, {**fields_of(page), **typed, button: "x"})
    assert (page.status_code, page.url) == (302, where)
    nothing_ticked = officer.get(f"{LIST}samlet/avslutt/?_changelist_filters=q%3Dbarnevern")
    assert nothing_ticked.url == f"{LIST}?q=barnevern"


def test_the_acts_of_the_list_and_of_one_agreement_remember_the_list_too(officer, places):
    agreement = make_agreement("Barnevern", [(places["Dyrøy"],)])
    kept = "_changelist_filters=q%3Dbarnevern"
    assert f"{LIST}samlet/ut-av-alt/?{kept}" in shown(officer.get(f"{LIST}?q=barnevern"))
    change = f"{LIST}{agreement.pk}/change/?{kept}"
    assert f"{LIST}{agreement.pk}/avslutt/?{kept}" in shown(officer.get(change))
    assert officer.post(f"{LIST}{agreement.pk}/avslutt/?{kept}", {"last_day": "2030"}).url == change
    page = officer.get(change)
    assert officer.post(change, {**fields_of(page), "_save": "x"}).url == f"{LIST}?q=barnevern"
    assert officer.post(change, {**fields_of(page), "_addanother": "x", "revision_seen": "2"}).url.endswith(
        f"?{kept}&fra={agreement.pk}"
    )
