"""A plan as it is kept: what a person was shown of each scheme, and a digest that tells whether it is still the same."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
from types import MappingProxyType

from django.core.serializers.json import DjangoJSONEncoder

from agreements.imports.applying.new_facts import facts_of
from agreements.imports.plan import Plan, Scheme, State
from agreements.models import Import, ImportedScheme
from registry.models import Change

BATCH = 500
NOTHING: Mapping = MappingProxyType({})
LONGEST_NAME = ImportedScheme._meta.get_field("name").max_length
TOLD = ("rows", "changes", "questions", "refusals", "contradictions", "breaches", "places")
WRITTEN = (State.NEW, State.CHANGED, State.ENDED)  # the states in which something is written


def picture(scheme: Scheme) -> dict:
    """What the page shows of a scheme, as plain values."""
    told = {name: [asdict(row) if hasattr(row, "__dataclass_fields__") else row for row in getattr(scheme, name)] for name in TOLD}
    if scheme.state == State.NEW and scheme.draft is not None:
        told["changes"] = facts_of(scheme.draft.whole())
    return json.loads(json.dumps(told, cls=DjangoJSONEncoder))


def digest(scheme: Scheme) -> str:
    """The same for as long as the file would do the same to the same edition of the same agreement."""
    changes = [(change.label, change.before, change.after) for change in scheme.changes]
    places = [(place.table, place.row) for place in scheme.places]
    facts = (scheme.state.value, scheme.name, scheme.agreement, scheme.revision, changes, places)
    return sha256(repr(facts).encode(errors="replace")).hexdigest()


def keep(plan: Plan, of: Import, changes: Mapping[int, Change] = NOTHING, notes: Mapping[int, str] = NOTHING) -> None:
    """Store what the plan shows, instead of what it showed before; by place, what was written and why something was not.

    What was written is kept as it was shown.
    """
    pictures = dict(of.schemes.filter(state__in=WRITTEN).values_list("digest", "shown")) if changes else {}
    of.schemes.all().delete()
    rows = [
        ImportedScheme(
            part_of=of,
            place=place,
            state=scheme.state.value,
            name=scheme.name[:LONGEST_NAME],
            agreement_id=changes[place].record_id if place in changes else scheme.agreement,
            revision=changes[place].revision if place in changes else scheme.revision,
            shown=pictures.get(said) or picture(scheme),
            digest=said,
            change=changes.get(place),
            note=notes.get(place, ""),
        )
        for place, (scheme, said) in enumerate((scheme, digest(scheme)) for scheme in plan.schemes)
    ]
    ImportedScheme.objects.bulk_create(rows, batch_size=BATCH)
