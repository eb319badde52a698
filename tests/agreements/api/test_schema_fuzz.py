"""Every address of the API fuzzed from its own description: no server error, and no answer that is not described."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import given as for_each
from schemathesis import GenerationMode

from agreements.api.description import COUNTED

EXAMPLES = 20
FILES = ("csv", "xlsx")


def understood(case):
    """What a schema cannot say: an empty value is none, a place in the diary is ours, some names are for files alone, or not.

    And of two days the one must be the earlier, and what is counted in must be there on the day.
    """
    query = case.query or {}
    given = [one for value in query.values() for one in (value if isinstance(value, list) else [value])]
    empty = any(one is None or isinstance(one, dict) or not str(one).strip() for one in given)
    if empty or {"cursor", "since"} & query.keys() or [] in query.values():
        return False
    if case.path.startswith(COUNTED) and "on" in query and {"county", "region"} & query.keys():
        return False
    is_file = query.get("format") in FILES
    return not (is_file and {"page", "page_size", "fields"} & query.keys()) and not (not is_file and "columns" in query)


@pytest.fixture
def described(real_register):
    """The description. After it the connection of the test stays open between requests, as Django's own client sees to."""
    description = Client().get("/api/v1/schema/").json()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield description
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=str)
def test_every_answer_is_as_described(described, mode):
    schema = schemathesis.openapi.from_dict(described)
    schema.app = get_wsgi_application()
    tried = 0
    for operation in schema.get_all_operations():
        strategy = operation.ok().as_strategy(generation_mode=mode).filter(understood)

        @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @for_each(case=strategy)
        def call(case):
            case.call_and_validate()

        call()
        tried += 1
    assert tried == len(schema.raw_schema["paths"])
