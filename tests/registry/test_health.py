"""`/health/` for whoever watches the server."""

from unittest import mock

import pytest
from django.db import DatabaseError


@pytest.mark.django_db
def test_a_register_that_reaches_its_database_is_well(client):
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()) == (200, {"database": "ok"})


@pytest.mark.django_db
def test_a_register_without_its_database_says_so(client):
    with mock.patch("registry.health.connection.cursor", side_effect=DatabaseError):
        answer = client.get("/health/")
    assert (answer.status_code, answer.json()) == (503, {"database": "unreachable"})
