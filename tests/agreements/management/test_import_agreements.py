"""`manage.py import_agreements`: the same plan and the same writing as the page, its words and its exit codes."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from agreements.models import Agreement, Import, Publication
from registry.models import Change
from tests.agreements.imports.files import csv_file, planned, scheme
from tests.makers import make_municipality

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places():
    return [make_municipality(name) for name in ("Dyrøy", "Salangen")]


@pytest.fixture
def run(tmp_path):
    """Runs it on rows; answers the exit code and what it said."""

    def start(*rows, content=None, name="dyroy.csv", **options):
        path = tmp_path / name
        path.write_bytes(csv_file(*rows) if content is None else content)
        said = StringIO()
        try:
            call_command("import_agreements", path, stdout=said, **options)
        except SystemExit as error:
            return error.code, said.getvalue()
        return 0, said.getvalue()

    return start


def test_without_apply_the_plan_is_told_and_nothing_is_changed(run):
    code, said = run(scheme("Felles vaktmester", purpose="Drift"), scheme("Felles lønn", start="31.02.2019"))
    assert code == 0
    assert "1 nye, 1 avvist" in said and "nye: Felles vaktmester (rad 2)" in said and "«31.02.2019»" in said
    assert "Ingenting er skrevet" in said
    assert not (Agreement.objects.exists() or Import.objects.exists() or Change.objects.exists())


def test_the_plan_is_the_same_as_that_of_the_page(run):
    rows = [scheme("Felles vaktmester"), scheme("Felles lønn", start="31.02.2019"), scheme("Felles arkiv", "Senja Skjervøy")]
    told = json.loads(run(*rows, json=True)[1])
    found = planned(*rows)
    assert told["counts"] == {**dict.fromkeys(told["counts"], 0), **found.about["counts"]}
    pairs = zip(told["schemes"], found.schemes.all(), strict=True)
    assert all(one["name"] == row.name and one["changes"] == row.shown["changes"] for one, row in pairs)


def test_with_apply_it_is_written_as_drafts_or_published(run):
    code, said = run(scheme("Felles vaktmester"), apply=True)
    assert (code, Agreement.objects.get().publication) == (0, Publication.DRAFT)
    assert "Skrevet: 1 samarbeid." in said
    assert run(scheme("Kraftlag", "Salangen"), apply=True, publish=True)[0] == 0
    assert Agreement.objects.get(name="Kraftlag").publication == Publication.PUBLISHED
    assert Import.objects.filter(state=Import.State.APPLIED).count() == 2


def test_twice_changes_nothing_and_is_as_good(run):
    run(scheme("Felles vaktmester"), apply=True)
    before = Change.objects.count(), Import.objects.count()
    code, said = run(scheme("Felles vaktmester"), apply=True)
    assert code == 0 and "1 uendret" in said
    assert (Change.objects.count(), Import.objects.count()) == before


def test_what_is_refused_is_left_out_and_told_by_the_exit_code(run):
    code, said = run(scheme("Felles vaktmester"), scheme("Felles lønn", start="31.02.2019"), apply=True, json=True)
    told = json.loads(said)
    assert code == 1
    assert (told["complete"], told["applied"], told["written"]) == (False, True, 1)
    assert [(one["name"], one["state"], one["written"]) for one in told["schemes"]] == [
        ("Felles vaktmester", "new", True),
        ("Felles lønn", "refused", False),
    ]


def test_a_column_that_nobody_knows_is_left_out_and_told(run):
    content = csv_file(("Felles vaktmester", "Dyrøy", "IKS", "x"), head=("Navn", "Kommuner", "Samarbeidsform", "Hokus"))
    code, said = run(content=content, apply=True)
    assert code == 1 and "«Hokus» er ikke kjent" in said
    assert Agreement.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "name", "options", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"0" * 100, "bilde.xlsx", {}, "bilde"),
        (b"", "tom.csv", {}, "tom"),
        (csv_file(("a", "b"), head=("Hokus", "Pokus")), "a.csv", {}, "navnet på samarbeidet"),
        (csv_file(scheme("Felles lønn")), "a.csv", {"sheet": "Ark9"}, "Ark9"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(run, content, name, options, words):
    with pytest.raises(CommandError, match=words) as refused:
        run(content=content, name=name, **options)
    assert refused.value.returncode == 2
    assert not Import.objects.exists()


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path):
    with pytest.raises(CommandError, match="kan ikke åpnes"):
        call_command("import_agreements", tmp_path / "ingen.xlsx")
