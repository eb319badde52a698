"""What anonymous readers see, field by field: every column of every table is marked, and every public address is read.

The columns come from the models and the addresses from the URLconf, so that a new column or page is tried from its first day: a
column that shows must be put on the list in `public_columns` by someone who has decided that it may.
"""

from datetime import date
from itertools import product

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, get_resolver, reverse

from agreements import actions
from agreements.browse.downloads import dump_folder
from agreements.legal_forms.catalogue import BY_CODE
from agreements.management.dumping import write_dump
from agreements.models import (
    Agreement,
    AgreementSuccession,
    Candidate,
    Document,
    ErrorReport,
    Import,
    ImportedScheme,
    ImportFile,
    Publication,
    RememberedHeadings,
    Reminder,
)
from agreements.models.holdings import TABLES
from agreements.reports.catalogue import REPORTS
from municipalities.models import County, MunicipalityNumber, RegionMembership, Succession
from registry.changes import Actor
from registry.models import Attempt, Change, Letter, Role
from tests.agreements.verification.rounds import hold_review
from tests.makers import (
    hold_everything,
    make_agreement,
    make_area,
    make_municipality,
    make_organisation,
    make_party,
    make_region,
    make_source,
    make_user,
    tell_everything,
)
from tests.marks import STEERING, TOO_SHORT, Marks, concrete_fields, mark_row, text_of
from tests.public_columns import PUBLIC, allowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def marks(kept, tmp_path, monkeypatch):
    """One of everything, every column marked, and a dump of it."""
    monkeypatch.setattr(settings, "MEDIA_ROOT", str(tmp_path))
    marks = kept(make_marks)
    write_dump(dump_folder(), date(2026, 1, 31))
    return marks


def make_marks():
    """Public things, and around them a draft and one that is withdrawn."""
    municipality, other = make_municipality("Dyrøy", "5528"), make_municipality("Lavangen", "5520")
    organisation, area, region = make_organisation("Et fylke"), make_area(), make_region(stated_members=1, stated_population=1)
    user = make_user(Role.CASE_OFFICER, email="x@example.org")
    tell_everything(municipality)
    Succession.objects.create(predecessor=other, successor=municipality, date=date(2020, 1, 1), kind="merge")
    RegionMembership.objects.create(region=region, municipality=municipality, certainty="stated")
    ErrorReport.objects.create(page="/", message="x", email="x@example.org")
    letter = Letter.objects.create(to="x@example.org", subject="x", body="x")
    Attempt.objects.create(kind="x", digest="x")
    RememberedHeadings.objects.create(shape="x", columns={"1": "name"}, chosen_by=user)
    around = {"areas": [area], "sources": ["2020", "2019"], "organisation": organisation}
    shown = make_agreement("A", [(municipality, "vertskommune"), (organisation, "part")], region=region, **around)
    second = make_agreement("B", [(municipality,)], sources=["2020"])
    draft = make_agreement("C", [(municipality,)], sources=["2020"], publication=Publication.DRAFT)
    gone = make_agreement("D", [(municipality,)], sources=["2020"], publication=Publication.WITHDRAWN, withdrawn_reason="x")
    AgreementSuccession.objects.create(predecessor=second, successor=shown, date=date(2020, 1, 1), kind="replaced")
    hold_everything(shown, user)
    empty(hold_everything(second))
    Reminder.objects.create(agreement=shown, kind="revisjon", due=date(2025, 1, 1), days_ahead=14, to=user, letter=letter)
    early = hold_everything(make_agreement("E", [(municipality,)], sources=["2020"], stage="study"), user)
    amend(shown, user, draft)
    imported(shown, user)
    hold_review(shown, municipality)
    found = Marks()
    for model in {model for model, _field in concrete_fields()}:
        for row in model._base_manager.all():
            mark_row(found, row, state_of(row, draft, gone, early))
    return found


def amend(agreement, user, draft):
    """Change it as a case officer does: something in each of its tables, and ties to a draft."""
    before = actions.stored_snapshot(agreement)
    agreement.name, agreement.note, agreement.parent = "A2", "x", draft
    agreement.save()
    agreement.sources.last().delete()
    agreement.participations.get(organisation__isnull=False).delete()
    party, source = make_party(make_organisation("Ny part"), "part"), make_source("2021")
    party.agreement = source.agreement = agreement
    party.save()
    source.save()
    AgreementSuccession.objects.create(predecessor=draft, successor=agreement, date=date(2020, 1, 1), kind="replaced")
    actions.changed(agreement, by=Actor.of(user), before=before, reason="x")


def imported(agreement, user):
    """Let it be from a file, with what was shown of it."""
    found = Import.objects.create(name="x", state="applied", started_by=user, applied_by=user)
    ImportFile.objects.create(part_of=found, name="x", content=b"x", size=1, checksum="x")
    ImportedScheme.objects.create(part_of=found, place=1, state="new", name="x", agreement=agreement, digest="x")
    agreement.sources.update(from_import=found)


