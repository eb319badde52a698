"""What has happened in the municipality's cooperation since the day of the last report, by the dates of the register."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.legal_forms.rules.wording import percent
from agreements.models import Participation
from agreements.reports.own import Own
from agreements.reports.ownership.values import decision_in_words, form
from agreements.reports.report import Asked, Column
from agreements.reports.words import day_or_words, last_day_or_words, party_in_words


@dataclass(frozen=True)
class Event:
    """One thing that has happened: what, in which agreement, when, and the rest in words."""

    what: str
    own: Own
    when: date | str | None
    told: str = ""


COLUMNS = (
    Column("what", _("hva"), _("Hva som har skjedd."), lambda event: event.what, width=24),
    Column("name", _("samarbeid"), _("Navnet i dag."), lambda event: event.own.agreement.name, width=40, wrap=True),
    Column(
        "when",
        _("dato"),
        _("Første dag, eller siste dag for det som er slutt. Dato når dagen er kjent, ellers det kilden sier."),
        lambda event: event.when,
        "date",
    ),
    Column("told", _("nærmere"), _("Hva som er endret."), lambda event: event.told, width=60, wrap=True),
)


def events(found: list[Own], asked: Asked) -> list[Event]:
    """Everything after the earlier day and up to the day, agreement by agreement."""
    since, day = asked.earlier, asked.day

    def within(one: date | None) -> bool:
        return one is not None and since < one <= day

    return [event for own in found for event in _of(own, within)]


def _of(own: Own, within: Callable[[date | None], bool]) -> Iterator[Event]:
    agreement = own.agreement
    if within(agreement.valid_from):
        yield Event(_now("Nytt samarbeid"), own, day_or_words(agreement), form(own))
    if within(agreement.valid_to):
        yield Event(_now("Avsluttet"), own, last_day_or_words(agreement))
    yield from _parties(own, within)
    yield from _shares(own, within)
    for version in own.held.versions:
        if within(version.adopted or version.valid_from):
            yield Event(_now("Ny avtaletekst"), own, version.adopted or day_or_words(version), version.changes or version.name)
    for decision in own.held.decisions:
        if decision.municipality_id == own.row.municipality_id and within(decision.date):
            yield Event(_now("Vedtak i kommunen"), own, decision.date, decision_in_words(decision))


def _parties(own: Own, within: Callable[[date | None], bool]) -> Iterator[Event]:
    """Parties that came in or went out at other times than the agreement itself began or ended."""
    agreement, municipality_id = own.agreement, own.row.municipality_id
    for row in own.whole.participations:
        mine = row.municipality_id == municipality_id
        if within(row.valid_from) and row.valid_from != agreement.valid_from and not _carried(own, row, "valid_to"):
            yield Event(_now("Kommunen kom med") if mine else _now("Ny part"), own, day_or_words(row), party_in_words(row))
        if within(row.valid_to) and row.valid_to != agreement.valid_to and not _carried(own, row, "valid_from"):
            yield Event(
                _now("Kommunen gikk ut") if mine else _now("Part gikk ut"), own, last_day_or_words(row), party_in_words(row)
            )


def _carried(own: Own, row: Participation, edge: str) -> bool:
    """Whether the same party goes on in the same role from where the row begins or ends: nothing has happened then."""
    there = row.valid_from if edge == "valid_to" else row.valid_to
    return any(
        other.party_key == row.party_key and other.role == row.role and getattr(other, edge) == there
        for other in own.whole.participations
        if other is not row
    )


def _shares(own: Own, within: Callable[[date | None], bool]) -> Iterator[Event]:
    """The municipality's own share, where it was changed."""
    rows = [row for row in own.held.ownerships if row.participation_id == own.row.pk and row.share is not None]
    rows.sort(key=lambda row: (row.valid_from or date.min, row.pk))
    for before, after in zip(rows, rows[1:], strict=False):
        if within(after.valid_from) and before.share != after.share:
            told = _now("Fra %(before)s til %(after)s") % {"before": percent(before.share), "after": percent(after.share)}
            yield Event(_now("Ny eierandel"), own, day_or_words(after), told)
