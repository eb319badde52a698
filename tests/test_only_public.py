"""What anonymous readers see, field by field: every column of every table is marked, and every public address is read.

The columns come from the models and the addresses from the URLconf, so that a new column or page is tried from its first day: a
column that shows must be put on the list here by someone who has decided that it may.
"""

import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import count
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import URLPattern, get_resolver, reverse

from agreements import actions
from agreements.browse.downloads import dump_folder
from agreements.management.dumping import write_dump
from agreements.models import Agreement, AgreementSuccession, ErrorReport, Ownership, Publication
from municipalities.models import Contact, MappingStatus, MunicipalityNumber, Population, RegionMembership, Succession
from registry.changes import Actor
from registry.models import Attempt, Change, Letter, Role
from tests.makers import (
    make_agreement,
    make_area,
    make_municipality,
    make_organisation,
    make_party,
    make_region,
    make_source,
    make_user,
)

APPS = ("registry", "municipalities", "agreements")
PERIOD = ("valid_from", "valid_from_text", "valid_to", "valid_to_text")
PUBLIC = {
    "municipalities.County": {"name"},
    "municipalities.Municipality": {"name", "name_se", "name_fkv", "official_name", "org_number", "founded", "dissolved", "note"},
    "municipalities.MunicipalityNumber": {*PERIOD},
    "municipalities.Population": {"date", "number", "source"},
    "municipalities.MappingStatus": {"date", "source"},
    "municipalities.Succession": {"date"},
    "municipalities.Organisation": {"name", "org_number", "seat"},
    "municipalities.Region": {
        *("slug", "name", "division", "seat", "source", "source_url", "members_note", "stated_members", "stated_population"),
        *PERIOD,
    },
    "municipalities.RegionMembership": {*PERIOD},
    "agreements.ServiceArea": {"code", "name", "kostra_label"},
    "agreements.Agreement": {
        *("name", "former_names", "purpose", "legal_basis", "office", "counts_reason", "participants_text"),
        *("participants_stated_count", "unnamed_participants", "ownership_text", "evidence_first", "evidence_last"),
        *("revision", "updated_at", *PERIOD),
    },
    "agreements.Participation": {*PERIOD},
    "agreements.Ownership": {"share_num", "share_den", "as_of", "source", *PERIOD},
    "agreements.Source": {"citation", "url", "as_of_first", "as_of", "as_of_text"},
    "agreements.AgreementSuccession": {"date"},
    "registry.Change": {"at", "revision"},
}
OF_THE_TRAIL = {  # what of the two pictures in a change everyone may read
    *("name", "former_names", "purpose", "legal_basis", "office", "participants_text", "unnamed_participants"),
    *("ownership_text", "counts_reason", "sources.citation", "sources.url", "participations.label", "sources.label"),
}
OF_WITHDRAWN = {
    "agreements.Agreement.name",
    "agreements.Agreement.withdrawn_reason",
    "registry.Change.at",
    "registry.Change.revision",
}
TOO_SHORT = {  # no marker fits; all four are public codes
    *("municipalities.County.number", "municipalities.MunicipalityNumber.number", "agreements.ServiceArea.kostra_function"),
}
STEERING = {  # another value would be another register, not the same one with a mark
    *("municipalities.Municipality.tile_column", "municipalities.Municipality.tile_row"),
    *("municipalities.Region.stated_population_year", "registry.Change.record", "registry.Change.record_id"),
}
CHILDREN = {
    "participations": "Participation",
    "ownerships": "Ownership",
    "sources": "Source",
    "successions_in": "AgreementSuccession",
    "successions_out": "AgreementSuccession",
}
FIRST_DAY, NUMBERS_FROM = date(1975, 1, 2), 20_011
pytestmark = pytest.mark.django_db


class Marks:
    """Values that occur nowhere else, and what each stands for."""

    def __init__(self):
        self.meaning, self._next = {}, count(1)

    def text(self, meaning, longest=None):
        mark = f"mk{next(self._next):05}k"
        self.meaning[mark] = meaning
        return mark if longest is None or len(mark) <= longest else None

    def number(self, meaning):
        number = NUMBERS_FROM + 7 * next(self._next)
        self.meaning[str(number)] = meaning
        return number

    def day(self, meaning, later=False):
        """A day three days from every other, so that the day before it is its own too; long ago, or far ahead."""
        day = FIRST_DAY + timedelta(days=3 * next(self._next)) + timedelta(days=36525 if later else 0)
        for shown in (day, day - timedelta(days=1)):
            self.meaning[shown.isoformat()] = self.meaning[shown.strftime("%d.%m.%Y")] = meaning
            self.meaning[str((shown - date(1899, 12, 30)).days)] = meaning  # as Excel keeps it
        return day

    def found_in(self, text):
        """The meanings of the marks in a text. A number counts when it stands alone, with or without spaces in it."""
        text = re.sub(r"(?<=\d)[\u00a0\u202f\u2009](?=\d{3})", "", text.casefold())
        words = set(re.findall(r"mk\d{5}k|\d{4}-\d\d-\d\d|\d\d\.\d\d\.\d{4}|(?<![\w.#-])\d{5,6}(?![\w-])", text))
        return {self.meaning[word] for word in words if word in self.meaning}


