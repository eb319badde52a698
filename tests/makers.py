"""Plain makers: one valid row of each thing, with only what a test says about it changed."""

from datetime import UTC, date, datetime
from itertools import count

from agreements import actions
from agreements.models import (
    Agreement,
    AgreementYear,
    Body,
    Candidate,
    CostComponent,
    CostSplit,
    Decision,
    Document,
    Grant,
    Ownership,
    Participation,
    PartyYear,
    Publication,
    ServiceArea,
    Source,
    Stage,
    Version,
)
from municipalities.models import (
    Boundary,
    BoundaryFile,
    Contact,
    County,
    MappingStatus,
    Municipality,
    MunicipalityNumber,
    MunicipalityTotal,
    Organisation,
    OwnershipReport,
    Population,
    Region,
)
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


def hold_everything(agreement, user=None):
    """One row or more in every table of what an agreement holds; its first party is the one they speak of."""
    party = agreement.participations.order_by("pk").first()
    version = hold(agreement, Version(name="1", adopted=date(2020, 2, 3), valid_from=date(2020, 3, 1), changes="Ny oppgave"))
    if agreement.parent_id is None:
        area = make_area("plan", "Plan", "plan")
        hold(
            agreement, Candidate(name="Felles plankontor", area=area, stage="study"), Candidate(name="Felles IKT", stage="proposed")
        )
    split = hold(agreement, CostSplit(kind="key", covers="administrasjon", description="Se avtalen"))
    hold(
        agreement,
        Body(kind="styre", seats=5, seats_each=1, about="ordførerne"),
        Grant(
            giver="Statsforvalteren", amount=1_000_000, valid_from=date(2024, 1, 1),
            valid_to=date(2027, 1, 1), valid_to_precision="day",
            purpose="Drift",
        ),
        Decision(
            municipality=party.municipality, version=version, outcome="adopted", organ="council", date=date(2020, 2, 3),
            case_number="PS 1/20", url="https://kommune.no/sak",
        ),
        Document(
            kind="avtale", title="Avtalen", version=version, url="https://kommune.no/avtale",
            checked_at=datetime(2024, 5, 6, 7, 8, tzinfo=UTC), checked_by=user,
        ),
        Document(kind="vedlegg", title="Tilbakeholdt vedlegg", url="https://kommune.no/hemmelig"),
        CostComponent(cost_split=split, share_num=1, share_den=3, basis="equal", text="likt"),
        CostComponent(cost_split=split, share_num=2, share_den=3, basis="population", text="folketall 1. januar"),
        Ownership(
            participation=party, share_num=1, share_den=3, liability_num=1, liability_den=2, seats=2, shares_number=40,
            capital=50_000, by_population=True, as_of=date(2024, 12, 31), source="Selskapsavtalen",
        ),
        PartyYear(participation=party, year=2025, payment=0, book_value=5, source="Regnskapet"),
        AgreementYear(year=2025, person_years_hundredths=350, cost=4_000_000, source="Årsmeldingen"),
    )  # fmt: skip
    return agreement


def tell_everything(municipality):
    """One row in every table of what a municipality has told, and its border."""
    of = {"municipality": municipality}
    Contact.objects.create(**of, role="annet", email="x@example.org")
    Population.objects.create(**of, date=date(2025, 1, 1), number=1, source="x")
    MappingStatus.objects.create(**of, level="partial", date=date(2025, 1, 1), source="x")
    MunicipalityTotal.objects.create(
        **of, year=2025, person_years_hundredths=1, expenditure=1, source="x", url="https://kommune.no"
    )
    OwnershipReport.objects.create(**of, adopted=date(2024, 1, 1), case_number="x", url="https://kommune.no")
    file = BoundaryFile.objects.create(name="x", credit="x", width=1, height=1)
    box = dict.fromkeys(("label_x", "label_y", "left", "top", "right", "bottom"), 1)
    Boundary.objects.create(**of, file=file, path="M1 1l1 1 1 0z", **box)