def empty(agreement):
    """Take away all it holds."""
    before = actions.stored_snapshot(agreement)
    for model, path in TABLES.values():
        model.objects.filter(**{path: agreement}).delete()
    actions.changed(agreement, by=Actor.importer("x"), before=before)


def state_of(row, draft, gone, early):
    """Whether a row belongs to the draft, to the one that is withdrawn, or to the one before its first council case."""
    above = getattr(row, "participation", None) or getattr(row, "cost_split", None) or row
    owner = row.pk if isinstance(row, Agreement) else getattr(above, "agreement_id", None)
    if isinstance(row, Document) and not row.checked:
        return "withheld "
    if isinstance(row, Candidate) and row.before_council:
        return "early "
    if isinstance(row, Change):
        owner = row.record_id
    if isinstance(row, AgreementSuccession):
        owner = draft.pk if draft.pk in (row.predecessor_id, row.successor_id) else None
    return {draft.pk: "draft ", gone.pk: "withdrawn ", early.pk: "early "}.get(owner, "")


def patterns(urls=None, prefix=""):
    """Every named address that is for everyone."""
    for one in get_resolver().url_patterns if urls is None else urls:
        if not isinstance(one, URLPattern):
            if str(one.pattern) not in ("admin/", "konto/"):
                yield from patterns(one.url_patterns, prefix)
        elif one.name:
            yield one


WITH_ID = ("Agreement", "Round", "Task", "Proposal", "Contradiction")  # what addresses name by a number of ours


def ids(*models):
    """Every number that a row of the models has; a database counts on from test to test, each table for itself."""
    found = (apps.get_model("agreements", name)._base_manager.values_list("pk", flat=True) for name in models)
    return sorted(set().union(*found))


PLACES = {
    **dict.fromkeys(("pk", "agreement", "proposal"), lambda: ids(*WITH_ID)),
    "number": lambda: MunicipalityNumber.objects.values_list("number", flat=True),
    "slug": lambda: apps.get_model("municipalities.Region").objects.values_list("slug", flat=True),
    "code": lambda: list(BY_CODE),
    "day": lambda: ["2026-01-31"],
    "name": lambda: ["bekreftelser", "forslag"],
    "report": lambda: [report.code for report in REPORTS if not report.staff],
    "place": lambda: [*PLACES["number"](), *PLACES["slug"](), *County.objects.values_list("number", flat=True)],
}
LISTS = {
    *("agreement-list", "municipality-list", "region-list", "change-list", "api-agreements", "api-municipalities"),
    *("api-regions", "api-organisations", "api-service-areas", "api-legal-forms", "api-changes"),
}


def addresses():
    """Every public address with every row it can be asked for, lists as files too."""
    for pattern in patterns():
        names = list(pattern.pattern.converters)
        for values in product(*(PLACES[name]() for name in names)):
            address = reverse(pattern.name, kwargs=dict(zip(names, values, strict=True)))
            yield address
            if pattern.name in LISTS:
                yield from (f"{address}?format={kind}" for kind in ("csv", "xlsx"))
    yield from ("/kart/?map=grenser", "/kart/?map=grenser&format=svg")


def seen_by(client, marks, wanted=lambda address: True):
    """meaning → the first address it was seen at."""
    seen = {}
    for address in filter(wanted, addresses()):
        answer = client.get(address)
        assert answer.status_code in (200, 301, 302, 404, 405, 410), address
        for meaning in marks.found_in(text_of(answer)):
            seen.setdefault(meaning, address)
    return seen


def test_anonymous_readers_see_the_public_columns_and_no_others(client, marks):
    seen = seen_by(client, marks)
    assert {meaning: address for meaning, address in seen.items() if meaning not in allowed()} == {}
    assert sorted(allowed() - seen.keys()) == [], "no longer shown anywhere: take it off the list"


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.MUNICIPALITY])
def test_files_and_the_api_give_the_same_whoever_asks(client, marks, role):
    party = Agreement.objects.filter(stage="study").get().participations.get().municipality if role == Role.MUNICIPALITY else None
    client.force_login(make_user(role, municipality=party))
    files = ("/api/", "format=", ".json", ".ttl", "/rapporter/")
    seen = seen_by(client, marks, lambda address: any(part in address for part in files))
    assert {meaning: address for meaning, address in seen.items() if meaning not in allowed()} == {}


def test_every_model_has_a_row_that_is_marked(marks):
    tables = {meaning.split()[-1].rsplit(".", 1)[0] for meaning in marks.meaning.values()}
    assert {model._meta.label for model, _field in concrete_fields()} <= tables


def test_each_exception_is_a_column_there_is():
    known = {f"{model._meta.label}.{field.name}" for model, field in concrete_fields()}
    assert TOO_SHORT | STEERING | {f"{model}.{name}" for model, names in PUBLIC.items() for name in names} <= known
