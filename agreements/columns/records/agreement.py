"""Agreements as records: the nested shape of the API's contract, from which the flat files are made too."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agreements.columns.records.address import LICENCE, agreement_address
from agreements.columns.records.detail import details_of
from agreements.columns.records.party import host_among, parties_of
from agreements.legal_forms.catalogue import BY_CODE
from agreements.models import Agreement, Publication, Sector, Stage, Status
from municipalities.directory import numbers_on
from registry.parameters import today
from registry.periods import ONE_DAY

CHUNK = 500
COLUMNS = (
    "pk",
    "name",
    "legal_form",
    "legal_form_certainty",
    "legal_basis",
    "agreement_type",
    "stage",
    "valid_from",
    "valid_from_precision",
    "valid_to",
    "valid_to_precision",
    "participants_complete",
    "participants_stated_count",
    "counts",
    "evidence_last",
    "updated_at",
    "parent_id",
    "parent__name",
    "parent__publication",
    "parent__stage",
    "organisation__name",
    "organisation__kind",
    "organisation__org_number",
    "purpose",
    "status",
)


def agreement_records(queryset: QuerySet, on: date | None = None, *, detail: bool = False) -> Iterator[dict]:
    """The agreements as records, in the order of the queryset, streamed in chunks of four queries (seven with `detail`).

    With `on` everything is that day's; without it status and host are today's, and all parties are there with their periods.
    """
    day = on or today()
    numbers, address = numbers_on(day), agreement_address()
    rows = queryset.with_status(day).values(*COLUMNS).iterator(chunk_size=CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        ids = [row["pk"] for row in chunk]
        parties, areas = parties_of(ids, on, day, numbers), _areas(ids)
        more = details_of(ids) if detail else {}
        for row in chunk:
            record = _record(row, parties.get(row["pk"], []), areas.get(row["pk"], []), address, on, day)
            yield record | {"purpose": row["purpose"]} | more[row["pk"]] if detail else record


def _record(row: dict, parties: list[tuple], areas: list[dict], address: str, on: date | None, day: date) -> dict:
    end = row["valid_to"]
    return {
        "id": row["pk"],
        "name": row["name"],
        "url": address % row["pk"],
        "legal_form": {"code": row["legal_form"], "label": _(BY_CODE[row["legal_form"]].label)},
        "form_basis": row["legal_form_certainty"],
        "legal_basis": row["legal_basis"],
        "agreement_type": row["agreement_type"],
        "parent": _parent(row, address),
        "service_areas": areas,
        "status": row["status"],
        "status_basis": status_basis(row, day),
        "valid_from": row["valid_from"],
        "valid_to": end,
        "last_day": end and end - ONE_DAY,
        "date_precision": {"valid_from": row["valid_from_precision"], "valid_to": row["valid_to_precision"]},
        "host": host_among(parties, on or _nearest_day(row, day)),
        "participants": [record for _row, record in parties],
        "participants_complete": row["participants_complete"],
        "stated_count": row["participants_stated_count"],
        "organisation": _organisation(row),
        "counts_as_formal": row["counts"],
        "evidence_date": row["evidence_last"],
        "last_confirmed": None,
        "updated_at": row["updated_at"],
        "licence": LICENCE,
    }


def status_basis(row: dict, day: date) -> str:
    """What the status of the day rests on; the cases are those of `AgreementQuerySet.with_status`, in its order.

    period: its dates. proposal: nothing is agreed on yet. source: a dated source covers the day. stage: a case officer knows
    it. none: nothing tells.
    """
    if row["status"] in (Status.ENDED, Status.COMING):
        return "period"
    if row["stage"] in Stage.before_start():
        return "proposal"
    if row["status"] == Status.UNCLEAR:
        return "none"
    return "source" if row["evidence_last"] and day <= row["evidence_last"] else "stage"


def _nearest_day(row: dict, day: date) -> date:
    """The day within the agreement's own period that lies nearest: its first when it is coming, its last when it is over."""
    if row["valid_from"] and day < row["valid_from"]:
        day = row["valid_from"]
    return row["valid_to"] - ONE_DAY if row["valid_to"] and row["valid_to"] <= day else day


def _parent(row: dict, address: str) -> dict | None:
    if row["parent__publication"] != Publication.PUBLISHED or row["parent__stage"] in Stage.before_council():
        return None
    return {"id": row["parent_id"], "name": row["parent__name"], "url": address % row["parent_id"]}


def _organisation(row: dict) -> dict | None:
    if row["organisation__name"] is None:
        return None
    number = row["organisation__org_number"] or None
    return {"org_number": number, "name": row["organisation__name"], "kind": row["organisation__kind"]}


def _areas(ids: list[int]) -> dict[int, list[dict]]:
    """The service areas of each agreement, by name."""
    through = Agreement.service_areas.through.objects.filter(agreement__in=ids).order_by("servicearea__sort_key", "servicearea_id")
    sectors = {value: str(label) for value, label in Sector.choices}
    records: dict[str, dict] = {}
    found: dict[int, list[dict]] = {}
    for agreement, code, name, sector in through.values_list(
        "agreement_id", "servicearea__code", "servicearea__name", "servicearea__sector"
    ):
        if code not in records:
            records[code] = {"code": code, "label": name, "sector": {"code": sector, "label": sectors[sector]}}
        found.setdefault(agreement, []).append(records[code])
    return found
