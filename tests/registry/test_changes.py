"""The audit trail: snapshots, differences, and what of them is public."""

from datetime import UTC, date, datetime

import pytest

from registry import changes
from registry.changes import Actor
from registry.models import Change, Role
from tests.makers import make_agreement, make_municipality, make_user


def test_a_difference_names_the_field_with_both_values():
    found = changes.diff({"name": "Gammelt", "note": "x"}, {"name": "Nytt", "note": "x"})
    assert [(d.path, d.before, d.after) for d in found] == [("name", "Gammelt", "Nytt")]


def test_child_rows_are_matched_by_id_and_told_by_their_label():
    before = {"sources": [{"id": 1, "url": "a", "label": "Rapport"}, {"id": 2, "url": "b", "label": "Brev"}]}
    after = {"sources": [{"id": 1, "url": "c", "label": "Rapport"}, {"id": 3, "url": "d", "label": "Vedtak"}]}
    found = {(d.path, d.row, d.before, d.after) for d in changes.diff(before, after)}
    assert found == {("sources.url", "Rapport", "a", "c"), ("sources", "", None, "Vedtak"), ("sources", "", "Brev", None)}


def test_ignored_fields_make_no_difference():
    assert changes.diff({"revision": 1}, {"revision": 2}, ignore=frozenset({"revision"})) == []


@pytest.mark.django_db
def test_a_snapshot_survives_json_and_holds_dates_as_text():
    dyroy = make_municipality()
    agreement = make_agreement(parties=[(dyroy, "part", "2019", "31.12.2025")], sources=["2020"])
    after = Change.objects.get().after
    assert after["participations"][0]["valid_to"] == "2026-01-01"
    assert after["sources"][0]["as_of"] == "2020-12-31"
    assert datetime.fromisoformat(after["created_at"]).astimezone(UTC) == agreement.created_at


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "kind"),
    [(Role.ADMINISTRATOR, "governor"), (Role.CASE_OFFICER, "governor"), (Role.MUNICIPALITY, "municipality")],
)
def test_an_actor_speaks_for_statsforvalteren_or_for_the_municipality(role, kind):
    municipality = make_municipality() if role == Role.MUNICIPALITY else None
    assert Actor.of(make_user(role, municipality=municipality)).kind == kind


@pytest.mark.django_db
def test_the_trail_outlives_the_account_of_the_one_who_acted():
    user = make_user(name="Kari Nordmann")
    change = make_trail_row(by=Actor.of(user))
    user.delete()
    change.refresh_from_db()
    assert (change.actor, change.actor_label) == (None, "Kari Nordmann")


def make_trail_row(before=None, after=None, by=None):
    """One row about a municipality."""
    return changes.record(
        make_municipality(founded=date(2020, 1, 1)),
        kind=Change.Kind.AMENDED,
        by=by or Actor.importer("test"),
        before=before or {},
        after=after or {},
    )
