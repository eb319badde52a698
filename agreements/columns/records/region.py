"""Regions as records, each with its members on the day it is shown for."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from agreements.columns.records.address import public_address
from municipalities.models import Region, RegionMembership
from registry.periods import ONE_DAY


def region_records(
    regions: Iterable[tuple[Region, date]], memberships: Mapping[int, Iterable[RegionMembership]], numbers: Mapping[int, str]
) -> Iterator[dict]:
    """Each region with the day its members are shown for. No query: `memberships` have their municipality at hand."""
    for region, day in regions:
        members = [row for row in memberships.get(region.pk, ()) if row.holds(day) and row.municipality.exists_on(day)]
        yield {
            "slug": region.slug,
            "name": region.name,
            "url": public_address("region-detail", region.slug),
            "kind": region.kind,
            "division": region.division,
            "seat": region.seat,
            "valid_from": region.valid_from,
            "valid_to": region.valid_to,
            "last_day": region.valid_to and region.valid_to - ONE_DAY,
            "date_precision": {"valid_from": region.valid_from_precision, "valid_to": region.valid_to_precision},
            "members_on": day,
            "members_basis": region.members_certainty,
            "members": [_member(row, numbers) for row in sorted(members, key=lambda row: row.municipality.sort_key)]
            if region.holds(day)
            else [],
            "stated_members": region.stated_members,
            "source": region.source,
            "source_url": region.source_url,
        }


def _member(row: RegionMembership, numbers: Mapping[int, str]) -> dict:
    return {
        "number": numbers.get(row.municipality_id, ""),
        "name": row.municipality.name,
        "certainty": row.certainty,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
    }
