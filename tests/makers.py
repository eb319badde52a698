"""Plain makers: one valid row of each thing, with only what a test says about it changed."""

from datetime import date
from itertools import count

from agreements import actions
from agreements.models import Agreement, Participation, Publication, ServiceArea, Source, Stage
from municipalities.models import County, MappingStatus, Municipality, MunicipalityNumber, Organisation, Region
from registry.changes import Actor
from registry.models import Role, User
from registry.periods import parse_date

_numbers = count(1)


def make_user(role=Role.CASE_OFFICER, password="et langt passord", **fields):
    """An account in a role."""
    return User.objects.create_user(fields.pop("username", f"{role}-{next(_numbers)}"), password, role=role, **fields)


def make_county(number="55", name="Troms", in_register=True):
    """A county the register covers."""
    return County.objects.get_or_create(number=number, defaults={"name": name, "in_register": in_register})[0]


def make_municipality(name="Dyrøy", number=None, county=None, founded=None, dissolved=None, **fields):
    """A municipality with one number for as long as it exists."""
    municipality = Municipality.objects.create(name=name, founded=founded, dissolved=dissolved, **fields)
    MunicipalityNumber.objects.create(
        municipality=municipality,
        number=number or str(6000 + next(_numbers) % 4000),  # none of the real ones begins with 6
        county=county or make_county(),
        valid_from=founded,
        valid_to=dissolved,
    )
    return municipality


def make_organisation(name=None, kind=Organisation.Kind.COUNTY, **fields):
    """An organisation."""
    return Organisation.objects.create(name=name or f"Organisasjon {next(_numbers)}", kind=kind, **fields)


def make_region(name="Midt-Troms", kind=Region.Kind.COUNCIL, **fields):
    """A region without members."""
    slug = fields.pop("slug", f"region-{next(_numbers)}")
    return Region.objects.create(name=name, slug=slug, kind=kind, source="kilden", members_certainty="stated", **fields)


def make_area(code="barnevern", name="Barnevern", sector="sosial", **fields):
    """A service area."""
    return ServiceArea.objects.get_or_create(code=code, defaults={"name": name, "sector": sector, **fields})[0]


def make_agreement(name="Astafjord barnevern", parties=(), areas=(), sources=(), start="", last_day="", **fields):
    """A published agreement, stored row by row without the trail.

    `parties`: (municipality or organisation, role) or (…, role, start, last day); `sources`: as_of texts.
    """
    fields = {
        "legal_form": "vertskommune",
        "agreement_type": "samarbeidsavtale",
        "publication": Publication.PUBLISHED,
        "stage": Stage.IN_FORCE,
        "participants_complete": True,
        **fields,
    }
    agreement = Agreement(name=name, **fields)
    agreement.set_start(parse_date(start) if start else None)
    agreement.set_last_day(parse_date(last_day) if last_day else None)
    rows = [make_party(*party) for party in parties]
    found = [make_source(text) for text in sources]
    return actions.register(agreement, by=Actor.importer("test"), participations=rows, sources=found, service_areas=areas)


def make_party(party, role="samarbeidskommune", start="", last_day=""):
    """A participation that is not stored yet."""
    key = "municipality" if isinstance(party, Municipality) else "organisation"
    row = Participation(role=role, **{key: party})
    row.set_start(parse_date(start) if start else None)
    row.set_last_day(parse_date(last_day) if last_day else None)
    return row


def make_source(as_of="", citation="Dyrøy kommune: nytt samarbeid"):
    """A source that is not stored yet."""
    source = Source(citation=citation)
    source.set_as_of(parse_date(as_of) if as_of else None)
    return source


def make_mapping_status(municipality, level=MappingStatus.Level.PARTIAL, day=date(2026, 1, 1)):
    """How completely a municipality is mapped."""
    return MappingStatus.objects.create(municipality=municipality, level=level, date=day, source="test")


def hold(agreement, *rows):
    """Store rows of what an agreement holds, as one act with its trail. Returns the first."""
    before = actions.stored_snapshot(agreement)
    for row in rows:
        if hasattr(row, "agreement_id") and row.agreement_id is None:
            row.agreement = agreement
        row.save()
    actions.changed(agreement, by=Actor.importer("test"), before=before)
    return rows[0]
