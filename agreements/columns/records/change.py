"""Changes as records: what changed, when and on whose behalf; never a name, a reason or a note."""

from collections.abc import Iterator
from itertools import islice

from django.db.models import QuerySet

from agreements.columns.public_changes import told
from agreements.columns.records.address import agreement_address
from registry.models import Change

CHUNK = 200


def change_records(queryset: QuerySet | list[Change]) -> Iterator[dict]:
    """The changes, from `public_changes()`, as records in the order of the queryset; a few queries a chunk."""
    address = agreement_address()
    rows = queryset.iterator(chunk_size=CHUNK) if isinstance(queryset, QuerySet) else iter(queryset)
    while chunk := list(islice(rows, CHUNK)):
        for row, public in zip(chunk, told(chunk), strict=True):
            yield {
                "id": row.pk,
                "at": row.at,
                "kind": public.kind,
                "by": row.actor_kind,
                "text": public.what,
                "agreement": {"id": row.record_id, "name": public.name, "url": address % row.record_id},
                "revision": row.revision,
                "differences": [
                    {"field": line.label, "row": line.row, "before": line.before, "after": line.after} for line in public.lines
                ],
            }
