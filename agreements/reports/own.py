"""What one municipality takes part in on a day, each agreement with all its rows. A flat number of queries."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from agreements.models import Agreement, Participation, Status
from agreements.models.holdings import Holdings
from agreements.models.whole import Whole, wholes_of
from agreements.reports.asked import Asked


@dataclass(frozen=True)
class Own:
    """One agreement as its rows tell it of a day, and the municipality's own row in it."""

    whole: Whole
    row: Participation
    day: date

    @property
    def agreement(self) -> Agreement:
        """The agreement."""
        return self.whole.agreement

    @property
    def held(self) -> Holdings:
        """What it holds."""
        return self.whole.held

    @property
    def status(self) -> Status:
        """Its status on the day."""
        return self.agreement.status_on(self.day)

    @cached_property
    def parties(self) -> list[Participation]:
        """All who take part on the day, or did on the last day of what is over: the one to ask first on top, then by name."""
        over = self.agreement.last_day
        day = over if over and over < self.day else self.day
        found = [row for row in self.whole.participations if row.takes_part(day)]
        return sorted(found, key=lambda row: row.place)

    @property
    def others(self) -> list[Participation]:
        """All but the municipality itself."""
        return [row for row in self.parties if row.party_key != self.row.party_key]

    @property
    def place(self) -> tuple[str, int]:
        """Its place in the order of names."""
        return self.agreement.sort_key, self.agreement.pk


def is_current(own: Own) -> bool:
    """Whether the municipality takes part in it on the day."""
    return own.agreement.holds(own.day) and own.row.takes_part(own.day)


def all_own_agreements(asked: Asked) -> list[Own]:
    """The public agreements it had come into by the day, ended ones and those it had left too, by name.

    Its own row is the one that holds on the day, else the last.
    """
    day, municipality = asked.day, asked.municipality
    rows = Participation.objects.filter(municipality=municipality).values("agreement")
    ids = Agreement.objects.published().filter(pk__in=rows).order_by().values("pk")
    found = []
    for whole in wholes_of(ids).values():
        mine = [row for row in whole.participations if row.municipality_id == municipality.pk and _begun(row, day)]
        if mine and whole.agreement.begun_on(day):
            mine.sort(key=lambda row: (row.takes_part(day), row.valid_from or date.min))
            found.append(Own(whole, mine[-1], day))
    return sorted(found, key=lambda own: own.place)


def _begun(row: Participation, day: date) -> bool:
    return row.valid_from <= day if row.valid_from else row.agreement.spoken_of_by(day)
