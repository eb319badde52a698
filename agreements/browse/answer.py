"""The answer to a question in the search: "barnevern Dyrøy" asks who does barnevern for Dyrøy, and is answered before the hits.

An answer says what is registered. "Ikke registrert" is never turned into a statement about the municipality: it says how
completely its list is mapped.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.browse.agreement_rows import AgreementRow
from agreements.browse.short_answer import lowered, period, unclear, who_does_what
from agreements.filters import AgreementFilterSet
from agreements.filters.words import spellings, with_area, with_party
from agreements.models import Agreement, Participation, ServiceArea, Status
from municipalities.coverage import Coverage
from municipalities.models import MappingStatus, Municipality
from registry.periods import show_day

PANELS_AT_MOST, SAID_AT_MOST, OTHERS_AT_MOST = 6, 5, 8


@dataclass(frozen=True)
class Panel:
    """What is registered on one area in one municipality: the agreements of the day, and those it was in before."""

    area: ServiceArea
    municipality: Municipality
    current: list[AgreementRow]
    former: list[Agreement]
    mapping: str

    @property
    def said(self) -> list[tuple[AgreementRow, str]]:
        """The first agreements of the day, each with one sentence about it."""
        return [(row, sentence(row)) for row in self.current[:SAID_AT_MOST]]

    @property
    def unsaid(self) -> int:
        """How many more there are, in the list of hits below."""
        return len(self.current[SAID_AT_MOST:])


@dataclass(frozen=True)
class Answer:
    """The panels, and other agreements on the same areas that the municipality is not registered in."""

    panels: list[Panel]
    others: list[Agreement] = field(default_factory=list)
    areas: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)


def asked_about(selection: AgreementFilterSet, agreements: QuerySet) -> list[int]:
    """The agreements that the answer is made of: on an area asked for, with a municipality asked for. None without both."""
    areas, places = _areas(selection), _places(selection)
    parties = with_party(Participation.objects.filter(municipality__in=places))
    about = agreements.filter(_about(areas), parties) if areas and places else agreements.none()
    return list(about.order_by("sort_key", "pk").values_list("pk", flat=True))


def answer(selection: AgreementFilterSet, agreements: QuerySet, every: list[AgreementRow], coverage: Coverage) -> Answer | None:
    """The answer when the search names a municipality and an area, else None; `every` are the rows of `asked_about`. One query."""
    areas, places = _areas(selection), _places(selection)
    if not (areas and places):
        return None
    beside = _named_beside(selection)
    pairs = islice(((area, place) for area in areas for place in places), PANELS_AT_MOST)
    panels = [_panel(area, place, every, coverage, selection) for area, place in pairs]
    panels = [panel for panel in panels if panel.current or panel.former or panel.area not in beside]
    panels.sort(key=lambda panel: not panel.current)  # what is registered first
    told = {row.agreement.pk for panel in panels for row in panel.current}
    told |= {agreement.pk for panel in panels for agreement in panel.former}
    others = agreements.filter(_about(areas)).exclude(pk__in=told).with_status(selection.day).exclude(status=Status.ENDED)
    others = list(others.order_by("sort_key", "pk")[:OTHERS_AT_MOST])
    return Answer(panels, others, [lowered(area.name) for area in areas], [place.name for place in places])


def _areas(selection: AgreementFilterSet) -> list[ServiceArea]:
    return list(dict.fromkeys(area for named in selection.words.areas for area in named.areas))


def _places(selection: AgreementFilterSet) -> list[Municipality]:
    return list(dict.fromkeys(place.entries[0].municipality for place in selection.words.places))


def _about(areas: list[ServiceArea]) -> Q:
    return with_area(Q(pk__in=[area.pk for area in areas]))


def _named_beside(selection: AgreementFilterSet) -> set[ServiceArea]:
    """Areas that only begin like one that is named exactly: who asks for legevakt is not told of a missing legevaktsentral."""
    beside = set()
    for named in selection.words.areas:
        exact = {area for area in named.areas if named.text in spellings(area)}
        beside |= set(named.areas) - exact if exact else set()
    return beside


def _panel(
    area: ServiceArea, place: Municipality, every: Iterable[AgreementRow], coverage: Coverage, selection: AgreementFilterSet
) -> Panel:
    current, former = [], []
    for row in every:
        if area not in row.agreement.service_areas.all():
            continue
        over = row.status in (Status.ENDED, Status.COMING) or (selection.on_day and not row.agreement.begun_on(selection.day))
        if not over and any(party.municipality_id == place.pk for party in row.parties):
            current.append(row)
        elif any(party.municipality_id == place.pk for party in row.agreement.parties):
            former.append(row.agreement)
    return Panel(area, place, current, former, _mapping(place, coverage, selection.day))


def _mapping(place: Municipality, coverage: Coverage, day: date) -> str:
    """How far a missing registration can be trusted."""
    words = {"name": place.name}
    if not place.exists_on(day):
        return _("%(name)s er ikke egen kommune denne dagen.") % words
    if not coverage.is_full(place.pk):
        return _("Listen for %(name)s er ikke ferdig kartlagt, så det kan finnes et slikt samarbeid.") % words
    row = coverage.statuses[place.pk]
    words["date"] = show_day(row.date)
    if row.level == MappingStatus.Level.CONFIRMED:
        return _("Listen for %(name)s ble bekreftet %(date)s, og det står ikke noe slikt samarbeid der.") % words
    return _("Listen for %(name)s ble kartlagt %(date)s, og det står ikke noe slikt samarbeid der.") % words


def sentence(row: AgreementRow) -> str:
    """Who hosts it, for whom, since when; and that it is not known to hold, where it is not."""
    said = f"{who_does_what(row.agreement, row.parties, row.status)}, {period(row.agreement)}."
    if row.status == Status.UNCLEAR:
        return f"{said} {capfirst(unclear(row.agreement, row.on))}."
    return said
