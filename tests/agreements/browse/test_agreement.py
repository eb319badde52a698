"""The page of one agreement: who may see it, what it says, and what it is careful not to say."""

from datetime import date

import pytest

from agreements import actions
from agreements.models import AgreementSuccession, Ownership
from registry.changes import Actor
from tests.makers import (
    make_agreement,
    make_area,
    make_municipality,
    make_organisation,
    make_party,
    make_region,
    make_source,
    make_user,
)

pytestmark = pytest.mark.django_db


def page(client, agreement, **query):
    response = client.get(agreement.get_absolute_url(), query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def legevakt():
    """Bardu hosts since 2007; Dyrøy came in 2020, Berg left in 2019."""
    bardu, dyroy = make_municipality("Bardu", "5520"), make_municipality("Dyrøy", "5528")
    berg = make_municipality("Berg", "1929", dissolved=date(2020, 1, 1))
    return make_agreement(
        "Bardu interkommunale legevakt",
        parties=[
            (bardu, "vertskommune", "2007"),
            (dyroy, "samarbeidskommune", "01.04.2020"),
            (berg, "samarbeidskommune", "2007", "31.12.2019"),
        ],
        areas=[make_area("legevakt", "Legevakt", "helse", kostra_function="241", kostra_label="Diagnose")],
        start="2007",
        sources=["01.04.2020"],
        stage="unknown",
        legal_form_certainty="inferred",
        legal_basis="koml. § 20-2",
        participants_text="Bardu og Dyrøy",
    )


def test_parties_of_today_with_the_former_ones_apart(client, legevakt):
    text = page(client, legevakt)
    parties, former = text.split('id="tidligere"')
    assert 'href="/kommuner/5520/">Bardu' in parties and "01.04.2020" in parties
    assert "Berg" in former and "31.12.2019" in former
    assert "Samarbeidsformen er antatt" in text
    assert "KOSTRA-funksjon 241 Diagnose" in text
    assert "«Bardu og Dyrøy»" in text
    assert text.count("<h1") == 1


def test_on_a_day_only_the_parties_of_that_day(client, legevakt):
    text = page(client, legevakt, on="2019-06-01")
    assert 'href="/kommuner/1929/?on=2019-06-01">Berg' in text
    assert 'id="tidligere"' not in text
    assert ">Dyrøy<" not in text.split('id="parter"')[1].split("</table>")[0]
    assert "Navn og formål er dagens." in text


def test_a_party_that_cannot_be_dated_is_shown_apart_on_a_day(client):
    dyroy = make_municipality("Dyrøy")
    agreement = make_agreement("A", parties=[(dyroy,)], start="2007", sources=["2020"])
    text = page(client, agreement, on="2010-01-01")
    assert "Parter med ukjent startdato" in text
    assert "Registeret vet ikke om disse var med denne dagen." in text
    assert "Registeret har ingen kjente parter denne dagen." in text


def test_the_short_answer_is_two_honest_sentences(client, legevakt):
    assert (
        "Bardu er registrert som vert for legevakt for Dyrøy (Bardu interkommunale legevakt, fra 2007). Formen er antatt å være "
        "administrativt vertskommunesamarbeid, og det er ikke kjent om samarbeidet fortsatt gjelder (sist omtalt 01.04.2020)."
    ) in page(client, legevakt)


def test_a_sentence_about_some_of_the_parties_begins_with_a_capital(client):
    parties = [(make_municipality(name), "part") for name in ("Bardu", "Dyrøy")]
    agreement = make_agreement(parties=parties, legal_form="annet-avtalebasert", participants_complete=False)
    text = page(client, agreement)
    assert "Blant andre Bardu og Dyrøy" in text and "blant andre Bardu" not in text


def test_the_short_answer_of_what_is_over_speaks_of_the_past(client):
    bardu, dyroy = make_municipality("Bardu"), make_municipality("Dyrøy")
    parties = [(bardu, "part"), (dyroy, "part")]
    agreement = make_agreement(
        "A", parties=parties, areas=[make_area()], legal_form="annet-avtalebasert", start="2007", last_day="31.12.2019"
    )
    text = page(client, agreement)
    assert "Bardu og Dyrøy samarbeidet om barnevern (A, fra 2007, til og med 31.12.2019)." in text
    assert "samarbeidet er avsluttet" in text


def test_what_was_never_agreed_on_is_only_mentioned(client):
    bardu, dyroy = make_municipality("Bardu"), make_municipality("Dyrøy")
    agreement = make_agreement("A", parties=[(bardu, "vertskommune"), (dyroy,)], areas=[make_area()], stage="proposed")
    text = page(client, agreement)
    assert "Bardu er nevnt som vert for barnevern for Dyrøy (A, startdato ukjent)." in text
    assert "samarbeidet er bare kjent som forslag" in text
    assert "Om samarbeidet ble vedtatt" in text and "fortsatt gjelder" not in text


def test_an_unclear_agreement_on_an_earlier_day_is_spoken_of_in_the_past(client, legevakt):
    text = page(client, legevakt, on="2021-06-01")
    assert "det er ikke kjent om samarbeidet gjaldt da" in text
    assert "Om samarbeidet gjaldt da" in text and "fortsatt gjelder" not in text


def test_the_age_of_a_source_is_said_in_years_and_months(client, legevakt, monkeypatch):
    monkeypatch.setattr("agreements.browse.agreement.today", lambda: date(2026, 11, 20))
    assert "(6 år og 7 måneder gammel)" in page(client, legevakt)
    assert "gammel" not in page(client, legevakt, on="2020-04-01")


def test_what_the_register_lacks_is_listed_and_nothing_is_said_about_municipalities(client):
    dyroy = make_municipality("Dyrøy")
    agreement = make_agreement(
        "K-sekretariatet",
        parties=[(dyroy, "deltaker")],
        legal_form="iks",
        organisation=make_organisation("K-sekretariatet IKS", "iks"),
        participants_complete=False,
        unnamed_participants="6 kommuner i Nordland",
        stage="unknown",
    )
    text = page(client, agreement).split('id="ikke"')[1].split("</section>")[0]
    for gap in (
        "Om samarbeidet fortsatt gjelder",
        "Startdato for samarbeidet",
        "Når Dyrøy kom med",
        "Navn på 6 kommuner i Nordland",
        "Organisasjonsnummer for K-sekretariatet IKS",
        "Kontorsted",
        "Eierandel",
        "Hvor gammel kilden er",
    ):
        assert f"<li>{gap}</li>" in text
    assert "Listen viser hva registeret mangler" in text


def test_shares_are_exact_and_in_per_cent(client):
    vadso = make_municipality("Vadsø")
    agreement = make_agreement("Kraft", parties=[(vadso, "aksjeeier")], legal_form="as")
    Ownership.objects.create(participation=agreement.participations.get(), share_num=20, share_den=320)
    text = page(client, agreement)
    assert "20/320" in text and "6,3 %" in text


def test_body_parent_region_and_successors_are_linked(client):
    organisation = make_organisation("Rådet", "samarbeidsorgan", org_number="940101808", seat="Finnsnes")
    parent = make_agreement("Grunnavtalen")
    agreement = make_agreement("Rådet", organisation=organisation, region=make_region(slug="midt-troms"), parent=parent)
    successor, hidden = make_agreement("Det nye rådet"), make_agreement("Skjult", publication="draft")
    for other in (successor, hidden):
        AgreementSuccession.objects.create(predecessor=agreement, successor=other, date=date(2020, 1, 1), kind="replaced")
    text = page(client, agreement)
    assert "940 101 808" in text and "Finnsnes" in text
    for link in (parent.get_absolute_url(), successor.get_absolute_url(), "/regioner/midt-troms/"):
        assert f'href="{link}"' in text
    assert "Skjult" not in text
    assert f'href="{agreement.get_absolute_url()}"' in page(client, parent), "a grunnavtale shows what lies under it"


def test_what_does_not_count_says_why(client):
    assert "Denne samarbeidsformen telles ikke." in page(client, make_agreement(legal_form="nettverk"))
    agreement = make_agreement(counts_override=False, counts_reason="Et forslag")
    assert "Et forslag" in page(client, agreement)


def test_the_history_tells_what_happened_and_what_was_written_but_no_name_reason_or_note(client, legevakt):
    officer = make_user(name="Kari Nordmann")
    before = actions.stored_snapshot(legevakt)
    legevakt.legal_form, legevakt.note, legevakt.name = "iks", "Internt", "Legevakta"
    legevakt.save()
    actions.changed(legevakt, by=Actor.of(officer), before=before, reason="Hemmelig grunn")
    text = page(client, legevakt).split('id="hist"')[1]
    for words in ("Samarbeidet begynte.", "Dyrøy kom med.", "Berg opphørte som egen kommune.", "Ført inn ved import"):
        assert words in text
    assert "Endret av Statsforvalteren" in text
    assert "Legevakta" in text and "interkommunalt selskap" in text.lower()
    for secret in ("Kari", "Hemmelig", "Internt"):
        assert secret not in text


def test_what_was_done_while_it_was_a_draft_is_not_told(client):
    agreement = make_agreement("Utkast nr. 1", publication="draft")
    before = actions.stored_snapshot(agreement)
    agreement.name = "Ferdig navn"
    agreement.save()
    actions.changed(agreement, by=Actor.of(make_user()), before=before)
    actions.publish(agreement, by=Actor.of(make_user()))
    text = page(client, agreement)
    assert "Utkast nr. 1" not in text
    assert "Ført inn av Statsforvalteren" in text
    assert "Utkast nr. 1" not in client.get("/endringer/").content.decode()


@pytest.mark.parametrize(
    ("publication", "public", "staff"), [("published", 200, 200), ("draft", 404, 200), ("withdrawn", 410, 200)]
)
def test_who_sees_what(client, publication, public, staff):
    agreement = make_agreement("A", publication=publication, withdrawn_reason="Ført inn to ganger")
    response = client.get(agreement.get_absolute_url())
    assert response.status_code == public
    assert ("Ført inn to ganger" in response.content.decode()) == (publication == "withdrawn")
    assert b"Rediger" not in response.content
    client.force_login(make_user())
    response = client.get(agreement.get_absolute_url())
    assert response.status_code == staff
    assert f"/admin/agreements/agreement/{agreement.pk}/change/" in response.content.decode()


def test_a_municipality_sees_no_draft(client):
    client.force_login(make_user("kommune", municipality=make_municipality()))
    assert client.get(make_agreement(publication="draft").get_absolute_url()).status_code == 404


@pytest.mark.parametrize("address", ["/samarbeid/0/", "/samarbeid/99999999999999999999999/", "/samarbeid/12a/"])
def test_an_id_that_is_none_is_not_found(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert "Siden finnes ikke" in response.content.decode()


def test_a_parameter_it_does_not_know_is_refused(client, legevakt):
    assert client.get(legevakt.get_absolute_url(), {"tullball": "1"}).status_code == 400
    assert client.get(legevakt.get_absolute_url(), {"on": "2019-13-01"}).status_code == 400


def test_strange_text_is_shown_as_text(client):
    agreement = make_agreement("<script>alert(1)</script> \u202e 🎉", participants_text="<b>", former_names="'\"")
    text = page(client, agreement)
    assert "<script>alert" not in text and "&lt;script&gt;" in text and "🎉" in text


def test_queries_do_not_grow_with_parties_sources_and_changes(client, django_assert_max_num_queries, legevakt):
    with django_assert_max_num_queries(15):
        page(client, legevakt)
    before = actions.stored_snapshot(legevakt)
    for index in range(20):
        row = make_party(make_municipality(f"M{index}"))
        row.agreement = legevakt
        row.save()
        source = make_source(str(2000 + index), f"Kilde {index}")
        source.agreement = legevakt
        source.save()
    actions.changed(legevakt, by=Actor.importer("test"), before=before)
    for index in range(10):
        before = actions.stored_snapshot(legevakt)
        legevakt.name = f"Navn {index}"
        legevakt.save()
        actions.changed(legevakt, by=Actor.importer("test"), before=before)
    with django_assert_max_num_queries(15):
        page(client, legevakt)


def test_every_real_agreement_has_a_page_on_any_day(client, real_register, django_assert_max_num_queries):
    from_list = client.get("/samarbeid/", {"page_size": "1000"}).context["rows"]
    for agreement in (row.agreement for row in from_list):
        with django_assert_max_num_queries(15):
            text = page(client, agreement)
        assert "None" not in text and text.count("<h1") == 1
        page(client, agreement, on="2019-06-01")
        page(client, agreement, on="1900-01-01")
