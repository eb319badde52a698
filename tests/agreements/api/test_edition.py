"""The edition of an answer: another one after everything that may change an answer, the same one while nothing does."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from agreements.api import edition
from agreements.api.edition import edition_of
from agreements.management.commands.load_reference import FOLDER
from municipalities import reform
from municipalities.models import Municipality, Population
from tests.makers import make_area, make_county, make_municipality, make_organisation, make_region, make_user
from tests.typed_form import send

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/municipalities/"


@pytest.fixture
def moved(monkeypatch):
    """Tells whether the edition has moved since the last time it was asked, for another reason than that it was new."""
    monkeypatch.setattr(edition, "MARGIN", timedelta(0))
    seen = [edition_of(ADDRESS).etag]

    def has_moved():
        seen.append(edition_of(ADDRESS).etag)
        return seen[-1] != seen[-2]

    return has_moved


@pytest.fixture
def folder(kept, tmp_path):
    """A copy of the reference data, loaded."""
    for path in FOLDER.glob("*.json"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    kept(load)
    return tmp_path


def load(folder=FOLDER):
    call_command("load_reference", str(folder), stdout=StringIO())


def rewrite(folder, name, change):
    path = folder / name
    data = json.loads(path.read_text())
    change(data)
    path.write_text(json.dumps(data))


def first_population(data):
    record = next(record for record in data["municipalities"] if record.get("population"))
    record["population"][next(iter(record["population"]))] += 1


CHANGES = {
    "a municipality renamed": ("municipalities.json", lambda data: data["municipalities"][0].update(name_se="Nytt navn")),
    "a population corrected": ("municipalities.json", first_population),
    "a region renamed": ("regions.json", lambda data: data[0].update(name="Nytt navn")),
    "a member taken out": ("regions.json", lambda data: next(r for r in data if r.get("members"))["members"].pop()),
    "an area renamed": ("service_areas.json", lambda data: data[0].update(name="Nytt navn")),
    "an organisation moved": ("organisations.json", lambda data: data[0].update(seat="Et annet sted")),
    "a county renamed": ("counties.json", lambda data: data[0].update(name="Nytt navn")),
}


@pytest.mark.parametrize("what", CHANGES)
def test_reference_data_loaded_anew_and_different_is_another_edition(folder, moved, what):
    load(folder)
    assert not moved()
    rewrite(folder, *CHANGES[what])
    load(folder)
    assert moved()
    load(folder)
    assert not moved()


@pytest.mark.parametrize(
    ("make", "field"),
    [(make_municipality, "name_se"), (make_organisation, "seat"), (make_region, "seat"), (make_area, "name")],
)
def test_reference_data_changed_in_the_admin_is_another_edition(client, make, field, moved):
    client.force_login(make_user())
    row = make()
    assert moved()
    answer = send(
        client, reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk]), **{field: "Et annet"}
    )
    assert answer.status_code == 302, answer.content.decode()[:500]
    assert moved()


def test_whatever_is_added_is_another_edition(moved):
    for make in (make_region, make_organisation, make_area, make_municipality):
        make()
        assert moved(), make.__name__
    Population.objects.create(municipality=Municipality.objects.get(), date="2025-01-01", number=1, source="x")
    assert moved()


def test_a_reform_is_another_edition(moved):
    one, other, county = make_municipality("Lenvik", "1931"), make_municipality("Berg", "1929"), make_county("54")
    assert moved()
    reform.renumber(one, number="5421", county=county, day=date(2020, 1, 1))
    assert moved()
    reform.merge([other], one, date(2021, 1, 1))
    assert moved()
