"""Findings as records, for whoever may see them."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import timezone

from agreements.columns.records.address import agreement_address


def finding_records(findings: QuerySet, with_reasons: bool) -> Iterator[dict]:
    """The findings, with their agreements at hand. One query. Why one was accepted is for staff, as every reason is."""
    address = agreement_address()
    for row in findings.iterator(chunk_size=500):
        yield {
            "agreement_id": row.agreement_id,
            "agreement": row.agreement.name,
            "url": address % row.agreement_id,
            "message": row.message,
            "severity": row.severity,
            "paragraph": row.paragraph,
            "code": row.code,
            "found_on": timezone.localdate(row.found_at),
            "accepted_on": row.accepted_at and timezone.localdate(row.accepted_at),
            "accepted_reason": row.accepted_reason if with_reasons else "",
        }