def concrete_fields():
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.concrete_fields:
                yield model, field


def mark_of(marks, model, field, state):
    """A mark for the column of a row, None where none can be."""
    name = f"{model._meta.label}.{field.name}"
    meaning = f"{state}{name}"
    if field.primary_key or field.is_relation or field.choices or name in STEERING | TOO_SHORT:
        return None
    if isinstance(field, models.EmailField):
        return f"{marks.text(meaning)}@example.org"
    if isinstance(field, models.URLField):
        return f"https://example.org/{marks.text(meaning)}"
    if isinstance(field, models.CharField | models.TextField):
        mark = marks.text(meaning, field.max_length)
        assert mark, f"{name} has no room for a mark: put it in TOO_SHORT, or make it longer"
        return mark
    if isinstance(field, models.DateTimeField):
        day = marks.day(meaning)
        return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    if isinstance(field, models.DateField):
        return marks.day(meaning, later=field.name in ("valid_to", "dissolved"))
    return marks.number(meaning) if isinstance(field, models.IntegerField) else None


def mark_row(marks, row, state=""):
    """Mark every column of a row, past all checks."""
    found = {field.name: mark_of(marks, type(row), field, state) for field in row._meta.concrete_fields}
    for name in ("before", "after"):
        if isinstance(row, Change) and getattr(row, name):
            found[name] = mark_snapshot(marks, Agreement, getattr(row, name), f"{state}registry.Change.{name}", "")
    for name in (field.name for field in row._meta.concrete_fields if field.name.endswith("_precision")):
        found[name] = "circa" if row._state.adding is False and f"{name.removesuffix('_precision')}_text" in found else "day"
    type(row)._base_manager.filter(pk=row.pk).update(**{name: value for name, value in found.items() if value is not None})


def mark_snapshot(marks, model, data, where, path):
    """The picture of a record in the trail, each free text in it marked."""
    free = {f.name for f in model._meta.concrete_fields if not f.choices and isinstance(f, models.CharField | models.TextField)}
    marked = {}
    for name, value in data.items():
        if isinstance(value, list):
            child = CHILDREN.get(name)
            marked[name] = [
                mark_snapshot(marks, apps.get_model("agreements", child), row, where, f"{name}.") if child else row for row in value
            ]
        else:
            is_free = (name in free or name == "label") and f"{name.removesuffix('_text')}_precision" not in data
            marked[name] = marks.text(f"{where}:{path}{name}") if is_free else value
    return marked


@pytest.fixture
def marks(tmp_path, monkeypatch):
    """One of everything, every column marked: public things, and around them a draft and one that is withdrawn."""
    monkeypatch.setattr(settings, "MEDIA_ROOT", str(tmp_path))
    municipality, other = make_municipality("Dyrøy", "5528"), make_municipality("Lavangen", "5520")
    organisation, area, region = make_organisation("Et fylke"), make_area(), make_region(stated_members=1, stated_population=1)
    user = make_user(Role.CASE_OFFICER, email="x@example.org")
    Contact.objects.create(municipality=municipality, role="annet", email="x@example.org")
    Succession.objects.create(predecessor=other, successor=municipality, date=date(2020, 1, 1), kind="merge")
    Population.objects.create(municipality=municipality, date=date(2025, 1, 1), number=1, source="x")
    MappingStatus.objects.create(municipality=municipality, level="partial", date=date(2025, 1, 1), source="x")
    RegionMembership.objects.create(region=region, municipality=municipality, certainty="stated")
    ErrorReport.objects.create(page="/", message="x", email="x@example.org")
    Letter.objects.create(to="x@example.org", subject="x", body="x")
    Attempt.objects.create(kind="x", digest="x")
    around = {"areas": [area], "sources": ["2020", "2019"], "organisation": organisation}
    shown = make_agreement("A", [(municipality, "vertskommune"), (organisation, "part")], region=region, **around)
    second = make_agreement("B", [(municipality,)], sources=["2020"])
    draft = make_agreement("C", [(municipality,)], sources=["2020"], publication=Publication.DRAFT)
    gone = make_agreement("D", [(municipality,)], sources=["2020"], publication=Publication.WITHDRAWN, withdrawn_reason="x")
    Ownership.objects.create(participation=shown.participations.first(), share_num=1, share_den=2, as_of=date(2020, 1, 1))
    AgreementSuccession.objects.create(predecessor=second, successor=shown, date=date(2020, 1, 1), kind="replaced")
    amend(shown, user, draft)
    found = Marks()
    for model in {model for model, _field in concrete_fields()}:
        for row in model._base_manager.all():
            mark_row(found, row, state_of(row, draft, gone))
    write_dump(dump_folder(), date(2026, 1, 31))
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


