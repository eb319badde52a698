"""A made-up register of any size, for measuring: believable numbers of parties, forms, dates and sources, nothing of it true.

The same size and seed always give the same rows. Written in bulk, past the trail's `actions.changed`, so the columns it
derives are derived here by the same methods. What the rules find comes with `manage.py recheck`.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from agreements.browse.short_answer import lowered
from agreements.legal_forms.base import FOUNDER, MEMBER, PARTICIPANT, SHAREHOLDER
from agreements.legal_forms.catalogue import legal_form
from agreements.models import Agreement, Ownership, Participation, Publication, ServiceArea, Source, Stage
from agreements.models.states import AgreementType
from municipalities.directory import Directory, Entry
from municipalities.models import Organisation
from municipalities.models.region import Certainty
from registry import changes
from registry.changes import Actor
from registry.models import Change
from registry.periods import ONE_DAY, Precision, Span

WORD = "Syntetisk"  # in every name, so that nobody takes it for the real register
DAY = date(2026, 1, 1)  # the day it is made up as of; not today, so that it is the same tomorrow
CHUNK = 1000

FORMS = {
    "vertskommune": 34,
    "vertskommune-nemnd": 3,
    "iks": 11,
    "ipr": 4,
    "ko": 8,
    "as": 6,
    "sa": 1,
    "stiftelse": 1,
    "forening": 2,
    "kjop-og-salg": 9,
    "annet-avtalebasert": 14,
    "nettverk": 7,
}
PARTIES = {1: 2, 2: 28, 3: 24, 4: 16, 5: 12, 6: 8, 7: 6, 8: 5, 9: 4, 10: 3, 12: 3, 15: 3, 18: 2, 25: 2, 37: 1}
CERTAINTIES = {Certainty.STATED: 70, Certainty.INFERRED: 22, Certainty.UNVERIFIED: 8}
STAGES = {Stage.UNKNOWN: 45, Stage.IN_FORCE: 47, Stage.NOTICE: 3, Stage.PROPOSED: 5}
COMPANY_ROLES = (PARTICIPANT, SHAREHOLDER, MEMBER, FOUNDER)
COMPANY_KINDS = {"iks": Organisation.Kind.IKS, "as": Organisation.Kind.COMPANY}


@dataclass
class Chunk:
    """Rows that are not stored yet, table by table."""

    agreements: list[Agreement] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    participations: list[Participation] = field(default_factory=list)
    ownerships: list[Ownership] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    areas: list[tuple[Agreement, ServiceArea]] = field(default_factory=list)

    def store(self) -> None:
        """Store them, and one change in the trail for each agreement."""
        Organisation.objects.bulk_create(self.organisations)
        for agreement in self.agreements:
            agreement.organisation = agreement.organisation  # it has its id only now
        for below in (False, True):  # a grunnavtale before what lies under it
            Agreement.objects.bulk_create([row for row in self.agreements if (row.parent is not None) == below])
        for row in [*self.participations, *self.sources]:
            row.agreement = row.agreement
        Participation.objects.bulk_create(self.participations)
        for row in self.ownerships:
            row.participation = row.participation
        Ownership.objects.bulk_create(self.ownerships)
        Source.objects.bulk_create(self.sources)
        through = Agreement.service_areas.through
        through.objects.bulk_create([through(agreement=agreement, servicearea=area) for agreement, area in self.areas])
        Change.objects.bulk_create(self._trail())

    def _trail(self) -> list[Change]:
        by, rows = Actor.importer("make_synthetic"), {agreement.pk: {} for agreement in self.agreements}
        tables = {"participations": self.participations, "sources": self.sources}
        for name, found in tables.items():
            for row in found:
                rows[row.agreement_id].setdefault(name, []).append(row)
        return [
            Change(
                kind=Change.Kind.CREATED,
                actor_kind=by.kind,
                actor_label=by.label,
                record=Agreement._meta.label_lower,
                record_id=agreement.pk,
                record_name=agreement.name,
                revision=agreement.revision,
                public=True,
                after=changes.snapshot(agreement, rows[agreement.pk]),
            )
            for agreement in self.agreements
        ]


@dataclass
class Synthesis:
    """Makes up agreements, one after the other. Needs municipalities and service areas in the database."""

    seed: int
    directory: Directory = field(default_factory=lambda: Directory.load(DAY))
    areas: list[ServiceArea] = field(default_factory=lambda: list(ServiceArea.objects.order_by("code")))
    bodies: list[Organisation] = field(default_factory=lambda: list(Organisation.objects.order_by("pk")[:20]))

    def __post_init__(self):
        self.random = random.Random(self.seed)  # noqa: S311 nothing secret is made of it
        self.by_day: dict[date, list[Entry]] = {}
        self.basic: list[Agreement] = []

    def chunks(self, number: int) -> Iterator[Chunk]:
        """All of them, a thousand at a time; store each before asking for the next."""
        for start in range(0, number, CHUNK):
            chunk = Chunk()
            for index in range(start, min(start + CHUNK, number)):
                self._make(chunk, index + 1)
            yield chunk
            self.basic = self.basic[-CHUNK:]

    def _pick(self, weights: dict):
        return self.random.choices(list(weights), list(weights.values()))[0]

    def _make(self, chunk: Chunk, number: int) -> None:
        area, form = self.random.choice(self.areas), legal_form(self._pick(FORMS))
        name = f"{WORD} {lowered(area.name)} nr. {number}"
        agreement = Agreement(
            name=name,
            purpose=f"{WORD} formål: {area.name}." if self.random.random() < 0.5 else "",
            legal_form=form.code,
            legal_form_certainty=self._pick(CERTAINTIES),
            legal_basis=form.statute if self.random.random() < 0.4 else "",
            agreement_type=form.agreement_type,
            stage=self._pick(STAGES),
            publication=Publication.PUBLISHED,
            participants_complete=self.random.random() < 0.7,
            revision=1,
        )
        self._date(agreement)
        if form.default_role in COMPANY_ROLES:
            kind = COMPANY_KINDS.get(form.code, Organisation.Kind.OTHER)
            agreement.organisation = Organisation(name=f"{name} {kind.upper()}", kind=kind)
            agreement.organisation.clean()
            chunk.organisations.append(agreement.organisation)
        elif form.code == "vertskommune" and self.random.random() < 0.3:
            agreement.agreement_type = AgreementType.SERVICE if self.basic else AgreementType.BASIC
            if self.random.random() < 0.2:
                agreement.agreement_type = AgreementType.BASIC
            elif self.basic:
                agreement.parent = self.random.choice(self.basic)
        self._source(chunk, agreement)
        agreement.clean()
        if agreement.agreement_type == AgreementType.BASIC:
            self.basic.append(agreement)
        chunk.agreements.append(agreement)
        chunk.areas.append((agreement, area))
        if self.random.random() < 0.15 and (other := self.random.choice(self.areas)) != area:
            chunk.areas.append((agreement, other))
        self._parties(chunk, agreement)

    def _date(self, agreement: Agreement) -> None:
        year, chance = self.random.randint(1990, 2025), self.random.random()
        if chance < 0.35:
            agreement.set_start(Span(date(year, 1, 1), date(year, 12, 31), Precision.YEAR))
        elif chance < 0.75:
            agreement.set_start(self._some_day(year))
        if self.random.random() < 0.18:
            agreement.set_last_day(self._some_day(self.random.randint(max(year + 1, 2012), 2026)))
            agreement.stage = Stage.ENDED if agreement.valid_to <= DAY else Stage.NOTICE

    def _some_day(self, year: int) -> Span:
        day = date(year, self.random.randint(1, 12), 1)
        return Span.of(day)

    def _source(self, chunk: Chunk, agreement: Agreement) -> None:
        for _number in range(self.random.choice((1, 1, 1, 2, 3))):
            source = Source(agreement=agreement, citation=f"{WORD} kilde", url="https://kilde.invalid/dokument")
            if self.random.random() < 0.9:
                source.set_as_of(self._some_day(self.random.randint(2012, 2026)))
                agreement.evidence_first = min(agreement.evidence_first or source.as_of_first, source.as_of_first)
                agreement.evidence_last = max(agreement.evidence_last or source.as_of, source.as_of)
            chunk.sources.append(source)

    def _parties(self, chunk: Chunk, agreement: Agreement) -> None:
        number, roles = self._pick(PARTIES), agreement.form.roles
        shares = roles[0].shares
        for place, entry in enumerate(self._neighbours(agreement.last_day or DAY, number)):
            leads = place == 0 and roles[0].leads
            role = roles[0] if leads else agreement.form.default_role
            if role.leads and not leads:
                role = next(other for other in roles if not other.leads)
            row = Participation(agreement=agreement, municipality=entry.municipality, role=role.code)
            self._date_party(row, agreement)
            chunk.participations.append(row)
            if shares and agreement.participants_complete:
                chunk.ownerships.append(Ownership(participation=row, share_num=1, share_den=number))
        if self.bodies and self.random.random() < 0.06:
            row = Participation(agreement=agreement, organisation=self.random.choice(self.bodies), role=roles[-1].code)
            chunk.participations.append(row)

    def _date_party(self, row: Participation, agreement: Agreement) -> None:
        founded, start = row.municipality.founded, agreement.valid_from
        if start and founded and founded > start:
            row.set_start(Span.of(founded))
        elif start:
            row.valid_from, row.valid_from_precision = start, agreement.valid_from_precision
        row.valid_to, row.valid_to_precision = agreement.valid_to, agreement.valid_to_precision
        begun = row.valid_from or founded
        if begun and begun.year < DAY.year - 3 and row.valid_to is None and self.random.random() < 0.06:
            left = begun + timedelta(days=self.random.randint(400, (DAY - begun).days))
            row.set_last_day(Span.of(left - ONE_DAY))

    def _neighbours(self, day: date, number: int) -> list[Entry]:
        """Municipalities of the day that lie near each other in the tile map."""
        if day not in self.by_day:
            there = (entry for entry in self.directory.entries.values() if entry.in_register(day))
            self.by_day[day] = sorted(there, key=lambda entry: (entry.municipality.tile_column or 0, entry.municipality.pk))
        there = self.by_day[day]
        if not there:
            return []
        first = self.random.randrange(len(there))
        near = [there[(first + step) % len(there)] for step in range(min(len(there), number + number // 2))]
        return self.random.sample(near, min(number, len(near)))
