"""The file of agreements: each `[[agreement]]` of a TOML file read into rows that are not stored yet.

Nothing is written here. What cannot be read is told by key, field and value, with what would be right.
"""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from agreements.legal_forms.catalogue import BY_CODE, LegalForm
from agreements.management.loading import check_fields, check_kinds, one_of, read_date, read_last_day, read_start, words
from agreements.models import Agreement, AgreementSuccession, Ownership, Participation, ServiceArea, Source, Stage
from agreements.models.states import AgreementType
from municipalities.directory import Directory
from municipalities.models import Municipality, Organisation, Region
from municipalities.models.region import Certainty
from registry.periods import ONE_DAY, Precision
from registry.search import fold

COLUMNS = {  # field in the file: column of the agreement, taken as it stands
    "name": "name",
    "purpose": "purpose",
    "basis": "legal_basis",
    "office": "office",
    "counts": "counts_override",
    "counts_reason": "counts_reason",
    "participants_text": "participants_text",
    "stated_count": "participants_stated_count",
    "complete": "participants_complete",
    "unnamed": "unnamed_participants",
    "ownership_text": "ownership_text",
    "note": "note",
}
REQUIRED = ("key", "name", "areas", "form", "form_certainty", "sources")
PERIOD = ("from", "from_text", "until", "until_text")
LISTS = ("areas", "parties", "sources", "predecessors", "former_names")
READ_HERE = ("type", "organisation", "region", "parent", "stage", "shares_in_all", "shares_as_of")
KNOWN = {*REQUIRED, *COLUMNS, *PERIOD, *LISTS, *READ_HERE}
KINDS = dict.fromkeys(LISTS, list) | {"counts": bool, "complete": bool, "stated_count": int, "shares_in_all": int, "shares": int}
PARTY_FIELDS = ("party", "role", "certainty", "shares", *PERIOD)
ENDED_SOME_TIME = re.compile(r"ukjent(?:, senest (?P<latest>.+))?")


@dataclass
class Entry:
    """One agreement as the file has it, unstored, with the keys of the agreements it builds on."""

    key: str
    agreement: Agreement
    areas: list[ServiceArea]
    participations: list[Participation] = field(default_factory=list)
    ownerships: list[Ownership] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    parent: str = ""
    predecessors: dict[str, AgreementSuccession] = field(default_factory=dict)

    @property
    def builds_on(self) -> list[str]:
        """The keys of the agreements that must be there before this one."""
        return [*self.predecessors, *([self.parent] if self.parent else [])]


def read_file(path: Path, day: date) -> list[Entry]:
    """Every agreement of the file. Raises CommandError with all that is wrong in it, a line for each agreement."""
    try:
        records = tomllib.loads(path.read_text(encoding="utf-8")).get("agreement", [])
    except FileNotFoundError as error:
        raise CommandError(_("Filen %(file)s finnes ikke.") % {"file": path}) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CommandError(_("%(file)s kan ikke leses som TOML: %(error)s.") % {"file": path.name, "error": error}) from error
    reader, entries, problems, seen = Reader(day), [], [], set()
    if not reader.areas or not reader.directory.entries:
        raise CommandError(_("Registeret har ingen kommuner eller områder ennå. Kjør først manage.py load_reference."))
    if not records:
        raise CommandError(_("%(file)s har ingen [[agreement]].") % {"file": path.name})
    for place, record in enumerate(records, start=1):
        key = record.get("key") or _("samarbeid nummer %(place)s i filen") % {"place": place}
        try:
            if key in seen:
                raise ValidationError({"key": _("«%(key)s» står to ganger i filen.") % {"key": key}})
            seen.add(key)
            entries.append(reader.entry(record))
        except ValidationError as error:
            problems.append(f"{key}: {words(error)}")
    if problems:
        raise CommandError("\n".join(problems))
    return entries


