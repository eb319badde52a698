"""The tables of a dump with what agreements hold beside their parties and sources."""

from agreements.columns.normalised.table import PERIOD, Table, table
from agreements.columns.records.holdings import OWN_COLUMNS as FACTS
from agreements.columns.records.holdings import TERM_COLUMNS
from agreements.models import (
    AgreementYear,
    Authority,
    Body,
    CostComponent,
    CostSplit,
    Decision,
    Document,
    FileKind,
    Grant,
    Ownership,
    PartyYear,
    Version,
    seen_by_all,
)

OWN_COLUMNS = (*FACTS, *TERM_COLUMNS)
OF_AGREEMENT, OF_PARTY = seen_by_all("agreement__"), seen_by_all("participation__agreement__")
CODES_OF_HOLDINGS = {
    "authority": Authority,
    "body_kind": Body.Kind,
    "decision_outcome": Decision.Outcome,
    "decision_organ": Decision.Organ,
    "document_kind": Document.Kind,
    "file_kind": FileKind,
    "cost_split_kind": CostSplit.Kind,
    "cost_basis": CostComponent.Basis,
}


def holding_tables() -> list[Table]:
    """Texts and decisions, then money and figures."""
    return [*_texts(), *_money()]


def _texts() -> list[Table]:
    return [
        table(
            "versions",
            "Vedtatte tekster av avtalene.",
            lambda: Version.objects.filter(OF_AGREEMENT),
            *("id", "agreement_id", "name", "adopted", "changes", *PERIOD),
        ),
        table(
            "decisions",
            "Hva hver part har vedtatt om et samarbeid eller en versjon av avtalen.",
            lambda: Decision.objects.filter(OF_AGREEMENT),
            *("id", "agreement_id", "version_id", "municipality_id", "organisation_id", "outcome", "organ", "date"),
            *("case_number", "url"),
        ),
        table(
            "documents",
            "Dokumenter som er kontrollert og vises. Uten url ligger filen i registeret, på /dokumenter/<id>/.",
            lambda: Document.objects.checked().filter(OF_AGREEMENT),
            *("id", "agreement_id", "version_id", "kind", "title", "date", "url", "file_kind", "size", "checksum"),
        ),
        table(
            "bodies",
            "Organer og ledende roller, uten navn på personer.",
            lambda: Body.objects.filter(OF_AGREEMENT),
            *("id", "agreement_id", "kind", "seats", "seats_each", "about"),
        ),
    ]


def _money() -> list[Table]:
    return [
        table(
            "ownerships",
            "Eierandeler, som brøk. liability er ansvarsandelen når den er oppgitt for seg.",
            lambda: Ownership.objects.filter(OF_PARTY),
            *("id", "participation_id", "share_num", "share_den", "liability_num", "liability_den", "by_population"),
            *("shares_number", "capital", "seats", "as_of", "as_of_precision", "source", *PERIOD),
        ),
        table(
            "cost_splits",
            "Hvordan partene deler kostnadene.",
            lambda: CostSplit.objects.filter(OF_AGREEMENT),
            *("id", "agreement_id", "kind", "covers", "unit_price", "unit", "description", "source", *PERIOD),
        ),
        table(
            "cost_components",
            "Delene av en fordelingsnøkkel, som brøk. De blir til sammen hele.",
            lambda: CostComponent.objects.filter(seen_by_all("cost_split__agreement__")),
            *("id", "cost_split_id", "share_num", "share_den", "basis", "text"),
        ),
        table(
            "grants",
            "Tilskudd, kroner per år.",
            lambda: Grant.objects.filter(OF_AGREEMENT),
            *("id", "agreement_id", "giver", "amount", "purpose", *PERIOD),
        ),
        table(
            "agreement_years",
            "Årsverk (i hundredeler: 350 er 3,5) og kostnad i kroner, år for år.",
            lambda: AgreementYear.objects.filter(OF_AGREEMENT),
            *("id", "agreement_id", "year", "person_years_hundredths", "cost", "source"),
        ),
        table(
            "party_years",
            "Hva hver part har betalt, og bokført verdi, i kroner, år for år.",
            lambda: PartyYear.objects.filter(OF_PARTY),
            *("id", "participation_id", "year", "payment", "book_value", "source"),
        ),
    ]
