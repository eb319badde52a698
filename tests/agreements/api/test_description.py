"""The description: valid, whole, true of real answers, and readable."""

import json
import re

import pytest
from django.urls import reverse
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

LISTS = ["agreements", "municipalities", "regions", "organisations", "service-areas", "legal-forms", "changes"]


@pytest.fixture
def schema(client, real_register):
    return client.get(reverse("api-schema")).json()


def test_the_description_is_valid_and_describes_every_field_and_parameter(schema):
    validate(schema)
    assert schema["openapi"].startswith("3.1")
    for name, shape in schema["components"]["schemas"].items():
        for field, told in shape["properties"].items():
            assert told.get("description"), f"{name}.{field}"
    for path, methods in schema["paths"].items():
        for parameter in methods["get"]["parameters"]:
            assert parameter["description"], f"{path} {parameter['name']}"
            assert "example" in parameter or parameter["examples"], f"{path} {parameter['name']}"
        assert {"200", "304", "400", "404", "405", "406", "413"} <= methods["get"]["responses"].keys()


def assert_shaped(schema, path, data):
    told = schema["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    shapes = _closed(json.loads(json.dumps(schema["components"])))
    errors = list(Draft202012Validator({**told, "components": shapes}).iter_errors(data))
    assert not errors, errors[0]


def _closed(components):
    """A field that nobody described is an error too, but in a shape that another one widens."""
    for shape in components["schemas"].values():
        shape["additionalProperties"] = False
    return components


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("query", ["", "?page_size=1000"])
def test_a_list_has_the_shape_it_says(client, schema, name, query):
    path = f"/api/v1/{name}/"
    assert_shaped(schema, path, client.get(path + query).json())


def test_each_record_has_the_shape_it_says(client, schema):
    for record in client.get("/api/v1/agreements/?page_size=1000").json()["results"][::5]:
        answer = client.get(f"/api/v1/agreements/{record['id']}/").json()
        assert_shaped(schema, "/api/v1/agreements/{pk}/", answer)
        assert record.items() <= answer.items()
    assert_shaped(schema, "/api/v1/municipalities/{number}/", client.get("/api/v1/municipalities/5528/").json())
    slug = client.get("/api/v1/regions/").json()["results"][0]["slug"]
    assert_shaped(schema, "/api/v1/regions/{slug}/", client.get(f"/api/v1/regions/{slug}/").json())


def test_every_example_call_on_the_page_works(client, schema):
    page = client.get(reverse("api-docs")).content.decode()
    calls = re.findall(r'class="api-call" href="([^"]+)"', page)
    assert len(calls) > len(LISTS)
    for call in calls:
        assert client.get(call.replace("&amp;", "&")).status_code == 200, call


@pytest.mark.parametrize("path", ["/", "/samarbeid/", "/api/v1/agreements/", "/finnes-ikke/"])
def test_every_answer_links_to_the_description(client, db, path):
    link = client.get(path)["Link"]
    assert '</api/v1/schema/>; rel="service-desc"' in link
    assert '</api/v1/docs/>; rel="service-doc"' in link
