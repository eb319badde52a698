"""Agreements as records: the nested shape of the API's contract, from which the flat files are made too.

A new key is a line of `KEYS`.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

import orjson
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agreements.columns.records.address import LICENCE, agreement_address
from agreements.columns.records.area import areas_of
from agreements.columns.records.detail import details_of
from agreements.columns.records.key import Key, columns_of, readers_of
from agreements.columns.records.party import PARTICIPANT_KEYS, host_among, hosts_of, parties_of, read_parties
from agreements.legal_forms.catalogue import CATALOGUE
from agreements.models import Publication, Stage, Status
from municipalities.places import Place, places_on
from registry.parameters import today
from registry.periods import ONE_DAY

CHUNK = 500


def _forms() -> dict[str, dict]:
    """Each legal form as code and words; said once a reading, since a look-up of words a record would be felt."""
    return {form.code: {"code": form.code, "label": _(form.label)} for form in CATALOGUE}


@dataclass
class Reading:
    """What one reading of the register has at hand beside the rows: the day, and what is fetched once a chunk."""

    on: date | None
    day: date
    as_json: bool
    address: str = field(default_factory=agreement_address)
    forms: dict[str, dict] = field(default_factory=_forms)
    places: dict[int, Place] = field(default_factory=dict)
    parties: dict[int, str] = field(default_factory=dict)
    hosts: dict[int, list[tuple]] = field(default_factory=dict)
    areas: dict[int, list[dict]] = field(default_factory=dict)

    def fetch(self, ids: list[int], keys: Collection[str], participant_keys: Collection[str]) -> None:
        """Read what the keys need beside the table itself, for these agreements."""
        if not {"host", "participants"}.isdisjoint(keys):
            self.places = self.places or places_on(self.day)
        if "participants" in keys:
            self.parties = parties_of(ids, self.on, self.day, self.places, participant_keys)
        if "host" in keys:
            self.hosts = hosts_of(ids, self.places)
        if "service_areas" in keys:
            self.areas = areas_of(ids)


def _parent(reading: Reading, pk: int, name: str, publication: str, stage: str) -> dict | None:
    if publication != Publication.PUBLISHED or stage in Stage.before_council():
        return None
    return {"id": pk, "name": name, "url": reading.address % pk}


def _organisation(reading: Reading, number: str, name: str | None, kind: str, form: str) -> dict | None:
    return None if name is None else {"org_number": number or None, "name": name, "kind": kind, "org_form": form or None}


def status_basis(reading: Reading, status: str, stage: str, evidence_last: date | None) -> str:
    """What the status of the day rests on; the cases are those of `AgreementQuerySet.with_status`, in its order.

    period: its dates. proposal: nothing is agreed on yet. source: a dated source covers the day. stage: a case officer knows
    it. none: nothing tells.
    """
    if status in (Status.ENDED, Status.COMING):
        return "period"
    if stage in Stage.before_start():
        return "proposal"
    if status == Status.UNCLEAR:
        return "none"
    return "source" if evidence_last and reading.day <= evidence_last else "stage"


def _host(reading: Reading, pk: int, start: date | None, end: date | None) -> dict | None:
    """The host of the day asked for; else of the day within the agreement's own period that lies nearest to today."""
    day = reading.day
    if reading.on is None:
        day = start if start and day < start else day
        day = end - ONE_DAY if end and end <= day else day
    return host_among(reading.hosts.get(pk, []), day)


def _participants(reading: Reading, pk: int) -> orjson.Fragment | list[dict]:
    text = reading.parties[pk]
    return orjson.Fragment(text) if reading.as_json else read_parties(text)


def _ends(reading: Reading, start: str, end: str) -> dict:
    return {"valid_from": start, "valid_to": end}


KEYS: dict[str, Key] = {
    "id": Key(("pk",)),
    "name": Key(("name",)),
    "url": Key(("pk",), lambda reading, pk: reading.address % pk),
    "legal_form": Key(("legal_form",), lambda reading, code: reading.forms[code]),
    "form_basis": Key(("legal_form_certainty",)),
    "legal_basis": Key(("legal_basis",)),
    "agreement_type": Key(("agreement_type",)),
    "parent": Key(("parent_id", "parent__name", "parent__publication", "parent__stage"), _parent),
    "service_areas": Key(("pk",), lambda reading, pk: reading.areas.get(pk, [])),
    "status": Key(("status",)),
    "status_basis": Key(("status", "stage", "evidence_last"), status_basis),
    "valid_from": Key(("valid_from",)),
    "valid_to": Key(("valid_to",)),
    "last_day": Key(("valid_to",), lambda reading, end: end and end - ONE_DAY),
    "date_precision": Key(("valid_from_precision", "valid_to_precision"), _ends),
    "date_text": Key(("valid_from_text", "valid_to_text"), _ends),
    "host": Key(("pk", "valid_from", "valid_to"), _host),
    "participants": Key(("pk",), _participants),
    "participants_complete": Key(("participants_complete",)),
    "stated_count": Key(("participants_stated_count",)),
    "organisation": Key(tuple(f"organisation__{name}" for name in ("org_number", "name", "kind", "org_form")), _organisation),
    "counts_as_formal": Key(("counts",)),
    "evidence_date": Key(("evidence_last",)),
    "last_confirmed": Key(("last_confirmed",)),
    "updated_at": Key(("updated_at",)),
    "licence": Key(("pk",), lambda reading, pk: LICENCE),
}
NESTED = "participants."  # «participants.role» asks for that key alone of each party
AGREEMENT_KEYS = (*KEYS, *(NESTED + key for key in PARTICIPANT_KEYS))


def agreement_records(
    queryset: QuerySet, on: date | None = None, asked: Collection[str] = KEYS, *, detail: bool = False, as_json: bool = False
) -> Iterator[dict]:
    """The agreements as records, in the order of the queryset, streamed in chunks of six queries (twelve with `detail`).

    With `on` everything is that day's; without it status and host are today's, and all parties are there with their periods.
    `asked` are some of AGREEMENT_KEYS; those of single keys of participants only together with `as_json`, which leaves
    the participants as JSON for `orjson.dumps`.
    """
    reading = Reading(on, on or today(), as_json)
    keys, participant_keys = _split(asked)
    columns = columns_of(keys, KEYS, ["pk", *(["purpose"] if detail else [])])
    rows = queryset.with_status(reading.day) if "status" in columns else queryset
    rows = rows.values_list(*columns).iterator(chunk_size=CHUNK)
    reads = readers_of(keys, KEYS, columns, reading)
    while chunk := list(islice(rows, CHUNK)):
        ids = [row[0] for row in chunk]
        reading.fetch(ids, keys, participant_keys)
        more = details_of(ids, reading.places) if detail else {}
        for row in chunk:
            record = {key: read(row) for key, read in reads}
            yield record | {"purpose": row[1]} | more[row[0]] if detail else record


def _split(asked: Collection[str]) -> tuple[set[str], Collection[str]]:
    """The keys of the record, and those of each participant: all of them unless some are asked for."""
    nested = [key.removeprefix(NESTED) for key in asked if key.startswith(NESTED)]
    keys = {"participants" if key.startswith(NESTED) else key for key in asked}
    return keys, nested if nested and "participants" not in asked else PARTICIPANT_KEYS
