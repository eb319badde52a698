"""Reforms: founding, merging, splitting and renumbering municipalities.

The only writer of Succession and, with the loader of reference data, of MunicipalityNumber. Never touches agreements:
`agreements.actions.carry_over` does that, one succession at a time. Every act may be repeated; a second run changes nothing.
"""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from municipalities.models import County, Municipality, MunicipalityNumber, Succession
from registry.periods import ONE_DAY, Span, show_day


@transaction.atomic
def found(municipality: Municipality, *, number: str, county: County, day: date) -> Municipality:
    """Store a municipality that begins on the day, with its number. Raises ValidationError when it began on another day."""
    if municipality.pk and municipality.founded != day:
        raise ValidationError(
            _("%(name)s er ikke opprettet %(day)s. Opprett en ny kommune, også når den overtar navnet."),
            code="founded_on_another_day",
            params={"name": municipality.name, "day": show_day(day)},
        )
    municipality.founded = day
    municipality.save()
    if not municipality.numbers.filter(number=number, valid_from=day).exists():
        _open_number(municipality, number, county, day)
    return municipality


@transaction.atomic
def merge(predecessors: Iterable[Municipality], successor: Municipality, day: date) -> list[Succession]:
    """End the predecessors on the day and let the successor, already founded, carry them on."""
    return [_succeed(predecessor, successor, day, Succession.Kind.MERGE) for predecessor in predecessors]


@transaction.atomic
def split(predecessor: Municipality, successors: Iterable[Municipality], day: date) -> list[Succession]:
    """End the predecessor on the day and let each of the successors, already founded, carry a part of it on."""
    return [_succeed(predecessor, successor, day, Succession.Kind.SPLIT) for successor in successors]


@transaction.atomic
def renumber(municipality: Municipality, *, number: str, county: County, day: date) -> MunicipalityNumber:
    """Give a municipality another number or county from the day. Raises ValidationError when it does not exist then."""
    _must_exist(municipality, day)
    current = municipality.numbers.on(day).first()
    if current is None:
        return _open_number(municipality, number, county, day)
    if (current.number, current.county_id) == (number, county.pk):
        return current
    if current.valid_to is not None:
        raise ValidationError(
            _("%(name)s har allerede et nytt nummer fra %(day)s."),
            code="renumbered_later",
            params={"name": municipality.name, "day": show_day(current.valid_to)},
        )
    _close(current, day)
    return _open_number(municipality, number, county, day)


def _succeed(predecessor: Municipality, successor: Municipality, day: date, kind: Succession.Kind) -> Succession:
    done = Succession.objects.filter(predecessor=predecessor, successor=successor, date=day, kind=kind).first()
    if done:
        return done
    _must_exist(predecessor, day - ONE_DAY)
    _must_exist(successor, day)
    for row in predecessor.numbers.filter(valid_to__isnull=True) | predecessor.numbers.filter(valid_to__gt=day):
        _close(row, day)
    predecessor.dissolved = day
    predecessor.save()
    return Succession.objects.create(predecessor=predecessor, successor=successor, date=day, kind=kind)


def _must_exist(municipality: Municipality, day: date) -> None:
    if not municipality.exists_on(day):
        raise ValidationError(
            _("%(name)s finnes ikke %(day)s, så reformen kan ikke gjelde den."),
            code="does_not_exist",
            params={"name": municipality.name, "day": show_day(day)},
        )


def _open_number(municipality: Municipality, number: str, county: County, day: date) -> MunicipalityNumber:
    row = MunicipalityNumber(municipality=municipality, number=number, county=county)
    row.set_start(Span.of(day))
    row.save()
    return row


def _close(row: MunicipalityNumber, day: date) -> None:
    row.set_last_day(Span.of(day - ONE_DAY))
    row.save()