class Reader:
    """Knows the places, bodies, regions and areas that a file may name."""

    def __init__(self, day: date):
        self.directory = Directory.load(day)
        self.organisations = {fold(name): row for row in Organisation.objects.all() for name in row.spellings}
        self.areas = {area.code: area for area in ServiceArea.objects.all()}
        self.regions = {region.source_key: region for region in Region.objects.all()}

    def entry(self, record: dict) -> Entry:
        """One agreement. Raises ValidationError naming field and value."""
        check_fields(record, KNOWN, REQUIRED)
        check_kinds(record, KINDS)
        form = BY_CODE[one_of(record, "form", BY_CODE)]
        sources = [self.source(source) for source in record["sources"]]
        agreement = self.agreement(record, form, sources)
        entry = Entry(record["key"], agreement, [self.areas[code] for code in self.codes(record)], sources=sources)
        for party in record.get("parties", []):
            self.add_party(entry, {"party": party} if isinstance(party, str) else party, form, record)
        self.check_shares(entry, record)
        entry.parent = record.get("parent", "")
        for predecessor in record.get("predecessors", []):
            check_fields(predecessor, ("key", "kind", "date"), ("key", "kind"), "predecessors")
            span = read_date(predecessor, "date")
            kind = one_of(predecessor, "kind", AgreementSuccession.Kind.values)
            entry.predecessors[predecessor["key"]] = AgreementSuccession(kind=kind, date=span.first if span else None)
        return entry

    def agreement(self, record: dict, form: LegalForm, sources: list[Source]) -> Agreement:
        """The agreement's own columns."""
        agreement = Agreement(source_key=record["key"], legal_form=form.code)
        for name, column in COLUMNS.items():
            if name in record:
                setattr(agreement, column, record[name])
        agreement.former_names = "\n".join(record.get("former_names", []))
        agreement.legal_form_certainty = one_of(record, "form_certainty", Certainty.values)
        agreement.agreement_type = one_of(record, "type", AgreementType.values, form.agreement_type)
        agreement.stage = one_of(record, "stage", Stage.values, Stage.ENDED if "until" in record else Stage.UNKNOWN)
        if "organisation" in record:
            agreement.organisation = self.organisation(record["organisation"], "organisation")
        if "region" in record:
            agreement.region = self.regions[one_of(record, "region", [key for key in self.regions if key])]
        read_start(agreement, record)
        self.read_end(agreement, record, sources)
        return agreement

    @staticmethod
    def read_end(agreement: Agreement, record: dict, sources: list[Source]) -> None:
        """The end. «ukjent» is over, date unknown: stored as the day after the last evidence, or the last possible day."""
        match = ENDED_SOME_TIME.fullmatch(str(record.get("until", "")))
        if not match:
            read_last_day(agreement, record)
            return
        latest = read_date({"until": match["latest"]}, "until")
        last_days = [latest.last] if latest else [source.as_of for source in sources if source.as_of]
        if not last_days:
            raise ValidationError(
                {"until": _("«ukjent» krever en datert kilde. Skriv ellers siste mulige dag: «ukjent, senest 31.12.2019».")}
            )
        agreement.valid_to, agreement.valid_to_precision = max(last_days) + ONE_DAY, Precision.UNKNOWN
        agreement.valid_to_text = record.get("until_text", "")

    def codes(self, record: dict) -> list[str]:
        """The codes of the service areas."""
        return [one_of({"areas": code}, "areas", self.areas) for code in record["areas"]]

    @staticmethod
    def source(record: dict) -> Source:
        """One source and its age."""
        check_fields(record, ("citation", "url", "as_of", "as_of_text"), ("citation",), "sources")
        source = Source(citation=record["citation"], url=record.get("url", ""))
        source.set_as_of(read_date(record, "as_of"), record.get("as_of_text", ""))
        return source

    def add_party(self, entry: Entry, record: dict, form: LegalForm, whole: dict) -> None:
        """One party, never outside the life of its municipality, and its share when the file has one."""
        check_fields(record, PARTY_FIELDS, ("party",), "parties")
        check_kinds(record, KINDS)
        party = self.party(record["party"])
        key = "municipality" if isinstance(party, Municipality) else "organisation"
        row = Participation(**{key: party})
        row.role = one_of(record, "role", [role.code for role in form.roles], form.default_role.code)
        row.certainty = one_of(record, "certainty", Certainty.values, Certainty.STATED)
        read_start(row, record)
        read_last_day(row, record)
        _end_with(row, entry.agreement)
        _keep_within_life(row, entry.agreement)
        entry.participations.append(row)
        if "shares" in record:
            age = read_date(whole, "shares_as_of")
            share = Ownership(participation=row, share_num=record["shares"], share_den=whole.get("shares_in_all"))
            share.as_of, share.as_of_precision = (age.last, age.precision) if age else (None, Precision.UNKNOWN)
            entry.ownerships.append(share)

    def party(self, text: str) -> Municipality | Organisation:
        """The municipality or organisation of this name."""
        found = [item.municipality for item in self.directory.find(text)]
        if len(found) > 1:
            numbers = _(" eller ").join(f"{row.name} ({self.directory.number(row)})" for row in found)
            raise ValidationError(
                {"parties": _("Flere kommuner har hatt navnet «%(name)s». Skriv %(right)s.") % {"name": text, "right": numbers}}
            )
        return found[0] if found else self.organisation(text, "parties")

    def organisation(self, text: str, name: str) -> Organisation:
        """The organisation of this name."""
        if fold(text) not in self.organisations:
            message = _("«%(name)s» er verken en kommune eller en organisasjon i registeret. Rett navnet, eller før det inn først.")
            raise ValidationError({name: message % {"name": text}})
        return self.organisations[fold(text)]

    @staticmethod
    def check_shares(entry: Entry, record: dict) -> None:
        """Shares add up to all of them, unless some parties are missing."""
        total, whole = sum(share.share_num for share in entry.ownerships), record.get("shares_in_all", 0)
        if total > whole or (total < whole and record.get("complete")):
            raise ValidationError(
                {"shares_in_all": _("Aksjene er %(total)s til sammen, ikke %(whole)s.") % {"total": total, "whole": whole}}
            )


def _end_with(row: Participation, agreement: Agreement) -> None:
    """A party without an end of its own leaves when the agreement ends."""
    if row.valid_to is None and agreement.valid_to is not None:
        row.valid_to, row.valid_to_precision = agreement.valid_to, agreement.valid_to_precision
        row.valid_to_text = agreement.valid_to_text if agreement.valid_to_precision == Precision.CIRCA else ""


def _keep_within_life(row: Participation, agreement: Agreement) -> None:
    """A party dated before its founding is loaded from its founding, and none outlives its municipality."""
    municipality = row.municipality
    if municipality is None:
        return
    start = row.valid_from or agreement.valid_from
    if municipality.founded and start and start < municipality.founded:
        row.valid_from, row.valid_from_precision = municipality.founded, Precision.DAY
    if municipality.dissolved and (row.valid_to is None or row.valid_to > municipality.dissolved):
        row.valid_to, row.valid_to_precision, row.valid_to_text = municipality.dissolved, Precision.DAY, ""