def state_of(row, draft, gone):
    """Whether a row belongs to the draft or to the one that is withdrawn."""
    owner = row.pk if isinstance(row, Agreement) else getattr(row, "agreement_id", None)
    if isinstance(row, Change):
        owner = row.record_id
    if isinstance(row, AgreementSuccession):
        owner = draft.pk if draft.pk in (row.predecessor_id, row.successor_id) else None
    return {draft.pk: "draft ", gone.pk: "withdrawn "}.get(owner, "")


def patterns(urls=None, prefix=""):
    """Every named address that is for everyone."""
    for one in get_resolver().url_patterns if urls is None else urls:
        if not isinstance(one, URLPattern):
            if str(one.pattern) not in ("admin/", "konto/"):
                yield from patterns(one.url_patterns, prefix)
        elif one.name:
            yield one


PLACES = {
    "pk": lambda: Agreement.objects.values_list("pk", flat=True),
    "number": lambda: MunicipalityNumber.objects.values_list("number", flat=True),
    "slug": lambda: apps.get_model("municipalities.Region").objects.values_list("slug", flat=True),
    "day": lambda: ["2026-01-31"],
}
LISTS = {
    *("agreement-list", "municipality-list", "region-list", "change-list", "api-agreements", "api-municipalities"),
    *("api-regions", "api-organisations", "api-service-areas", "api-legal-forms", "api-changes"),
}


def addresses():
    """Every public address with every row it can be asked for, lists as files too."""
    for pattern in patterns():
        names = list(pattern.pattern.converters)
        assert len(names) <= 1
        for place in PLACES[names[0]]() if names else [None]:
            address = reverse(pattern.name, kwargs={names[0]: place} if names else {})
            yield address
            if pattern.name in LISTS:
                yield from (f"{address}?format={kind}" for kind in ("csv", "xlsx"))


def text_of(answer):
    """The whole answer as text: every sheet of a workbook, every file of a dump."""
    whole = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer["Content-Type"].split(";")[0] in (
        "application/zip",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ):
        with ZipFile(BytesIO(whole)) as archive:
            whole = b"\n".join(archive.read(name) for name in archive.namelist())
    return whole.decode()


def seen_by(client, marks, wanted=lambda address: True):
    """meaning → the first address it was seen at."""
    seen = {}
    for address in filter(wanted, addresses()):
        answer = client.get(address)
        assert answer.status_code in (200, 301, 302, 404, 410), address
        for meaning in marks.found_in(text_of(answer)):
            seen.setdefault(meaning, address)
    return seen


def allowed():
    found = {f"{model}.{name}" for model, names in PUBLIC.items() for name in names}
    found |= {f"registry.Change.{side}:{path}" for side in ("before", "after") for path in OF_THE_TRAIL}
    return found | {f"withdrawn {name}" for name in OF_WITHDRAWN}


def test_anonymous_readers_see_the_public_columns_and_no_others(client, marks):
    seen = seen_by(client, marks)
    assert {meaning: address for meaning, address in seen.items() if meaning not in allowed()} == {}
    assert sorted(allowed() - seen.keys()) == [], "no longer shown anywhere: take it off the list"


def test_files_and_the_api_give_the_same_whoever_asks(client, marks):
    client.force_login(make_user(Role.ADMINISTRATOR))
    seen = seen_by(client, marks, lambda address: "/api/" in address or "format=" in address or ".json" in address)
    assert {meaning: address for meaning, address in seen.items() if meaning not in allowed()} == {}


def test_every_model_has_a_row_that_is_marked(marks):
    tables = {meaning.split()[-1].rsplit(".", 1)[0] for meaning in marks.meaning.values()}
    assert {model._meta.label for model, _field in concrete_fields()} <= tables


def test_each_exception_is_a_column_there_is():
    known = {f"{model._meta.label}.{field.name}" for model, field in concrete_fields()}
    assert TOO_SHORT | STEERING | {f"{model}.{name}" for model, names in PUBLIC.items() for name in names} <= known
