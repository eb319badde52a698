"""The public diary: newest first, without names, and without what was done to drafts."""

import pytest

from agreements import actions
from registry.changes import Actor
from registry.models import Change
from registry.periods import parse_date
from tests.makers import make_agreement, make_municipality, make_user

pytestmark = pytest.mark.django_db
DIARY = "/endringer/"


def diary(client, **query):
    response = client.get(DIARY, query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_newest_comes_first_on_whose_behalf_and_never_by_name(client):
    agreement = make_agreement("Vakten", start="2010")
    actions.end(agreement, last_day=parse_date("31.12.2025"), by=Actor.of(make_user(name="Kari Nordmann")), reason="Uenighet")
    text = diary(client)
    assert text.index("Avsluttet av Statsforvalteren") < text.index("Ført inn ved import")
    assert "31.12.2025" in text
    assert "Kari" not in text and "Uenighet" not in text


def test_what_a_municipality_did_is_told_as_the_municipality(client):
    dyroy = make_municipality()
    agreement = make_agreement("Vakten", parties=[(dyroy,)])
    actions.end(agreement, last_day=parse_date("2025"), by=Actor.of(make_user("kommune", municipality=dyroy)))
    assert "Avsluttet av kommunen" in diary(client)


def test_drafts_are_not_in_it_and_what_is_withdrawn_is(client):
    make_agreement("Utkastet", publication="draft")
    withdrawn = make_agreement("Dobbeltføringen")
    actions.withdraw(withdrawn, reason="Ført inn to ganger", by=Actor.of(make_user()))
    text = diary(client)
    assert "Utkastet" not in text
    assert "Trukket tilbake av Statsforvalteren" in text


def test_a_municipality_narrows_it_to_what_it_takes_part_in(client):
    make_agreement("Med", parties=[(make_municipality("Dyrøy", "5528"),)])
    make_agreement("Uten")
    text = diary(client, municipality="5528")
    assert "Med" in text and "Uten<" not in text and "1 endring, Dyrøy" in text


@pytest.mark.parametrize("query", [{"municipality": "9999"}, {"page": "0"}, {"tullball": "1"}, {"page_size": "-1"}])
def test_what_it_cannot_read_is_refused_by_name(client, query):
    response = client.get(DIARY, query)
    assert response.status_code == 400
    assert next(iter(query)) in response.content.decode()


def test_it_is_paged_and_a_page_past_the_end_is_not_found(client):
    for index in range(3):
        make_agreement(f"Avtale {index}")
    text = diary(client, page_size="2")
    assert "Avtale 2" in text and "Avtale 0" not in text
    assert "Avtale 0" in diary(client, page_size="2", page="2")
    assert client.get(DIARY, {"page_size": "2", "page": "3"}).status_code == 404


def test_what_was_imported_together_is_one_entry_that_unfolds(client):
    """Of the same import on the same day; what a person did in between stands by itself and parts them."""
    for name in ("Første", "Andre"):
        make_agreement(name)
    actions.withdraw(make_agreement("Tredje"), reason="Ført inn to ganger", by=Actor.of(make_user()))
    make_agreement("Fjerde")
    text = diary(client)
    assert text.count("<time") == 3
    assert text.count('<details class="fold">') == 1 and "3 samarbeid ble ført inn ved import" in text
    places = [text.index(words) for words in ("Fjerde", "Trukket tilbake", "3 samarbeid", "Andre", "Første")]
    assert places == sorted(places)


def test_what_was_imported_on_another_day_or_by_another_import_is_another_entry(client):
    for name in ("Gammel", "Ny", "Fremmed"):
        make_agreement(name)
    Change.objects.filter(record_name="Gammel").update(at="2020-06-01T12:00Z")
    Change.objects.filter(record_name="Fremmed").update(actor_label="En annen import")
    text = diary(client)
    assert text.count("Ført inn ved import") == 3 and "fold" not in text


def test_an_empty_diary_has_a_page(client):
    assert "Ingen endringer ennå." in diary(client)


def test_queries_do_not_grow_with_changes(client, django_assert_max_num_queries):
    make_agreement("Første")
    for index in range(40):
        agreement = make_agreement(f"Avtale {index}", parties=[(make_municipality(f"M{index}"),)])
        actions.end(agreement, last_day=parse_date("2025"), by=Actor.importer("test"))
    assert Change.objects.count() == 81
    with django_assert_max_num_queries(10):
        diary(client)
