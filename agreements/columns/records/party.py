"""Who takes part in agreements, with their shares: participations of many agreements at once."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Case, F, Value, When

from agreements.legal_forms.catalogue import HOST_ROLE, LEADING_ROLES
from agreements.models import Ownership, Participation
from registry.periods import ONE_DAY

MUNICIPALITY = "kommune"
COLUMNS = (
    "pk",
    "agreement_id",
    "role",
    "certainty",
    "valid_from",
    "valid_from_precision",
    "valid_to",
    "valid_to_precision",
    "municipality_id",
    "municipality__name",
    "municipality__founded",
    "municipality__dissolved",
    "organisation__name",
    "organisation__kind",
    "organisation__org_number",
)


def parties_of(ids: Collection[int], on: date | None, day: date, numbers: Mapping[int, str]) -> dict[int, list[tuple]]:
    """The parties of each agreement as (row, record), host or seller first, then by name. Two queries however many there are.

    With `on` those of that day, else all there are or have been; shares are those of `day`. `numbers` are the municipalities'.
    """
    rows = Participation.objects.on(on) if on else Participation.objects.all()
    leading = Case(When(role__in=LEADING_ROLES, then=Value(0)), default=Value(1))
    order = (leading, F("municipality__sort_key").asc(nulls_last=True), "organisation__sort_key", "pk")
    shares = _shares(ids, day)
    found: dict[int, list[tuple]] = {}
    for row in rows.filter(agreement__in=ids).order_by(*order).values_list(*COLUMNS):
        found.setdefault(row[1], []).append((row, _record(row, numbers, shares.get(row[0]))))
    return found


def _record(row: tuple, numbers: Mapping[int, str], share: dict | None) -> dict:
    _pk, _agreement, role, certainty, start, started, end, ended, municipality, *rest = row
    if municipality:
        party = {"number": numbers.get(municipality, ""), "name": rest[0], "kind": MUNICIPALITY}
    else:
        name, kind, number = rest[3:]
        party = {"org_number": number or None, "name": name, "kind": kind}
    return {
        "party": party,
        "role": role,
        "certainty": certainty,
        "valid_from": start,
        "valid_to": end,
        "last_day": end and end - ONE_DAY,
        "date_precision": {"valid_from": started, "valid_to": ended},
        "share": share,
    }


def host_among(parties: list[tuple], day: date) -> dict | None:
    """The municipality that does the work for the others on the day, as number and name."""
    for row, record in parties:
        if row[2] == HOST_ROLE and row[8] and _holds(row, day):
            return {"number": record["party"]["number"], "name": record["party"]["name"]}
    return None


def _holds(row: tuple, day: date) -> bool:
    """Whether the row, and its municipality, are there on the day."""
    start, end, founded, dissolved = row[4], row[6], row[10], row[11]
    within = (start is None or start <= day) and (end is None or day < end)
    return within and (founded is None or founded <= day) and (dissolved is None or day < dissolved)


def _shares(ids: Collection[int], day: date) -> dict[int, dict]:
    """The share of each participation on the day, when one is known."""
    rows = Ownership.objects.on(day).filter(participation__agreement__in=ids).order_by("pk")
    return {
        participation: {"numerator": part, "denominator": whole, "percent": round(100 * part / whole, 4)}
        for participation, part, whole in rows.values_list("participation_id", "share_num", "share_den")
    }
