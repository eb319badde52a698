"""What the register gives out and gets back unchanged, changes nothing."""

from collections import Counter

import pytest

from agreements.imports.plan import State
from agreements.imports.planning import plan
from registry.parameters import today
from tests.agreements.imports.made_tables import tables_of

pytestmark = pytest.mark.django_db


def exported(client, kind):
    """The whole register as a file."""
    answer = client.get("/samarbeid/", {"format": kind})
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_real_register_comes_back_unchanged(client, real_register, kind):
    tables = tables_of(f"samarbeid.{kind}", exported(client, kind))
    found = plan(tables, {}, today())
    told = [
        (one.name, one.state, one.changes, one.questions, one.refusals) for one in found.schemes if one.state != State.UNCHANGED
    ]
    assert told == []
    assert found.counts == Counter({State.UNCHANGED: len(tables[0].rows)})
    assert len(tables[0].rows) > 80
