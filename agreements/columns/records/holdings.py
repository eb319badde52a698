"""What agreements hold as records: texts, decisions, documents, bodies, money and figures. Only what everyone may see."""

from collections.abc import Collection, Mapping

from agreements.columns.records.address import public_address
from agreements.columns.records.party import MUNICIPALITY
from agreements.models import DATES, Agreement, CostSplit, Decision, Document, Grant, Ownership, Participation, Version
from agreements.models.holdings import Holdings, holdings_of
from municipalities.places import Place
from registry.periods import ONE_DAY

OWN_COLUMNS = (
    *("authority", "sector_law", "authority_from", "is_legal_person", "notice_months", "is_fixed_term"),
    *(f"{name}{suffix}" for name in DATES for suffix in ("", "_precision", "_text")),
    *("archive_responsible", "archive_system", "archive_depot", "archive_case_number"),
)
TERM_COLUMNS = (
    *("tasks_stated", "transfer_date_stated", "information_stated", "settlement_stated", "settlement", "exit_stated", "exit_rule"),
    *("dissolution_stated", "dissolution_rule", "archive_stated", "archive_rule", "contribution_duty", "contribution"),
    *("loan_allowed", "loan_ceiling", "representantskap_members", "board_members"),
)


def holding_records(ids: Collection[int], places: Mapping[int, Place]) -> dict[int, dict]:
    """The keys for each agreement. Two queries, and one more when shares or payments are held."""
    held = holdings_of(ids)
    own = Agreement.objects.filter(pk__in=ids).values("pk", *OWN_COLUMNS, *TERM_COLUMNS)
    rows = [row for one in held.values() for row in (*one.ownerships, *one.party_years)]
    who = _parties({row.participation_id for row in rows}, places) if rows else {}
    found = {}
    for row in own:
        terms = {name: row[name] for name in TERM_COLUMNS}
        found[row["pk"]] = {**{name: row[name] for name in OWN_COLUMNS}, "terms": terms, **_lists(held[row["pk"]], who, places)}
    return found


def _parties(ids: Collection[int], places: Mapping[int, Place]) -> dict[int, dict]:
    """Whom each participation is of."""
    columns = ("pk", "municipality_id", "organisation__org_number", "organisation__name", "organisation__kind")
    return {
        pk: _municipality(places[municipality]) if municipality else {"org_number": number or None, "name": name, "kind": kind}
        for pk, municipality, number, name, kind in Participation.objects.filter(pk__in=ids).values_list(*columns)
    }


def _municipality(place: Place) -> dict:
    return {"number": place.number, "name": place.name, "kind": MUNICIPALITY}


def _lists(held: Holdings, who: Mapping[int, dict], places: Mapping[int, Place]) -> dict:
    return {
        "versions": [_columns(row, "name", "adopted", "changes") | _period(row) for row in held.versions],
        "decisions": [_decision(row, held, places) for row in held.decisions],
        "documents": [_document(row, held) for row in held.documents if row.checked],
        "bodies": [_columns(row, "kind", "seats", "seats_each", "about") for row in held.bodies],
        "ownerships": [{"party": who[row.participation_id]} | _ownership(row) for row in held.ownerships],
        "cost_splits": [_cost_split(row, held) for row in held.cost_splits],
        "grants": [_columns(row, "giver", "amount", "purpose") | _period(row) for row in held.grants],
        "years": [
            {
                "year": row.year,
                "person_years": None if row.person_years_hundredths is None else row.person_years_hundredths / 100,
                "cost": row.cost,
                "source": row.source,
            }
            for row in held.years
        ],
        "party_years": [
            {"party": who[row.participation_id]} | _columns(row, "year", "payment", "book_value", "source")
            for row in held.party_years
        ],
    }


def _columns(row: object, *names: str) -> dict:
    return {name: getattr(row, name) for name in names}


def _period(row: Version | Grant | CostSplit | Ownership) -> dict:
    return {
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "last_day": row.valid_to and row.valid_to - ONE_DAY,
        "date_precision": {"valid_from": row.valid_from_precision, "valid_to": row.valid_to_precision},
    }


def _decision(row: Decision, held: Holdings, places: Mapping[int, Place]) -> dict:
    if row.municipality:
        party = _municipality(places[row.municipality_id])
    else:
        party = {"org_number": row.organisation.org_number or None, "name": row.organisation.name, "kind": row.organisation.kind}
    version = held.version(row.version_id)
    return {"party": party, "version": version and version.name} | _columns(row, "outcome", "organ", "date", "case_number", "url")


def _document(row: Document, held: Holdings) -> dict:
    version = held.version(row.version_id)
    address = row.url or public_address("document", row.pk)
    return _columns(row, "kind", "title", "date") | {"version": version and version.name, "url": address}


def _ownership(row: Ownership) -> dict:
    shares = {"share": (row.share_num, row.share_den), "liability": (row.liability_num, row.liability_den)}
    return {
        **{name: _fraction(*share) for name, share in shares.items()},
        **_columns(row, "by_population", "shares_number", "capital", "seats", "as_of", "source"),
        **_period(row),
    }


def _fraction(part: int | None, whole: int | None) -> dict | None:
    return {"numerator": part, "denominator": whole, "percent": round(100 * part / whole, 4)} if whole else None


def _cost_split(row: CostSplit, held: Holdings) -> dict:
    parts = [{"share": _fraction(part.share_num, part.share_den)} | _columns(part, "basis", "text") for part in held.parts_of(row)]
    return _columns(row, "kind", "covers", "unit_price", "unit", "description", "source") | _period(row) | {"components": parts}
