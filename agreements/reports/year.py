"""One municipality's year: what it took part in at the end and a year before, and what happened between. Facts, no words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from agreements.models import Agreement
from agreements.models.edition import Remembered
from agreements.reports.asked import Asked
from agreements.reports.between import OF_AGREEMENTS, Between, Event, What, Window
from agreements.statistics.inventory import Inventory, Scheme
from municipalities.models import MappingStatus, Municipality


@dataclass(frozen=True)
class Year:
    """The year of the day, till that day, for the municipality that is asked of. Only what counts as a formal scheme."""

    asked: Asked

    @property
    def first(self) -> date:
        """The last day of the year before."""
        return date(self.last.year - 1, 12, 31)

    @property
    def last(self) -> date:
        """The day."""
        return self.asked.day

    @property
    def municipality(self) -> Municipality:
        """Whose year it is."""
        return self.asked.municipality

    @property
    def founded(self) -> date | None:
        """The day it was founded, when that was in the year: then there is nothing to set it beside."""
        return None if self.municipality.exists_on(self.first) else self.municipality.founded

    @property
    def level(self) -> MappingStatus.Level:
        """How completely it is mapped."""
        return self.asked.coverage.level(self.municipality.pk)

    @property
    def at_least(self) -> bool:
        """Whether it may take part in more than is registered."""
        return not self.asked.coverage.is_full(self.municipality.pk)

    @cached_property
    def now(self) -> tuple[Scheme, ...]:
        """What it takes part in on the day."""
        return self._inventory.of_municipality.get(self.municipality.pk, ())

    @cached_property
    def then(self) -> tuple[Scheme, ...]:
        """What it took part in on the last day of the year before."""
        before = Inventory.published(replace(self.asked.directory, day=self.first), remembered=self._remembered)
        return before.of_municipality.get(self.municipality.pk, ())

    def hosted(self, schemes: Iterable[Scheme]) -> list[Scheme]:
        """Those of the schemes that it hosts."""
        return [scheme for scheme in schemes if self.municipality.pk in scheme.hosts]

    @cached_property
    def new(self) -> list[Event]:
        """Cooperation that began in the year."""
        return self._own(What.NEW)

    @cached_property
    def seen(self) -> list[Event]:
        """Cooperation of which nobody knows when it began, and that a source tells of for the first time."""
        return self._own(What.SEEN)

    @cached_property
    def ended(self) -> list[Event]:
        """Cooperation that ended."""
        return self._own(What.ENDED)

    @cached_property
    def joined(self) -> list[Event]:
        """Older cooperation that the municipality joined."""
        return self._of_itself(What.JOINED)

    @cached_property
    def left(self) -> list[Event]:
        """Cooperation that the municipality left, and that goes on."""
        return self._of_itself(What.LEFT)

    @cached_property
    def carried(self) -> list[Event]:
        """Cooperation that it carried on from the municipalities that it was made of."""
        return self._of_itself(What.CARRIED)

    @cached_property
    def changed(self) -> dict[Agreement, list[Event]]:
        """What happened to the parties of older cooperation that it is in and that goes on: two may have one name."""
        found: dict[Agreement, list[Event]] = {}
        for event in self._events:
            own = event.row is not None and event.row.municipality_id == self.municipality.pk
            goes_on = event.agreement.pk not in self._whole and event.what not in OF_AGREEMENTS
            if goes_on and self._is_in(event) and not (own and event.what != What.ROLE):
                found.setdefault(event.agreement, []).append(event)
        return found

    @property
    def other(self) -> int:
        """What is left of the difference when all that is told is counted, as when a grunnavtale came to count."""
        came = (*self.new, *self.seen, *self.joined, *self.carried)
        return len(self.now) - len(self.then) - len(came) + len(self.ended) + len(self.left)

    @cached_property
    def _remembered(self) -> Remembered:
        return Remembered()

    @cached_property
    def _inventory(self) -> Inventory:
        return Inventory.published(self.asked.directory, remembered=self._remembered)

    @cached_property
    def _events(self) -> list[Event]:
        """What happened in what counts; not in a grunnavtale whose tjenesteavtaler count."""
        basic_agreements = {scheme.pk for scheme in self._inventory.basic_agreements}
        between = Between(Window(self.first, self.last), frozenset({self.municipality.pk}))
        return [event for event in between.events if event.agreement.counts and event.agreement.pk not in basic_agreements]

    @cached_property
    def _whole(self) -> set[int]:
        return {event.agreement.pk for event in self._events if event.what in OF_AGREEMENTS}

    def _own(self, what: What) -> list[Event]:
        return [event for event in self._events if event.what == what]

    def _of_itself(self, what: What) -> list[Event]:
        """What happened to the municipality itself in what neither began nor ended."""
        events = (event for event in self._events if event.what == what and event.agreement.pk not in self._whole)
        return [event for event in events if event.row and event.row.municipality_id == self.municipality.pk]

    def _is_in(self, event: Event) -> bool:
        return any(row.municipality_id == self.municipality.pk and row.takes_part(self.last) for row in event.story.rows)
