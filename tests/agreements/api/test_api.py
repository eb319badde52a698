"""The API: the same selection, strictness and figures as the pages, as JSON and files, for everyone alike."""

from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements import actions
from agreements.models import Agreement, Publication
from registry.changes import Actor
from registry.models import Change
from tests.makers import make_agreement, make_municipality, make_organisation

LISTS = ["agreements", "municipalities", "regions", "organisations", "service-areas", "legal-forms", "changes"]
MOST_QUERIES = 15
BY = Actor.importer("test")


def address(name):
    return f"/api/v1/{name}/"


@pytest.mark.parametrize("query", ["", "?page_size=1000"])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_answers_with_few_queries_however_many_rows(client, real_register, name, query):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address(name) + query)
    assert answer.status_code == 200
    assert {"count", "next", "previous", "results"} <= answer.json().keys()
    assert len(queries) <= MOST_QUERIES


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_list_is_a_file_too(client, real_register, name, kind):
    answer = client.get(address(name), {"format": kind})
    assert answer.status_code == 200
    assert f".{kind}" in answer["Content-Disposition"]
    assert b"".join(answer.streaming_content)


@pytest.mark.parametrize("query", ["", "?on=2019-06-01", "?municipality=5528", "?status=i-kraft&legal_form=iks", "?q=barnevern"])
def test_the_api_finds_what_the_page_finds(client, real_register, query):
    found = client.get(f"/api/v1/agreements/{query}").json()
    page = client.get(f"/samarbeid/{query}{'&' if query else '?'}page_size=1000")
    assert found["count"] == page.context["page"].paginator.count
    assert [record["id"] for record in found["results"]] == [row.agreement.pk for row in page.context["rows"]][
        : len(found["results"])
    ]


def test_a_list_answers_with_the_keys_one_asks_for(client, real_register):
    whole = client.get(address("agreements")).json()["results"]
    asked = client.get(address("agreements"), {"fields": "id,participants.role,host"}).json()["results"]
    assert asked == [
        {"id": row["id"], "host": row["host"], "participants": [{"role": party["role"]} for party in row["participants"]]}
        for row in whole
    ]


@pytest.mark.parametrize("query", ["fields=tull", "fields=name,participants.tull", "fields=name&format=csv"])
def test_a_key_that_is_none_and_keys_in_a_file_are_refused(client, db, query):
    answer = client.get(f"{address('agreements')}?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == "fields"


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("query", ["tullball=1", "page_size=0", "page_size=abc", "format=pdf", "columns=name"])
def test_what_cannot_be_read_is_400_naming_parameter_and_value(client, real_register, name, query):
    answer = client.get(f"{address(name)}?{query}")
    parameter, value = query.split("=")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/json"
    error = answer.json()["errors"][0]
    assert (error["parameter"], error["value"]) == (parameter, value)
    assert error["message"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "missing",
    ["finnes-ikke/", "agreements/1/", "agreements/99999999999999999999/", "municipalities/9999/", "regions/x/"],
)
def test_what_is_not_there_is_404_in_json(client, missing):
    answer = client.get(f"/api/v1/{missing}")
    assert answer.status_code == 404
    assert answer.json()["errors"][0]["message"]


@pytest.mark.django_db
def test_writing_and_other_media_are_refused_in_json(client):
    refused = client.post(address("agreements"), {})
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert client.get(address("agreements"), headers={"Accept": "image/png"}).status_code == 406
    assert client.get(address("agreements"), {"page": "2"}).status_code == 404
    flooded = client.get(address("agreements"), {f"field{number}": "x" for number in range(2000)})
    assert flooded.status_code == 413 and flooded.json()["errors"][0]["message"]


@pytest.mark.django_db
def test_a_site_elsewhere_may_read(client):
    for answer in (client.get(address("agreements")), client.options(address("agreements")), client.get("/api/v1/x/")):
        assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/samarbeid/")


@pytest.mark.django_db
def test_the_same_edition_is_304_until_something_changes(client):
    agreement = make_agreement()
    for path in ("/api/v1/agreements/", f"/samarbeid/{agreement.pk}.json"):
        first = client.get(path)
        with CaptureQueriesContext(connection) as queries:
            again = client.get(path, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content, len(queries)) == (304, b"", 1)
        assert client.get(path, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
        agreement.name += " IKS"
        before = actions.stored_snapshot(agreement)
        agreement.save()
        actions.changed(agreement, by=BY, before=before)
        assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.django_db
def test_a_detail_is_410_with_the_reason_when_withdrawn_and_404_for_a_draft(client):
    agreement = make_agreement(parties=[(make_municipality(),)])
    path = f"/api/v1/agreements/{agreement.pk}/"
    assert client.get(path).json() == client.get(f"/samarbeid/{agreement.pk}.json").json()
    actions.withdraw(agreement, reason="Ført inn to ganger", by=BY)
    assert "Ført inn to ganger" in client.get(path).json()["errors"][0]["message"]
    assert client.get(path).status_code == 410
    Agreement.objects.filter(pk=agreement.pk).update(publication=Publication.DRAFT)
    assert client.get(path).status_code == 404


@pytest.mark.django_db
def test_a_harvester_misses_and_repeats_nothing_while_rows_are_written(client):
    agreement = make_agreement()
    for number in range(6):
        _amend(agreement, f"Navn {number}")
    seen, path = [], "/api/v1/changes/?page_size=2"
    for round_ in range(8):
        data = client.get(path).json()
        seen += [change["id"] for change in data["results"]]
        path = "{0.path}?{0.query}".format(urlsplit(data["next"] or data["resume"]))
        if round_ < 4:
            _amend(agreement, f"Nytt {round_}")
    assert seen == list(Change.objects.order_by("at", "pk").values_list("pk", flat=True))


def _amend(agreement, name):
    before = actions.stored_snapshot(agreement)
    agreement.name = name
    agreement.save()
    actions.changed(agreement, by=BY, before=before)


@pytest.mark.django_db
@pytest.mark.parametrize("cursor", ["x", "ÆØÅ", "MTIz", "bm90aGluZ3wx"])
def test_a_cursor_that_is_none_of_ours_is_refused(client, cursor):
    assert client.get("/api/v1/changes/", {"cursor": cursor}).status_code == 400


def test_an_old_number_leads_on_and_a_split_one_offers_a_choice(client, real_register):
    assert client.get("/api/v1/municipalities/1931/")["Location"] == "/api/v1/municipalities/5530/"
    assert client.get("/api/v1/municipalities/1931/?on=2019-06-01").json()["name"] == "Lenvik"
    split = client.get("/api/v1/municipalities/1850/")
    assert (split.status_code, len(split.json()["choices"])) == (300, 2)


@pytest.mark.django_db
def test_an_organisation_that_only_a_draft_names_is_not_public(client):
    known, unknown = make_organisation("Kjent IKS"), make_organisation("Ukjent IKS")
    make_agreement(parties=[(known, "part")])
    make_agreement("Utkast", parties=[(unknown, "part")], organisation=unknown, publication=Publication.DRAFT)
    assert [found["name"] for found in client.get(address("organisations")).json()["results"]] == ["Kjent IKS"]
