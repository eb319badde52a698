"""Loading the reference data: twice is once, a changed file is followed, what people changed is left alone."""

import json
import shutil
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from agreements.models import ServiceArea
from municipalities.models import County, MappingStatus, Municipality, Organisation, Population, Region, RegionMembership
from registry import changes
from registry.changes import Actor
from registry.models import Change
from tests.makers import make_user

pytestmark = pytest.mark.django_db


def load(folder=settings.BASE_DIR / "fixtures"):
    out = StringIO()
    call_command("load_reference", folder, stdout=out)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path):
    """A copy of the fixtures to change."""
    for path in (settings.BASE_DIR / "fixtures").glob("*.json"):
        shutil.copy(path, tmp_path)
    return tmp_path


def edit(folder, name, change):
    """Change one of the files."""
    path = folder / name
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def everything():
    """Every row of the tables the files fill."""
    tables = (County, Municipality, Population, MappingStatus, Region, RegionMembership, Organisation, ServiceArea)
    return [list(model.objects.order_by("pk").values()) for model in tables]


def test_the_second_run_changes_nothing(real_register):
    before = everything()
    assert "0 nye rader, 0 endret" in load()
    assert everything() == before


def test_a_changed_file_updates_the_row_once_and_keeps_its_id(real_register, folder):
    dyroy = Municipality.objects.get(name="Dyrøy")

    def change(content):
        record = next(record for record in content["municipalities"] if record["name"] == "Dyrøy")
        record["name_se"], record["population"]["2026-01-01"] = "Divrrát", 1078

    edit(folder, "municipalities.json", change)
    assert "0 nye rader, 2 endret" in load(folder)
    assert "0 nye rader, 0 endret" in load(folder)
    assert Municipality.objects.get(name_se="Divrrát").pk == dyroy.pk
    assert dyroy.populations.get(date="2026-01-01").number == 1078


def test_what_the_file_no_longer_says_is_emptied(real_register, folder):
    edit(folder, "organisations.json", lambda content: content[0].pop("aliases"))
    assert "1 endret" in load(folder)
    assert Organisation.objects.get(name="Troms fylkeskommune").aliases == ""


def test_a_member_taken_out_of_the_file_leaves_the_region(real_register, folder):
    edit(folder, "regions.json", lambda content: content[0]["members"].pop())
    load(folder)
    assert Region.objects.get(source_key="KR01").memberships.count() == 4


def test_members_written_from_the_parties_of_an_agreement_are_not_touched(real_register):
    council = Region.objects.get(source_key="RR05")
    before = set(council.memberships.values_list("pk", flat=True))
    assert len(before) == 7
    load()
    assert set(council.memberships.values_list("pk", flat=True)) == before


def test_what_a_person_has_changed_is_left_alone_and_reported(real_register):
    dyroy = Municipality.objects.get(name="Dyrøy")
    before = changes.snapshot(dyroy)
    dyroy.name_se = "Divrrát"
    dyroy.save()
    changes.record(dyroy, kind=Change.Kind.AMENDED, by=Actor.of(make_user()), before=before, after=changes.snapshot(dyroy))
    assert "kommune Dyrøy er endret for hånd og er ikke rørt." in load()
    dyroy.refresh_from_db()
    assert dyroy.name_se == "Divrrát"


def test_rows_that_somebody_added_stay(real_register):
    dyroy = Municipality.objects.get(name="Dyrøy")
    Population.objects.create(municipality=dyroy, date="2027-01-01", number=1090, source="SSB")
    MappingStatus.objects.create(municipality=dyroy, level="mapped", date="2027-02-01", source="Dyrøy kommune")
    load()
    assert dyroy.populations.count() == 5
    assert dyroy.mapping_statuses.first().level == "mapped"


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("municipalities.json", lambda c: c["municipalities"][0].update(org_number="940101809"), "Tromsø.*kontrollsifferet"),
        ("municipalities.json", lambda c: c["municipalities"][0].update(navn="x"), "Tromsø.*«navn» finnes ikke"),
        ("municipalities.json", lambda c: c["municipalities"][0].pop("numbers"), "Tromsø.*'numbers'"),
        (
            "municipalities.json",
            lambda c: c["municipalities"][0].update(founded="31.02.2020"),
            "Tromsø.*«31.02.2020» er ikke",
        ),
        ("municipalities.json", lambda c: c["successions"][0].update(successor="9999"), "1927.*nummeret 9999"),
        ("regions.json", lambda c: c[0]["members"][0].update(name="Harstad"), "KR01.*5501 heter Tromsø, ikke Harstad"),
        ("regions.json", lambda c: c[0].update(until="2019"), "KR01.*Siste dag"),
        ("service_areas.json", lambda c: c[0].update(sector="tull"), "politisk-samarbeid.*sector.*tull"),
        ("organisations.json", lambda c: c[1].update(name="Ny", org_number="123"), "Ny.*«123» er ikke et organisasjonsnummer"),
    ],
)
def test_a_broken_file_is_refused_in_words_and_nothing_is_stored(folder, name, change, words):
    edit(folder, name, change)
    with pytest.raises(CommandError, match=f"(?s){name}, {words}"):
        load(folder)
    assert not County.objects.exists()
    assert not ServiceArea.objects.exists()


def test_a_missing_or_unreadable_file_is_named(folder):
    (folder / "regions.json").write_text("[", encoding="utf-8")
    with pytest.raises(CommandError, match="regions.json kan ikke leses"):
        load(folder)
    (folder / "counties.json").unlink()
    with pytest.raises(CommandError, match="counties.json mangler"):
        load(folder)
