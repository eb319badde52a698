"""Municipalities as records, as of a day: names, number, county, inhabitants, and how completely they are mapped."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from agreements.columns.records.address import public_address
from municipalities.coverage import Coverage
from municipalities.directory import Directory, Entry
from municipalities.models import Municipality, Population
from registry.periods import ONE_DAY


class Figures(Protocol):
    """One municipality's counting agreements on the day: all, those it hosts, and those nobody knows still hold."""

    agreements: int
    hosted: int
    unclear: int


def municipality_records(
    entries: Iterable[Entry], directory: Directory, coverage: Coverage, figures: dict[int, Figures]
) -> Iterator[dict]:
    """Municipalities as of the directory's day. One query however many there are; `figures` are those of the day, by id."""
    day = directory.day
    people = {row.municipality_id: row for row in Population.objects.filter(date__lte=day).order_by("date")}
    for entry in entries:
        row, municipality = entry.number_row(day), entry.municipality
        yield {
            "number": row.number,
            "name": municipality.name,
            "name_se": municipality.name_se,
            "name_fkv": municipality.name_fkv,
            "official_name": municipality.official_name,
            "url": public_address("municipality-detail", row.number),
            "org_number": municipality.org_number or None,
            "county": {"number": row.county.number, "name": row.county.name},
            "valid_from": municipality.founded,
            "valid_to": municipality.dissolved,
            "last_day": municipality.dissolved and municipality.dissolved - ONE_DAY,
            "population": _population(people.get(municipality.pk)),
            **_mapping(municipality, coverage),
            **_figures(figures.get(municipality.pk)),
        }


def _population(row: Population | None) -> dict | None:
    return {"number": row.number, "date": row.date} if row else None


def _mapping(municipality: Municipality, coverage: Coverage) -> dict:
    status = coverage.statuses.get(municipality.pk)
    return {
        "mapping": {"level": coverage.level(municipality.pk).value, "date": status.date if status else None},
        "figures_are_minimum": not coverage.is_full(municipality.pk),
    }


def _figures(found: Figures | None) -> dict:
    return {
        "agreements": found.agreements if found else 0,
        "hosted": found.hosted if found else 0,
        "unclear": found.unclear if found else 0,
    }
