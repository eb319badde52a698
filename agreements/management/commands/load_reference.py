"""`manage.py load_reference`: counties, municipalities through time, regions, organisations and service areas from fixtures/.

Safe to run twice: what is as the file says is left alone, what the file says differently is updated, and a record that a
person has changed is never touched, only reported. Rows that somebody has added (a newer population, a new number) stay.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import models, transaction
from django.utils.translation import gettext as _

from agreements.management.loading import check_fields, period_columns, read_last_day, read_start, refusing
from agreements.models import ServiceArea
from municipalities.models import (
    County,
    MappingStatus,
    Municipality,
    MunicipalityNumber,
    Organisation,
    Population,
    Region,
    RegionMembership,
    Succession,
)
from registry import changes
from registry.changes import Actor
from registry.models import Change
from registry.periods import parse_date

FOLDER = settings.BASE_DIR / "fixtures"
PERIOD = ("from", "from_text", "until", "until_text")


class Command(BaseCommand):
    """Loads the reference data."""

    help = _("Laster fylker, kommuner, regioner, organisasjoner og samarbeidsområder fra fixtures/. Kan trygt kjøres flere ganger.")

    def add_arguments(self, parser):
        """A folder of its own, for another part of the country."""
        parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help=_("Mappen med JSON-filene."))

    def handle(self, *args, **options):
        """All or nothing."""
        loader = ReferenceLoader(options["folder"])
        with transaction.atomic(), refusing(lambda: loader.place):
            loader.load()
        for kept in loader.kept:
            self.stdout.write(_("%(record)s er endret for hånd og er ikke rørt.") % {"record": kept})
        self.stdout.write(
            _("Grunndata: %(new)s nye rader, %(updated)s endret, %(same)s uendret.")
            % {name: loader.tally[name] for name in ("new", "updated", "same")}
        )


class ReferenceLoader:
    """Reads the five files of a folder and brings the tables in step with them."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.tally: Counter[str] = Counter()
        self.kept: list[str] = []
        self.place = ""
        by_hand = Change.objects.exclude(actor_kind=Change.ActorKind.IMPORT).values_list("record", "record_id")
        self.by_hand = set(by_hand)

    def load(self) -> None:
        """Every file, in the order they build on each other. Raises CommandError naming file, record and field."""
        self._counties()
        self._municipalities()
        self._regions()
        for record in self._records("organisations.json", "name"):
            self._put(Organisation, {"name": record.pop("name")}, self._texts(record, "aliases"))
        for record in self._records("service_areas.json", "code"):
            self._put(ServiceArea, {"code": record.pop("code")}, self._texts(record, "synonyms"))

    def _counties(self) -> None:
        for record in self._records("counties.json", "number"):
            self._put(County, {"number": record.pop("number")}, record)
        self.counties = {county.number: county for county in County.objects.all()}

    def _municipalities(self) -> None:
        whole = self._read("municipalities.json")
        self.by_number = {row.number: row.municipality for row in MunicipalityNumber.objects.select_related("municipality")}
        for record in self._each("municipalities.json", whole["municipalities"], "name"):
            self._municipality(record, whole)
        for record in self._each("municipalities.json", whole["successions"], "predecessor"):
            parties = {end: self._by_number(record[end]) for end in ("predecessor", "successor")}
            self._put(Succession, parties, {"date": _day(record["date"]), "kind": record["kind"]})

    def _municipality(self, record: dict, whole: dict) -> None:
        numbers, population = record.pop("numbers"), record.pop("population", {})
        mapped, (column, row) = record.pop("mapped", False), record.pop("tile", (None, None))
        values = self._texts(record, "aliases") | {"tile_column": column, "tile_row": row}
        values |= {name: _day(record[name]) for name in ("founded", "dissolved") if name in record}
        stored = next((self.by_number[number["number"]] for number in numbers if number["number"] in self.by_number), None)
        municipality, ours = self._put_row(stored or Municipality(), values)
        if not ours:
            return
        for number in numbers:
            key = {"municipality": municipality, "number": number["number"]}
            self._put(MunicipalityNumber, key, {"county": self.counties[number["county"]], **_period(number)})
            self.by_number[number["number"]] = municipality
        for day, inhabitants in population.items():
            values = {"number": inhabitants, "source": whole["population_source"]}
            self._put(Population, {"municipality": municipality, "date": _day(day)}, values)
        if mapped:
            mapping = whole["mapping"]
            key = {"municipality": municipality, "date": _day(mapping["date"])}
            self._put(MappingStatus, key, {"level": mapping["level"], "source": mapping["source"]})

    def _regions(self) -> None:
        for record in self._records("regions.json", "key"):
            members = record.pop("members", None)
            record.pop("members_from", None)  # written from the parties of that agreement, see agreements.actions
            source_key, period = record.pop("key"), _period(record)
            values = {name: value for name, value in record.items() if name not in PERIOD} | period
            region, ours = self._put(Region, {"source_key": source_key}, values)
            if members is not None and ours:
                self._members(region, members, period)

    def _members(self, region: Region, members: list[dict], period: dict) -> None:
        kept = []
        for member in members:
            municipality = self._by_number(member["municipality"])
            if municipality.name != member["name"]:
                raise ValidationError(
                    _("Medlem %(number)s heter %(right)s, ikke %(name)s.")
                    % {"number": member["municipality"], "name": member["name"], "right": municipality.name}
                )
            values = _period(member, period) | {"certainty": region.members_certainty}
            key = {"region": region, "municipality": municipality, "valid_from": values.pop("valid_from")}
            kept.append(self._put(RegionMembership, key, values)[0].pk)
        gone = region.memberships.exclude(pk__in=kept)
        if gone.exists():
            before = changes.snapshot(region, {"memberships": region.memberships.all()})
            gone.delete()
            self._write_trail(region, before)

    def _by_number(self, number: str) -> Municipality:
        if number not in self.by_number:
            raise ValidationError(_("Ingen kommune har nummeret %(number)s.") % {"number": number})
        return self.by_number[number]

    def _put(self, model: type[models.Model], key: dict, values: dict) -> tuple[models.Model, bool]:
        return self._put_row(model.objects.filter(**key).first() or model(**key), key | values)

    def _put_row(self, row: models.Model, values: dict) -> tuple[models.Model, bool]:
        """Store what differs; what the file is silent about is empty. The answer tells whether no person has changed the record."""
        fields = [field for field in row._meta.concrete_fields if field.editable and not field.primary_key]
        check_fields(values, [field.name for field in fields])
        values = {field.name: field.get_default() for field in fields if field.blank} | values
        new = row.pk is None
        differs = new or any(getattr(row, name) != value for name, value in values.items())
        if not new and (row._meta.label_lower, row.pk) in self.by_hand:
            self.kept += [f"{row._meta.verbose_name} {row}"] if differs else []
            return row, False
        if differs:
            before = None if new else changes.snapshot(row)
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
            if not new:
                self._write_trail(row, before)
        self.tally["new" if new else "updated" if differs else "same"] += 1
        return row, True

    @staticmethod
    def _write_trail(row: models.Model, before: dict) -> None:
        """One change for a row that was otherwise before. On it rests that whoever follows the register asks anew."""
        kind, by = Change.Kind.AMENDED, Actor.importer("load_reference")
        changes.record(row, kind=kind, by=by, before=before, after=changes.snapshot(row))

    @staticmethod
    def _texts(record: dict, name: str) -> dict:
        """The record with a list of texts as the lines of one field."""
        return record | {name: "\n".join(record.get(name, []))}

    def _records(self, file_name: str, name_field: str) -> Iterator[dict]:
        return self._each(file_name, self._read(file_name), name_field)

    def _each(self, file_name: str, records: list[dict], name_field: str) -> Iterator[dict]:
        for record in records:
            self.place = f"{file_name}, {record.get(name_field, record)}"
            yield dict(record)

    def _read(self, file_name: str):
        try:
            return json.loads((self.folder / file_name).read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise CommandError(_("Filen %(file)s mangler i %(folder)s.") % {"file": file_name, "folder": self.folder}) from error
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            raise CommandError(_("%(file)s kan ikke leses: %(error)s.") % {"file": file_name, "error": error}) from error


def _day(text: str) -> date:
    return parse_date(text).first


def _period(record: dict, inherited: dict | None = None) -> dict:
    """The six columns of a period from `from` and `until`; an end the record is silent about is inherited."""
    row = RegionMembership()
    read_start(row, record)
    read_last_day(row, record)
    columns = period_columns(row)
    for name, prefix in (("from", "valid_from"), ("until", "valid_to")):
        if inherited and name not in record:
            columns |= {column: value for column, value in inherited.items() if column.startswith(prefix)}
    return columns
