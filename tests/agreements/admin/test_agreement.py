"""The case officer's screen: what is typed becomes an agreement, what cannot be is said in words, and nothing typed is lost."""

from datetime import date

import pytest
from django.urls import reverse

from agreements import actions
from agreements.models import Agreement, Participation, Source
from municipalities.models import Organisation
from registry.models import Change
from registry.parameters import today
from tests.makers import hold_everything, make_agreement, make_area, make_municipality, make_organisation
from tests.typed_form import errors_of, fields_of, send

pytestmark = pytest.mark.django_db
ADD = "/admin/agreements/agreement/add/"
SMALL = {"name": "Astafjord barnevern", "legal_form": "vertskommune"}
FIRST, SECOND = "participations-0-", "participations-1-"


def change_page(agreement):
    return reverse("admin:agreements_agreement_change", args=[agreement.pk])


def parties(agreement):
    return [(str(row.party), row.role, row.start_shown, row.end_shown) for row in agreement.participations.order_by("pk")]


def test_one_screen_stores_parties_source_and_area_and_writes_one_change(officer, places):
    answer = send(
        officer, ADD, **SMALL, areas=["barnevern", "", ""], start="2012-10", stage="in_force", publication="published",
        **{FIRST + "party": "5522", FIRST + "role": "vertskommune", SECOND + "party": "Gáivuotna", SECOND + "start": "ca. 2015"},
        more_parties="Balsfjord, Bardu og Dyrøy",
        **{"sources-0-citation": "Nytt samarbeid", "sources-0-url": "https://dyroy.no/a", "sources-0-as_of_text_typed": "vår 2019"},
    )  # fmt: skip
    assert answer.status_code == 302
    agreement = Agreement.objects.get()
    assert (agreement.start_shown, agreement.agreement_type, agreement.publication) == (
        "oktober 2012",
        "samarbeidsavtale",
        "published",
    )
    assert [area.code for area in agreement.service_areas.all()] == ["barnevern"]
    assert parties(agreement) == [
        ("Salangen", "vertskommune", "oktober 2012", ""),
        ("Kåfjord", "samarbeidskommune", "ca. 2015", ""),
        ("Balsfjord", "samarbeidskommune", "oktober 2012", ""),
        ("Bardu", "samarbeidskommune", "oktober 2012", ""),
        ("Dyrøy", "samarbeidskommune", "oktober 2012", ""),
    ]
    assert agreement.sources.get().as_of == agreement.evidence_last == date(2019, 5, 31)
    change = Change.objects.get()
    assert (change.kind, change.revision, len(change.after["participations"])) == ("created", 1, 5)


def test_a_form_that_is_saved_untouched_changes_nothing(officer, places):
    agreement = make_agreement(
        parties=[(places["Salangen"], "vertskommune", "vår 2019", "ca. 2021"), (places["Dyrøy"],)], sources=["2019-11"],
        areas=[make_area()], start="ca. 2008", last_day="2022",
    )  # fmt: skip
    row = agreement.participations.last()
    row.valid_to, row.valid_to_precision = date(2020, 1, 30), "unknown"
    row.save()
    before = actions.stored_snapshot(agreement)
    page = officer.get(change_page(agreement))
    assert fields_of(page)[SECOND + "end"] == ["ukjent"]
    assert send(officer, change_page(agreement)).status_code == 302
    assert actions.stored_snapshot(agreement) == before
    assert Change.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"start": "2020", "end": "2019"}, "Siste dag (31.12.2019) er før første dag (01.01.2020)"),
        ({"start": "31.02.2020"}, "«31.02.2020» er ikke en dato vi kan lese"),
        ({"name": ""}, "må fylles ut"),
        ({"name": "a" * 10_000}, "300"),
        ({"name": "a\0b"}, "ull"),
        ({"name": "a\x07b"}, "kontrolltegn"),
        ({"areas": ["barnevrn"]}, "Mente du Barnevern?"),
        ({"more_parties": "Dyrøya, Atlantis"}, "Skriv «Dyrøy»"),
        ({"more_parties": "Dyrøya, Atlantis"}, "forstår ikke «Atlantis»"),
        ({FIRST + "party": "Atlantis"}, "«Atlantis»"),
        ({FIRST + "party": "Dyrøy", SECOND + "party": "5528"}, "Dyrøy står to ganger"),
        ({FIRST + "party": "Dyrøy", "more_parties": "Bardu og Dyrøy"}, "Dyrøy står to ganger"),
        ({FIRST + "party": "Dyrøy", FIRST + "share": "140 %"}, "mellom 0 og 100 %. «140 %» er det ikke"),
        ({FIRST + "party": "Dyrøy", FIRST + "share": "mye"}, "Skriv prosent (31,25 %) eller brøk (1/3)"),
        ({FIRST + "party": "Dyrøy", FIRST + "start": "2020", FIRST + "end": "2018"}, "Siste dag (31.12.2018)"),
        ({"organisation_name": "Ny IKS (123456789)"}, "kontrollsifferet stemmer ikke"),
        ({"organisation_name": "Ukjent IKS"}, "kjenner ikke organisasjonen «Ukjent IKS»"),
        ({"parent_name": "Finnes ikke"}, "ikke noe samarbeid som heter «Finnes ikke»"),
        ({"sources-0-citation": "x", "sources-0-url": "ikke en lenke"}, "gyldig nettadresse"),
        ({"sources-0-citation": "x", "sources-0-as_of_text_typed": "i fjor"}, "«i fjor» er ikke en dato"),
        ({"counts_override": "False"}, "Skriv hvorfor"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words_and_nothing_is_lost(officer, places, typed, message):
    answer = send(officer, ADD, **{**SMALL, **typed})
    assert answer.status_code == 200
    assert any(message in error for error in errors_of(answer)), errors_of(answer)
    assert not Agreement.objects.exists()
    shown = fields_of(answer)
    for name, text in typed.items():
        if "\0" not in text:  # no page can hold it
            assert shown[name][0] == (text[0] if isinstance(text, list) else text)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "Barnevern 🧒", "a\u202eb\u200fc", "'\"; DROP TABLE x; --", "{{ 7*7 }}"]
)
def test_strange_text_is_stored_and_shown_as_it_is(officer, places, text):
    assert send(officer, ADD, **{**SMALL, "name": text, "note": text}).status_code == 302
    agreement = Agreement.objects.get()
    assert (agreement.name, agreement.note) == (text, text)
    for page in (change_page(agreement), reverse("admin:agreements_agreement_changelist")):
        content = officer.get(page).content.decode()
        assert "<script>alert" not in content
        assert text in content or "&" in content


