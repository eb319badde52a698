"""An agreement's history: what happened in the cooperation, and what was written in the register, on one line of time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.actions import Step
from agreements.columns.public_changes import PublicChange
from agreements.models import Agreement, AgreementSuccession, Participation
from registry.history import Line
from registry.models import Change
from registry.periods import Precision, show_day
from registry.templatetags.page import listed


@dataclass(frozen=True)
class Event:
    """One event. `shown` is the date as people read it, never more exact than the source."""

    day: date
    shown: str
    text: str
    note: str = ""
    legal: bool = True
    lines: list[Line] = field(default_factory=list)
    agreement: Agreement | None = None

    @property
    def machine_date(self) -> str:
        """The date for machines, no more exact than `shown`."""
        exact = self.shown == show_day(self.day)
        return self.day.isoformat() if exact else str(self.day.year)


def history(
    agreement: Agreement,
    participations: Iterable[Participation],
    successions: Iterable[AgreementSuccession],
    changes: Iterable[PublicChange],
    steps: Iterable[Step] = (),
) -> list[Event]:
    """All events, oldest first; on one day what happened comes before what was written. `steps`: before it was a tjenesteavtale.

    A change of nothing that everyone may see is left out.
    """
    events = [
        *_own(agreement),
        *_parties(agreement, list(participations)),
        *_successions(agreement, successions),
        *(_written(change) for change in changes if change.lines or change.kind != Change.Kind.AMENDED),
        *(_as_candidate(step) for step in steps),
    ]
    return sorted(events, key=lambda event: (event.day, not event.legal))


def _own(agreement: Agreement) -> Iterator[Event]:
    if agreement.valid_from:
        note = _("Kilden oppgir bare årstallet.") if agreement.valid_from_precision == Precision.YEAR else ""
        yield Event(agreement.valid_from, agreement.start_shown, _("Samarbeidet begynte."), note)
    if agreement.last_day:
        note = "" if agreement.valid_to_precision != Precision.UNKNOWN else _("Når det skjedde, er ikke kjent.")
        yield Event(agreement.last_day, agreement.end_shown, _("Siste dag for samarbeidet."), note)


def _parties(agreement: Agreement, rows: list[Participation]) -> Iterator[Event]:
    joined = sorted((row for row in rows if row.valid_from and row.valid_from != agreement.valid_from), key=_start)
    for _key, same in groupby(joined, key=_start):
        same = list(same)
        founded = same[0].municipality is not None and same[0].municipality.founded == same[0].valid_from
        text = _("%(names)s er med fra kommunen ble opprettet.") if founded else _("%(names)s kom med.")
        yield Event(same[0].valid_from, same[0].start_shown, text % {"names": listed(row.party.name for row in same)})
    left = sorted((row for row in rows if row.valid_to and row.valid_to != agreement.valid_to), key=_end)
    for _key, same in groupby(left, key=_end):
        same = list(same)
        dissolved = same[0].municipality is not None and same[0].municipality.dissolved == same[0].valid_to
        text = _("%(names)s opphørte som egen kommune.") if dissolved else _("Siste dag for %(names)s som part.")
        yield Event(same[0].last_day, same[0].end_shown, text % {"names": listed(row.party.name for row in same)})


def _start(row: Participation) -> tuple:
    founded = row.municipality is not None and row.municipality.founded == row.valid_from
    return (row.valid_from, row.start_shown, founded)


def _end(row: Participation) -> tuple:
    dissolved = row.municipality is not None and row.municipality.dissolved == row.valid_to
    return (row.valid_to, row.end_shown, dissolved)


def _successions(agreement: Agreement, successions: Iterable[AgreementSuccession]) -> Iterator[Event]:
    for row in successions:
        if row.date is None:
            continue
        after = row.predecessor_id == agreement.pk
        text = _("Ført videre som") if after else _("Tok over etter")
        yield Event(row.date, show_day(row.date), text, agreement=row.successor if after else row.predecessor)


def _written(change: PublicChange) -> Event:
    day = timezone.localdate(change.at)
    return Event(day, show_day(day), change.what + ".", legal=False, lines=change.lines)


def _as_candidate(step: Step) -> Event:
    text = _("Ført som kandidatområde i grunnavtalen: %(stage)s.") % {"stage": step.label}
    return Event(step.day, show_day(step.day), text, legal=False)
