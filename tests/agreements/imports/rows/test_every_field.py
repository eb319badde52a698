"""No field that a file may speak of is left unread."""

from datetime import date

import pytest

from agreements.imports.fields import FIELDS
from agreements.imports.planning import plan
from agreements.imports.table import Row, Table
from tests.makers import make_municipality

pytestmark = pytest.mark.django_db
OF_A_PARTY = {"party", "party_number", "agreement", "agreement_id", "role", "certainty", "own_purpose"}
TOLD_BY_OTHERS = {"valid_from_precision", "last_day_precision"}  # words and date together tell how exactly it is known


class Watched(dict):
    """The values of a row, and which of them anybody has looked at."""

    def __init__(self, values):
        super().__init__(values)
        self.seen = set()

    def get(self, code, default=None):
        self.seen.add(code)
        return super().get(code, default)

    def __getitem__(self, code):
        self.seen.add(code)
        return super().__getitem__(code)


def seen(codes):
    values = Watched(dict.fromkeys(codes, "5") | {"name": "Barnevern", "agreement": "Barnevern", "party": "Dyrøy"})
    for code in {"name", "agreement", "party"} - codes:
        del values[code]
    plan([Table("Ark1", "kjent", {code: code for code in codes}, [Row(2, values)])], {}, date(2026, 11, 21))
    return values.seen


def test_every_field_that_is_taken_is_read():
    make_municipality("Dyrøy")
    taken = {code for code, field in FIELDS.items() if field.taken} - TOLD_BY_OTHERS
    both = {code for code in taken if code.startswith(("valid_", "last_day", "share_"))}
    percent = {"party", "agreement", "share_percent"}
    assert taken - seen(taken - OF_A_PARTY) - seen(OF_A_PARTY | both) - seen(percent) == set()