def test_an_empty_period_of_a_party_follows_the_agreement_and_ukjent_is_unknown(officer, places):
    typed = {FIRST + "party": "Dyrøy", SECOND + "party": "Bardu", SECOND + "start": "ukjent", SECOND + "end": "ukjent"}
    send(officer, ADD, **SMALL, start="2012", end="2018", **typed)
    agreement = Agreement.objects.get()
    assert parties(agreement) == [
        ("Dyrøy", "samarbeidskommune", "2012", "2018"),
        ("Bardu", "samarbeidskommune", "ukjent", "ukjent dato"),
    ]
    assert agreement.participations.last().last_day == today()


def test_ending_an_agreement_in_the_form_ends_those_still_in_it(officer, places):
    agreement = make_agreement(parties=[(places["Dyrøy"],), (places["Bardu"], "samarbeidskommune", "2012", "2014")], start="2012")
    send(officer, change_page(agreement), end="31.12.2025")
    assert [row[3] for row in parties(agreement)] == ["31.12.2025", "2014"]


def test_shares_are_whole_numbers_and_shown_as_written(officer, places):
    typed = {FIRST + "party": "Dyrøy", FIRST + "share": "31,25 %", SECOND + "party": "Bardu", SECOND + "share": "1/3"}
    send(officer, ADD, name="Museum", legal_form="iks", **typed)
    agreement = Agreement.objects.get()
    shares = [row.ownerships.get() for row in agreement.participations.order_by("pk")]
    assert [(share.share_num, share.share_den) for share in shares] == [(3125, 10000), (1, 3)]
    shown = fields_of(officer.get(change_page(agreement)))
    assert (shown[FIRST + "share"], shown[SECOND + "share"]) == (["31,25 %"], ["1/3"])
    send(officer, change_page(agreement), **{FIRST + "share": "100/320", SECOND + "share": ""})
    assert [(share.share_num, share.share_den) for share in agreement.participations.first().ownerships.all()] == [(100, 320)]
    assert not agreement.participations.last().ownerships.exists()
    assert Change.objects.count() == 2


def test_a_new_organisation_comes_to_life_with_its_number_and_a_known_one_is_used_again(officer, places):
    send(officer, ADD, name="IKA Finnmark", legal_form="iks", organisation_name="IKA Finnmark IKS (996 878 996)")
    organisation = Organisation.objects.get()
    assert (organisation.name, organisation.org_number, organisation.kind) == ("IKA Finnmark IKS", "996878996", "iks")
    send(officer, ADD, name="Et annet", legal_form="iks", organisation_name="996878996")
    assert organisation.agreements.count() == 2
    assert [change.record for change in Change.objects.order_by("pk")] == [
        "municipalities.organisation", "agreements.agreement", "agreements.agreement",
    ]  # fmt: skip


