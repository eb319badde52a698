"""What happened between two days, as the dates of agreements and parties tell it. What was corrected in the register is not here.

The first day is not in it and the last day is, so that it is exactly what makes the register of the two days different.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from django.db.models import Q, QuerySet

from agreements.models import Agreement, AgreementSuccession, Participation, Stage
from registry.periods import Precision


class What(StrEnum):
    """What happened. `SEEN`: nobody knows when it began, and a source tells of it for the first time."""

    NEW = "new"
    SEEN = "seen"
    ENDED = "ended"
    JOINED = "joined"
    LEFT = "left"
    ROLE = "role"
    CARRIED = "carried"


OF_AGREEMENTS = (What.NEW, What.SEEN, What.ENDED)


@dataclass(frozen=True)
class Event:
    """One thing that happened. `row` is the party it happened to, `before` the rows that it had, or that others had, till then."""

    what: What
    story: "Story"
    row: Participation | None = None
    before: tuple[Participation, ...] = ()

    @property
    def agreement(self) -> Agreement:
        """The agreement it happened to."""
        return self.story.agreement


@dataclass(frozen=True)
class Window:
    """The time after the first day, till and with the last."""

    first: date
    last: date

    def has(self, day: date | None) -> bool:
        """Whether the day lies in it."""
        return day is not None and self.first < day <= self.last

    def condition(self, path: str) -> Q:
        """The same of a column."""
        return Q(**{f"{path}__gt": self.first, f"{path}__lte": self.last})


@dataclass(frozen=True)
class Story:
    """One agreement with all its parties through time, and what it came from and became."""

    agreement: Agreement
    rows: tuple[Participation, ...]
    successions: tuple[AgreementSuccession, ...]

    @property
    def came_from(self) -> list[Agreement]:
        """The public agreements it carries on."""
        return [one.predecessor for one in self.successions if one.successor_id == self.agreement.pk]

    @property
    def became(self) -> list[Agreement]:
        """The public agreements that carry it on."""
        return [one.successor for one in self.successions if one.predecessor_id == self.agreement.pk]

    def parties(self, day: date) -> list[Participation]:
        """Who takes part on the day, the one to ask first on top, then by name. An unknown start is no reason to leave one out."""
        found = [row for row in self.rows if row.holds(day) and (row.municipality is None or row.municipality.exists_on(day))]
        return sorted(found, key=lambda row: row.place)

    def involves(self, municipality_ids: Collection[int], window: Window) -> bool:
        """Whether one of the municipalities took part at some time from the first day to the last."""
        return any(
            row.municipality_id in municipality_ids
            and (row.valid_from is None or row.valid_from <= window.last)
            and (row.valid_to is None or row.valid_to > window.first)
            for row in self.rows
        )

    def events(self, window: Window) -> Iterator[Event]:
        """What happened to it, the whole of it first."""
        whole = self._whole(window)
        yield from (Event(what, self) for what in whole)
        joined = {row.pk: row for row in self.rows if window.has(row.valid_from) and not self._from_its_start(row, whole)}
        left = {row.pk: row for row in self.rows if window.has(_end(row)) and not self._till_its_end(row)}
        yield from self._carried(joined, left)
        for old in [*left.values()]:
            new = next((row for row in joined.values() if row.party_key == old.party_key and row.valid_from == old.valid_to), None)
            if new:  # the party went on; what is different is its role, or something that is not told here
                del joined[new.pk], left[old.pk]
                if new.role != old.role:
                    yield Event(What.ROLE, self, new, (old,))
        yield from (Event(What.JOINED, self, row) for row in joined.values())
        yield from (Event(What.LEFT, self, row) for row in left.values())

    def _whole(self, window: Window) -> list[What]:
        agreement, found = self.agreement, []
        if window.has(agreement.valid_from):
            found.append(What.NEW)
        elif agreement.valid_from is None and agreement.begun_on(window.last) and not agreement.begun_on(window.first):
            found.append(What.SEEN)
        if window.has(agreement.valid_to) and agreement.begun_on(window.last):
            found.append(What.ENDED)
        return found

    def _from_its_start(self, row: Participation, whole: Iterable[What]) -> bool:
        """Whether the party came with the agreement: of one whose first day is not known to the day, no party came later."""
        start = self.agreement.valid_from
        return row.valid_from == start or (What.NEW in whole and self.agreement.valid_from_precision != Precision.DAY)

    def _till_its_end(self, row: Participation) -> bool:
        end = self.agreement.valid_to
        return end is not None and _end(row) >= end

    def _carried(self, joined: dict[int, Participation], left: dict[int, Participation]) -> Iterator[Event]:
        """A municipality that was founded took the place of those that were dissolved the same day. Takes them out of both."""
        for new in [row for row in joined.values() if row.municipality and row.municipality.founded == row.valid_from]:
            old = [row for row in left.values() if row.municipality and row.municipality.dissolved == new.valid_from]
            if old:
                del joined[new.pk]
                for row in old:
                    del left[row.pk]
                yield Event(What.CARRIED, self, new, tuple(old))


@dataclass(frozen=True)
class Between:
    """The stories of public agreements in which something happened between the two days, by name. A flat number of queries.

    `municipality_ids`: only those that one of these municipalities took part in; None for all.
    """

    window: Window
    municipality_ids: frozenset[int] | None = None

    @cached_property
    def stories(self) -> list[Story]:
        """The agreements, each with its rows."""
        agreements = self._touched().prefetch_related("service_areas")
        rows: dict[int, list[Participation]] = {agreement.pk: [] for agreement in agreements}
        parties = Participation.objects.filter(agreement__in=self._touched().order_by().values("pk"))
        for row in parties.select_related("municipality", "organisation").order_by("pk"):
            rows[row.agreement_id].append(row)
        passed: dict[int, list[AgreementSuccession]] = {pk: [] for pk in rows}
        for one in self._successions():
            for pk in {one.predecessor_id, one.successor_id} & passed.keys():
                passed[pk].append(one)
        found = []
        for agreement in agreements:
            for row in rows[agreement.pk]:
                row.agreement = agreement
            found.append(Story(agreement, tuple(rows[agreement.pk]), tuple(passed[agreement.pk])))
        if self.municipality_ids is None:
            return found
        return [story for story in found if story.involves(self.municipality_ids, self.window)]

    @cached_property
    def events(self) -> list[Event]:
        """What happened, by the agreement's name."""
        return [event for story in self.stories for event in story.events(self.window)]

    def of(self, *what: What) -> list[Event]:
        """Those of these kinds."""
        return [event for event in self.events if event.what in what]

    def _touched(self) -> QuerySet:
        """The agreements in which some date lies between the two days, or that were spoken of for the first time."""
        within = self.window.condition
        rows = Participation.objects.filter(
            within("valid_from") | within("valid_to") | within("municipality__founded") | within("municipality__dissolved")
        )
        unknown = Q(valid_from__isnull=True) & (
            within("evidence_first") | Q(evidence_first__isnull=True) & within("created_at__date")
        )
        dates = within("valid_from") | within("valid_to") | unknown
        found = Agreement.objects.published().exclude(stage__in=Stage.before_start())
        return found.filter(dates | Q(pk__in=rows.order_by().values("agreement")))

    def _successions(self) -> QuerySet:
        """Those between agreements that everybody may see."""
        public = Agreement.objects.published().order_by().values("pk")
        rows = AgreementSuccession.objects.filter(predecessor__in=public, successor__in=public)
        return rows.select_related("predecessor", "successor")


def _end(row: Participation) -> date | None:
    """The first day the party no longer takes part: of a municipality not later than it was dissolved."""
    dissolved = row.municipality.dissolved if row.municipality else None
    return min(filter(None, [row.valid_to, dissolved]), default=None)
