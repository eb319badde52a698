"""Who takes part in agreements: the participations of many agreements at once, each written as JSON by the database.

This is what lists of agreements spend their time on, five rows for each of them. The API answers with the text as it stands,
files read it back. A new key is a line of `PARTICIPANT`.
"""

from collections.abc import Collection, Mapping
from datetime import date

import orjson
from django.db.models import F, Func, TextField
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, JSONObject

from agreements.legal_forms.catalogue import HOST_ROLE, LEADING_ROLES
from agreements.models import Ownership, Participation
from municipalities.models import Organisation
from municipalities.places import Place

MUNICIPALITY = "kommune"


class LastDay(Func):
    """The day before the first day on which something no longer holds."""

    template = "date(%(expressions)s, '-1 day')"
    output_field = TextField()

    def as_postgresql(self, compiler, connection, **context):
        """PostgreSQL subtracts days."""
        return self.as_sql(compiler, connection, template="(%(expressions)s - 1)", **context)


PARTICIPANT: dict[str, Combinable] = {
    "role": F("role"),
    "certainty": F("certainty"),
    "valid_from": F("valid_from"),
    "valid_to": F("valid_to"),
    "last_day": LastDay("valid_to"),
    "date_precision": JSONObject(valid_from="valid_from_precision", valid_to="valid_to_precision"),
    "date_text": JSONObject(valid_from="valid_from_text", valid_to="valid_to_text"),
    "own_purpose": F("own_purpose"),
}
PARTY, SHARE = "party", "share"  # put in from memory: a municipality is written once, and few parties have a share
PARTICIPANT_KEYS = (PARTY, *PARTICIPANT, SHARE)
DATES = ("valid_from", "valid_to", "last_day")


def parties_of(
    ids: Collection[int], on: date | None, day: date, places: Mapping[int, Place], keys: Collection[str] = PARTICIPANT_KEYS
) -> dict[int, str]:
    """The parties of each agreement as the JSON of a list: the host or seller first, then municipalities, each by name.

    With `on` those of that day, else all there are or have been; shares are those of `day`. Three queries in all.
    """
    held = Participation.objects.on(on) if on else Participation.objects.all()
    own = {key: PARTICIPANT[key] for key in PARTICIPANT if key in keys}
    columns = ("agreement_id", "pk", "municipality_id", "organisation_id", "role", Cast(JSONObject(**own), TextField()))
    rows = list(held.filter(agreement__in=ids).values_list(*columns))
    municipalities = {pk: _municipality(places[pk]) for pk in {row[2] for row in rows if row[2]}}
    organisations = _organisations({row[3] for row in rows if row[3]})
    shares = _shares(ids, day) if SHARE in keys else {}
    comma = "," if own else ""
    found: dict[int, list[tuple]] = {pk: [] for pk in ids}
    for agreement, pk, municipality, organisation, role, text in rows:
        place, party = municipalities[municipality] if municipality else organisations[organisation]
        if PARTY in keys:
            text = f'{{"party":{party}{comma}{text[1:]}'
        if SHARE in keys:
            text = f'{text[:-1]}{"," if len(text) > 2 else ""}"share":{shares.get(pk, "null")}}}'
        found[agreement].append((role not in LEADING_ROLES, place, pk, text))
    return {agreement: f"[{','.join(text for *_place, text in sorted(parties))}]" for agreement, parties in found.items()}


def read_parties(text: str) -> list[dict]:
    """The records in the JSON, with days as days."""
    parties = orjson.loads(text)
    for party in parties:
        for name in DATES:
            party[name] = party[name] and date.fromisoformat(party[name])
    return parties


def hosts_of(ids: Collection[int], places: Mapping[int, Place]) -> dict[int, list[tuple]]:
    """The municipalities that do or did the work for the others: (place, start, end) in order of names. One query."""
    columns = ("agreement_id", "municipality_id", "valid_from", "valid_to")
    rows = Participation.objects.filter(agreement__in=ids, role=HOST_ROLE, municipality__isnull=False).values_list(*columns)
    found: dict[int, list[tuple]] = {}
    for agreement, municipality, start, end in sorted(rows, key=lambda row: places[row[1]].sort_key):
        found.setdefault(agreement, []).append((places[municipality], start, end))
    return found


def host_among(hosts: list[tuple], day: date) -> dict | None:
    """The first of them that is host on the day, as number and name."""
    for place, start, end in hosts:
        if (start is None or start <= day) and (end is None or day < end) and place.exists_on(day):
            return {"number": place.number, "name": place.name}
    return None


def _text(record: dict) -> str:
    return orjson.dumps(record).decode()


def _municipality(place: Place) -> tuple[tuple, str]:
    """Where it stands among parties, and its JSON."""
    return (False, place.sort_key), _text({"number": place.number, "name": place.name, "kind": MUNICIPALITY})


def _organisations(ids: Collection[int]) -> dict[int, tuple[tuple, str]]:
    """Where each stands among parties, and its JSON. One query."""
    rows = Organisation.objects.filter(pk__in=ids).values_list("pk", "sort_key", "org_number", "name", "kind")
    return {
        pk: ((True, sort_key), _text({"org_number": number or None, "name": name, "kind": kind}))
        for pk, sort_key, number, name, kind in rows
    }


def _shares(ids: Collection[int], day: date) -> dict[int, str]:
    """The JSON of the share of each participation on the day, when one is known. One query."""
    rows = Ownership.objects.on(day).filter(participation__agreement__in=ids, share_den__isnull=False).order_by("pk")
    return {
        participation: _text({"numerator": part, "denominator": whole, "percent": round(100 * part / whole, 4)})
        for participation, part, whole in rows.values_list("participation_id", "share_num", "share_den")
    }
