"""Regions as records, each with its members on the day it is shown for."""

from collections.abc import Iterable, Iterator

from agreements.columns.records.address import public_address
from municipalities.models import Region
from municipalities.region_members import Member, Members
from registry.periods import ONE_DAY


def region_records(regions: Iterable[tuple[Region, Members]]) -> Iterator[dict]:
    """Regions with their members of a day. No query."""
    for region, members in regions:
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
            "date_text": {"valid_from": region.valid_from_text, "valid_to": region.valid_to_text},
            "members_on": members.day,
            "members_basis": region.members_certainty,
            "members": [_member(member) for member in members.members],
            "population": members.population,
            "stated_members": region.stated_members,
            "source": region.source,
            "source_url": region.source_url,
        }


def _member(member: Member) -> dict:
    row = member.membership
    return {
        "number": member.number.number,
        "name": row.municipality.name,
        "certainty": row.certainty,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "last_day": row.last_day,
    }
