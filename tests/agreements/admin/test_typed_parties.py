"""The field where parties are pasted: shown as understood, asked about, and saved only when it is clear."""

from datetime import date

import pytest
from django.urls import reverse

from agreements.models import Agreement, Participation
from municipalities import reform
from municipalities.models import RegionMembership
from registry.models import Role
from tests.makers import make_municipality, make_organisation, make_region, make_user
from tests.typed_form import errors_of, fields_of, send

pytestmark = pytest.mark.django_db
ADD, READ = reverse("admin:agreements_agreement_add"), reverse("admin:agreements_agreement_read_parties")
SMALL = {"name": "Astafjord barnevern", "legal_form": "vertskommune"}
ALL = "Alle kommuner i Troms unntatt Bardu"


def rows():
    return [(str(row.party), row.role, row.start_shown, row.end_shown) for row in Participation.objects.order_by("pk")]


def test_what_follows_from_the_text_is_shown_before_it_is_saved(officer, places):
    page = send(officer, ADD, **SMALL, more_parties=ALL)
    assert not Agreement.objects.exists() and any("riktig forstått" in error for error in errors_of(page))
    shown = page.content.decode()
    assert "Forstått: 4 parter" in shown and "<li>Dyrøy</li>" in shown
    assert send(officer, ADD, page=page).status_code == 302
    assert {row[0] for row in rows()} == {"Salangen", "Dyrøy", "Balsfjord", "Kåfjord"}


def test_a_text_that_was_changed_after_it_was_shown_is_shown_again(officer, places):
    page = send(officer, ADD, **SMALL, more_parties=ALL)
    assert send(officer, ADD, page=page, more_parties="Alle kommuner i Troms").status_code == 200
    assert not Agreement.objects.exists()


def test_the_button_shows_what_is_understood_and_saves_nothing(officer, places):
    page = send(officer, ADD, button="_read_parties", **SMALL, more_parties="Salangen (vert). Dyrøy inntrer 2021-07-01")
    assert not Agreement.objects.exists()
    assert fields_of(page)["more_parties"] == ["Salangen (vert). Dyrøy inntrer 2021-07-01"]
    shown = page.content.decode()
    assert "<li>Salangen, vertskommune</li><li>Dyrøy, fra 01.07.2021</li>" in shown and "Ingenting er lagret ennå" in shown


def test_roles_and_dates_in_the_text_come_before_those_beside_it(officer, places):
    text = "Salangen (vert), Bardu (fra 2015), Dyrøy (til og med 31.12.2020)"
    assert send(officer, ADD, **SMALL, start="2012", more_parties=text).status_code == 302
    assert rows() == [
        ("Salangen", "vertskommune", "2012", ""),
        ("Bardu", "samarbeidskommune", "2015", ""),
        ("Dyrøy", "samarbeidskommune", "2012", "31.12.2020"),
    ]


def test_an_ambiguous_name_is_asked_about_and_a_button_answers(officer, places):
    for kind, members in (("regionråd", ["Bardu"]), ("kommuneregion", ["Bardu", "Dyrøy"])):
        region = make_region("Midt-Troms", kind=kind)
        for name in members:
            RegionMembership.objects.create(region=region, municipality=places[name], certainty="inferred")
    page = send(officer, ADD, **SMALL, more_parties="Midt-Troms + Salangen")
    assert any("«Midt-Troms» kan bety flere" in error for error in errors_of(page))
    assert 'name="_answer" value="0:kommunene i kommuneregionen Midt-Troms"' in page.content.decode()
    page = officer.post(ADD, {**fields_of(page), "_answer": "0:kommunene i kommuneregionen Midt-Troms"})
    assert fields_of(page)["more_parties"] == ["kommunene i kommuneregionen Midt-Troms + Salangen"]
    assert not Agreement.objects.exists()
    assert send(officer, ADD, page=page).status_code == 302
    found = dict(Participation.objects.values_list("municipality__name", "certainty"))
    assert found == {"Bardu": "inferred", "Dyrøy": "inferred", "Salangen": "stated"}


@pytest.mark.parametrize("answer", ["", "x", "9:Bardu", "0:Atlantis", "-1:x", "99999999:x", "٣:x", "0"])
def test_an_answer_to_no_question_changes_nothing(officer, places, answer):
    page = officer.post(ADD, {**fields_of(officer.get(ADD)), **SMALL, "more_parties": "Bardo", "_answer": answer})
    assert page.status_code == 200 and fields_of(page)["more_parties"] == ["Bardo"]


def test_a_former_name_is_what_it_is_on_the_day_and_shown_so(officer, places):
    old = make_municipality("Lenvik", "1931")
    reform.merge([old], make_municipality("Senja", "5530", founded=date(2020, 1, 1)), date(2020, 1, 1))
    page = send(officer, ADD, **SMALL, more_parties="Lenvik")
    assert "Senja, skrevet Lenvik" in page.content.decode()
    assert send(officer, ADD, page=page).status_code == 302
    assert [row[0] for row in rows()] == ["Senja"]


def test_who_is_only_counted_makes_the_list_incomplete(officer, places):
    page = send(officer, ADD, **SMALL, participants_complete="on", more_parties="Bardu, Dyrøy og 6 kommuner i Troms")
    assert "Ikke navngitt: 6 kommuner i Troms." in page.content.decode()
    assert send(officer, ADD, page=page).status_code == 302
    stored = Agreement.objects.get()
    assert (stored.participants_complete, stored.unnamed_participants) == (False, "6 kommuner i Troms")


def test_the_field_is_read_while_one_types(officer, places, django_assert_max_num_queries):
    make_organisation("Finnmark fylkeskommune", aliases="FFK")
    with django_assert_max_num_queries(12):
        answer = officer.post(READ, {"more_parties": "Bardu <b> FFK"})
    assert answer.status_code == 200 and "&lt;b&gt;" in answer.content.decode() and "<b>" not in answer.content.decode()
    answer = officer.post(READ, {"more_parties": "Bardo", "_answer": "0:Bardu", "end": "2015"})
    assert ">\nBardu</textarea>" in answer.content.decode() and "Forstått: 1 part<" in answer.content.decode()


@pytest.mark.parametrize("text", ["", "\0", "x" * 20_000, "((((" * 2_000])
def test_any_text_is_answered(officer, places, text):
    assert officer.post(READ, {"more_parties": text}).status_code == 200


def test_only_those_who_may_write_have_texts_read(officer, client):
    assert officer.get(READ).status_code == 405
    assert client.post(READ).status_code == 302
    client.force_login(make_user(Role.READER))
    assert client.post(READ).status_code in (403, 404)
