"""The tables of the whole register, each with its rows and the meaning of each column. Only what everyone may read."""

from datetime import date

from django.db.models import Case, F, QuerySet, When
from django.utils.translation import gettext as _

from agreements.columns.normalised.holdings import CODES_OF_HOLDINGS, OWN_COLUMNS, holding_tables
from agreements.columns.normalised.table import LAST_DAY, PERIOD, Table, table
from agreements.columns.public_changes import public_changes
from agreements.columns.records.change import change_records
from agreements.legal_forms.catalogue import CATALOGUE, ROLES
from agreements.models import (
    Agreement,
    AgreementSuccession,
    Participation,
    Sector,
    ServiceArea,
    Source,
    Status,
    published_organisations,
    seen_by_all,
)
from agreements.models.service_area import RecommendedArea
from agreements.models.states import AgreementType
from municipalities.models import (
    County,
    MappingStatus,
    Municipality,
    MunicipalityNumber,
    MunicipalityTotal,
    Organisation,
    OwnershipReport,
    Population,
    Region,
    RegionMembership,
    Succession,
)
from municipalities.models.region import Certainty
from registry.models import Change
from registry.periods import Precision

IN_PUBLISHED = seen_by_all("agreement__")


def tables(day: date) -> list[Table]:
    """Every table; `day` is the day that `status` is of."""
    return [
        *_agreements(day),
        *_of_agreements(),
        *holding_tables(),
        *_municipalities(),
        *_told_by_municipalities(),
        *_regions(),
        *_codes(),
    ]


def _published(day: date) -> QuerySet:
    """The published agreements, pointing at a parent only when it is published too."""
    parent = Case(When(seen_by_all("parent__"), then=F("parent_id")))
    return Agreement.objects.published().with_status(day).annotate(published_parent=parent)


def _successions() -> QuerySet:
    """Those between published agreements: asked for by id, since SQLite joins the two sides by trying each with each."""
    published = Agreement.objects.published().values("pk")
    return AgreementSuccession.objects.filter(predecessor__in=published, successor__in=published)


def _agreements(day: date) -> list[Table]:
    return [
        table(
            "agreements",
            "Samarbeid som er publisert. status er den som gjaldt dagen filen er laget.",
            lambda: _published(day),
            *("id", "name", "former_names", "purpose", "legal_form", "legal_form_certainty", "legal_basis", "agreement_type"),
            *("parent_id=published_parent", "organisation_id", "region_id", "office", "status", "counts", "counts_reason", *PERIOD),
            *("participants_text", "participants_stated_count", "participants_complete", "unnamed_participants"),
            *("ownership_text", "evidence_first", "evidence_last", "revision", "updated_at", *OWN_COLUMNS),
        ),
        table(
            "agreements_gone",
            "Samarbeid som er trukket tilbake. merged_into_id er det som ble beholdt når det var ført inn to ganger.",
            Agreement.objects.gone,
            *("id", "merged_into_id", "withdrawn_reason"),
        ),
        table(
            "agreement_successions",
            "Samarbeid som kom etter andre.",
            _successions,
            *("id", "predecessor_id", "successor_id", "date", "kind"),
        ),
        Table(
            "changes",
            "Endringer av samarbeid, slik de vises på siden for endringer.",
            ("id", "at", "agreement_id", "revision", "kind", "by"),
            lambda: (
                (record["id"], record["at"], record["agreement"]["id"], record["revision"], record["kind"], record["by"])
                for record in change_records(public_changes().order_by("pk"))
            ),
        ),
    ]


def _of_agreements() -> list[Table]:
    return [
        table(
            "participations",
            "Hvem som er med: én rad er én part, én rolle og én periode i ett samarbeid.",
            lambda: Participation.objects.filter(IN_PUBLISHED),
            *("id", "agreement_id", "municipality_id", "organisation_id", "role", "certainty", "own_purpose", *PERIOD),
        ),
        table(
            "sources",
            "Kildene til hvert samarbeid.",
            lambda: Source.objects.filter(IN_PUBLISHED),
            *("id", "agreement_id", "citation", "url", "as_of_first", "as_of", "as_of_precision", "as_of_text"),
        ),
        table(
            "agreement_areas",
            "Hvilke samarbeidsområder hvert samarbeid gjelder.",
            lambda: Agreement.service_areas.through.objects.filter(IN_PUBLISHED),
            *("agreement_id", "area_id=servicearea_id"),
        ),
        table(
            "areas",
            "Samarbeidsområdene.",
            ServiceArea.objects.all,
            *("id", "code", "name", "sector", "kostra_function", "kostra_label", "recommended_area"),
        ),
        table(
            "organisations",
            "Organisasjoner som er part i et samarbeid, eller er opprettet av et.",
            published_organisations,
            *("id", "name", "kind", "org_number", "org_form", "seat"),
        ),
    ]


