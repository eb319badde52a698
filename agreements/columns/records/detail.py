"""What only the record of one agreement holds: its sources, what came before and after it, and its diary."""

from collections.abc import Collection, Mapping

from django.db.models import F

from agreements.columns.public_changes import public_changes
from agreements.columns.records.address import agreement_address
from agreements.columns.records.change import change_records
from agreements.columns.records.holdings import holding_records
from agreements.models import AgreementSuccession, Source, seen_by_all
from municipalities.places import Place

SOURCE_COLUMNS = ("agreement_id", "citation", "url", "as_of", "as_of_precision", "as_of_text")
SUCCESSION_COLUMNS = (
    "predecessor_id",
    "predecessor__name",
    "successor_id",
    "successor__name",
    "date",
    "kind",
)


def details_of(ids: Collection[int], places: Mapping[int, Place]) -> dict[int, dict]:
    """The keys that a detail adds, for each agreement."""
    held = holding_records(ids, places)
    found: dict[int, dict] = {pk: {**held[pk], "predecessors": [], "successors": [], "sources": [], "history": []} for pk in ids}
    order = (F("as_of").desc(nulls_last=True), "pk")
    for agreement, *values in Source.objects.filter(agreement__in=ids).order_by(*order).values_list(*SOURCE_COLUMNS):
        found[agreement]["sources"].append(dict(zip(SOURCE_COLUMNS[1:], values, strict=True)))
    for agreement, side, record in _successions(ids):
        found[agreement][side].append(record)
    for record in change_records(public_changes().filter(record_id__in=ids)):
        found[record["agreement"]["id"]]["history"].append({key: record[key] for key in record if key != "agreement"})
    return found


def _successions(ids: Collection[int]):
    """(agreement, side, record) for those whose other side everyone may see."""
    rows = AgreementSuccession.objects.order_by("date", "pk").filter(seen_by_all("predecessor__"), seen_by_all("successor__"))
    address = agreement_address()
    related = rows.filter(predecessor__in=ids) | rows.filter(successor__in=ids)
    for before, before_name, after, after_name, day, kind in related.values_list(*SUCCESSION_COLUMNS):
        if after in ids:
            yield after, "predecessors", {"id": before, "name": before_name, "url": address % before, "date": day, "kind": kind}
        if before in ids:
            yield before, "successors", {"id": after, "name": after_name, "url": address % after, "date": day, "kind": kind}