def test_an_odd_role_is_stored_with_a_warning(officer, places):
    answer = send(officer, ADD, name="Museum", legal_form="iks", **{FIRST + "party": "Dyrøy", FIRST + "role": "selger"})
    page = officer.get(answer.url)
    assert any("Dyrøy, selger" in str(message) for message in page.context["messages"])
    assert Participation.objects.get().role == "selger"


def test_an_organisation_is_a_party_by_name(officer, places):
    county = make_organisation("Troms og Finnmark fylkeskommune")
    send(officer, ADD, **SMALL, more_parties="Dyrøy, Troms og Finnmark fylkeskommune")
    assert [row.party for row in Participation.objects.order_by("pk")] == [places["Dyrøy"], county]


def test_save_as_new_copies_parties_and_sources_to_a_draft(officer, places):
    agreement = make_agreement(parties=[(places["Salangen"], "vertskommune"), (places["Dyrøy"],)], sources=["2019"], start="2012")
    send(officer, change_page(agreement), button="_saveasnew", name="Astafjord barnevernvakt")
    copy = Agreement.objects.get(name="Astafjord barnevernvakt")
    assert (copy.pk != agreement.pk, copy.publication, copy.revision, copy.start_shown) == (True, "draft", 1, "2012")
    assert [row[:2] for row in parties(copy)] == [("Salangen", "vertskommune"), ("Dyrøy", "samarbeidskommune")]
    assert Source.objects.count() == 2


def test_save_and_register_next_keeps_source_date_and_first_party(officer, places):
    typed = {
        FIRST + "party": "Salangen",
        FIRST + "role": "vertskommune",
        "sources-0-citation": "Kilden",
        "sources-0-as_of_text_typed": "2020",
    }
    answer = send(officer, ADD, button="_addanother", **SMALL, start="2012-10", more_parties="Dyrøy", **typed)
    page = officer.get(answer.url)
    shown = fields_of(page)
    assert shown["name"] == [""]
    assert [shown[n] for n in ("start", FIRST + "party", FIRST + "role", "sources-0-citation", "sources-0-as_of_text_typed")] == [
        ["2012-10"], ["Salangen (5522)"], ["vertskommune"], ["Kilden"], ["2020"],
    ]  # fmt: skip
    send(officer, answer.url, page=page, name="Astafjord PPT")
    following = Agreement.objects.get(name="Astafjord PPT")
    assert parties(following) == [("Salangen", "vertskommune", "oktober 2012", "")]
    assert following.sources.get().citation == "Kilden"


def test_a_row_with_only_a_role_is_an_empty_row(officer, places):
    assert send(officer, ADD, **SMALL, **{FIRST + "role": "vertskommune"}).status_code == 302
    assert not Participation.objects.exists()


def test_published_stays_published_and_cannot_be_deleted(officer, places):
    agreement = make_agreement()
    page = officer.get(change_page(agreement))
    assert "publication" not in fields_of(page)
    assert officer.post(f"/admin/agreements/agreement/{agreement.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Agreement.objects.exists()


def test_the_form_of_forty_parties_takes_few_queries(officer, django_assert_max_num_queries):
    rows = [(make_municipality(f"Kommune {number}"),) for number in range(40)]
    agreement = make_agreement(parties=rows)
    officer.get(change_page(agreement))  # some things are asked once in the life of a process
    with django_assert_max_num_queries(20):
        officer.get(change_page(agreement))
    hold_everything(agreement)
    with django_assert_max_num_queries(22):
        officer.get(change_page(agreement))


def test_an_unknown_successor_of_a_new_agreement_is_refused_in_words(officer, places):
    typed = {"successions_out-0-successor_name": "Finnes ikke", "successions_out-0-kind": "merged"}
    answer = send(officer, ADD, **SMALL, **typed)
    assert any("ikke noe samarbeid som heter «Finnes ikke»" in error for error in errors_of(answer))


def test_the_next_one_keeps_a_role_that_says_something_and_leaves_the_usual_one_to_its_form(officer, places):
    usual, host = ({**SMALL, FIRST + "party": "Dyrøy", FIRST + "role": role} for role in ("samarbeidskommune", "vertskommune"))
    for typed, kept in ((usual, ""), (host, "vertskommune")):
        following = officer.get(send(officer, ADD, button="_addanother", **typed).url)
        assert fields_of(following)[FIRST + "role"] == [kept]


def test_logged_out_while_typing_keeps_every_word_on_the_page(client):
    answer = client.post(ADD, {"name": "Legevakt <b>", "areas": ["Barnevern", "Brann"], "note": "\nto\nlinjer"})
    assert answer.status_code == 403
    kept = fields_of(answer)
    assert (kept["name"], kept["note"]) == (["Legevakt <b>"], ["\nto\nlinjer"])
    assert answer.content.decode().count('name="areas"') == 2
    assert not Agreement.objects.exists()
