"""A row of any list of agreements: who takes part on the day, what is known about the state, and the footprint."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.maps.footprint import Footprint, Ground
from agreements.models import Agreement, Participation, Stage, Status
from registry.periods import ONE_DAY, Precision
from registry.templatetags.page import listed

NAMED_AT_MOST = 3  # more parties than this are counted, not named


def rows_by_id(agreements: QuerySet, ids: list[int], day: date, on: date | None, ground: Ground) -> dict[int, "AgreementRow"]:
    """The row of each of these agreements as of the day; `on` is the day asked for, None for the whole list as of today.

    A list sorts and cuts ids alone, which are narrow, and then fetches only those on the page. Four queries.
    """
    found = agreements.filter(pk__in=ids).for_list(Participation.objects.for_list())
    return {agreement.pk: AgreementRow(agreement, day, on, ground) for agreement in found}


def parties_shown(agreement: Agreement, participations: Iterable[Participation], day: date, on: date | None) -> list[Participation]:
    """Those who take part on the day asked for; without one today, or the last day of what is over, the first of what is coming."""
    if on:
        return [row for row in participations if row.takes_part(on)]
    if agreement.valid_from and day < agreement.valid_from:
        day = agreement.valid_from
    if agreement.valid_to and agreement.valid_to <= day:
        day = agreement.valid_to - ONE_DAY
    return [row for row in participations if row.holds(day) and (row.municipality is None or row.municipality.exists_on(day))]


@dataclass
class AgreementRow:
    """One agreement in a list."""

    agreement: Agreement
    day: date
    on: date | None
    ground: Ground

    @cached_property
    def parties(self) -> list[Participation]:
        """Who takes part."""
        return parties_shown(self.agreement, self.agreement.parties, self.day, self.on)

    @cached_property
    def status(self) -> Status:
        """The status on the day."""
        return self.agreement.status_on(self.day)

    @property
    def hosts(self) -> list[str]:
        """The names of the hosts."""
        return [str(row.party.name) for row in self.parties if row.is_host]

    @property
    def footprint(self) -> Footprint:
        """Where they lie."""
        municipal = [row for row in self.parties if row.municipality_id]
        return self.ground.footprint(
            (row.municipality_id for row in municipal), (row.municipality_id for row in municipal if row.is_host)
        )

    @property
    def parties_in_words(self) -> str:
        """«Harstad og Kvæfjord», «14 kommuner og 1 annen part», or that none are registered."""
        names = [row.municipality.name for row in self.parties if row.municipality_id]
        others = len(self.parties) - len(names)
        more = ngettext("%(number)s annen part", "%(number)s andre parter", others) % {"number": others} if others else ""
        municipal = names if len(names) <= NAMED_AT_MOST else [_("%(number)s kommuner") % {"number": len(names)}]
        nobody = _("ingen kjente denne dagen") if self.on else _("ingen registrert")
        return listed([*municipal, more] if more else municipal) or nobody

    @property
    def status_note(self) -> str:
        """What the status rests on: how old the evidence is, or when it ended."""
        return status_note(self.agreement, self.status)


def status_note(agreement: Agreement, status: Status) -> str:
    """What a status rests on: «sist omtalt januar 2020», «til og med 31.12.2019», «fra 2027». Needs `sources` at hand."""
    if status == Status.ENDED and agreement.valid_to_precision == Precision.UNKNOWN:
        return _("sluttdato ukjent")
    if status == Status.ENDED:
        return _("til og med %(end)s") % {"end": agreement.end_shown}
    if status == Status.COMING:
        return _("fra %(start)s") % {"start": agreement.start_shown}
    if Stage(agreement.stage) in Stage.before_start():
        return f"{agreement.get_stage_display()}, {last_spoken_of(agreement)}"
    return last_spoken_of(agreement)


def last_spoken_of(agreement: Agreement) -> str:
    """How old the newest source is, as people say it."""
    newest = max((source for source in agreement.sources.all() if source.as_of), key=lambda source: source.as_of, default=None)
    if newest is None:
        return _("kilden er ikke datert")
    return _("sist omtalt %(date)s") % {"date": newest.as_of_shown}