def _municipalities() -> list[Table]:
    return [
        table(
            "municipalities",
            "Kommuner, også de som er opphørt. dissolved er første dag kommunen ikke lenger fantes.",
            Municipality.objects.all,
            *("id", "name", "name_se", "name_fkv", "official_name", "org_number", "founded", "dissolved"),
        ),
        table(
            "municipality_numbers",
            "Kommunenumrene hver kommune har hatt, og fylket den lå i da.",
            MunicipalityNumber.objects.all,
            *("id", "municipality_id", "number", "county=county__number", "valid_from", "valid_to", LAST_DAY),
        ),
        table("counties", "Fylker.", County.objects.all, "number", "name", "in_register"),
        table(
            "municipality_successions",
            "Sammenslåinger og delinger av kommuner.",
            Succession.objects.all,
            *("id", "predecessor_id", "successor_id", "date", "kind"),
        ),
    ]


def _told_by_municipalities() -> list[Table]:
    return [
        table("populations", "Folketall.", Population.objects.all, "municipality_id", "date", "number", "source"),
        table(
            "municipality_totals",
            "Årsverk og utgifter i hele kommunen, per år.",
            MunicipalityTotal.objects.all,
            *("municipality_id", "year", "person_years_hundredths", "expenditure", "source", "url"),
        ),
        table(
            "ownership_reports",
            "Eierskapsmeldinger kommunestyret har vedtatt, så langt de er ført inn.",
            OwnershipReport.objects.all,
            *("municipality_id", "adopted", "case_number", "url"),
        ),
        table(
            "mapping_statuses",
            "Hvor fullstendig hver kommune er kartlagt. Under «mapped» er hvert tall et minstetall.",
            MappingStatus.objects.all,
            *("municipality_id", "date", "level", "source"),
        ),
    ]


def _regions() -> list[Table]:
    return [
        table(
            "regions",
            "Regioner av alle slag.",
            Region.objects.all,
            *("id", "slug", "name", "kind", "division", "seat", "source", "source_url", "members_certainty", "members_note"),
            *("stated_members", "stated_population", "stated_population_year", *PERIOD),
        ),
        table(
            "region_memberships",
            "Kommunenes medlemskap i regioner.",
            RegionMembership.objects.all,
            *("id", "region_id", "municipality_id", "certainty", *PERIOD),
        ),
    ]


CODES = {
    "status": Status,
    "agreement_type": AgreementType,
    "certainty": Certainty,
    "precision": Precision,
    "sector": Sector,
    "recommended_area": RecommendedArea,
    "region_kind": Region.Kind,
    "organisation_kind": Organisation.Kind,
    "mapping_level": MappingStatus.Level,
    "municipality_succession_kind": Succession.Kind,
    "agreement_succession_kind": AgreementSuccession.Kind,
    "change_kind": Change.Kind,
    "change_by": Change.ActorKind,
    **CODES_OF_HOLDINGS,
}


def _codes() -> list[Table]:
    forms = ("code", "label", "statute", "old_statute", "agreement_type", "default_role", "legal_person", "in_koml_17_1", "counts")
    return [
        Table(
            "legal_forms",
            "Samarbeidsformene med hjemmel.",
            (*forms, "ended"),
            lambda: (
                (f.code, _(f.label), f.statute, f.old_statute, f.agreement_type, f.default_role.code)
                + (f.legal_person, f.in_koml_17_1, f.counts, f.ended)
                for f in CATALOGUE
            ),
        ),
        Table("roles", "Rollene en part kan ha.", ("code", "label"), lambda: ((role.code, _(role.label)) for role in ROLES)),
        Table(
            "codes",
            "De andre kodene, liste for liste.",
            ("list", "code", "label"),
            lambda: ((name, value, str(label)) for name, choices in CODES.items() for value, label in choices.choices),
        ),
    ]
