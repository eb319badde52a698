"""What a municipality owned, elected and paid goes to the one that carries it on, exactly."""

from datetime import date
from fractions import Fraction

from agreements.models import Ownership, Participation, PartyYear
from agreements.models.holdings import Holdings
from registry.periods import Precision


def hand_over_figures(held: Holdings, row: Participation, heir: Participation, day: date) -> None:
    """From the day on what the predecessor had is the heir's, added to what it has from others; so are figures of later years."""
    heir.own_purpose = heir.own_purpose or row.own_purpose
    for share in [one for one in held.ownerships if one.participation is row]:
        if share.valid_to is None or share.valid_to > day:
            _hand_over(held, share, heir, day)
    for figures in [one for one in held.party_years if one.participation is row and one.year >= day.year]:
        own = next((one for one in held.party_years if one.participation is heir and one.year == figures.year), None)
        if own is None:
            own = PartyYear(participation=heir, year=figures.year)
            held.party_years.append(own)
        for name in ("payment", "book_value"):
            setattr(own, name, _sum(getattr(own, name), getattr(figures, name)))
        own.source = own.source or figures.source
        held.party_years.remove(figures)


def _hand_over(held: Holdings, share: Ownership, heir: Participation, day: date) -> None:
    start = max(share.valid_from or day, day)
    own = next((one for one in held.ownerships if one.participation is heir and one.valid_from == start), None)
    if own is None:  # else it is from another predecessor
        own = Ownership(participation=heir, source=share.source, by_population=share.by_population)
        own.valid_from, own.valid_from_precision = start, Precision.DAY
        own.valid_to, own.valid_to_precision, own.valid_to_text = share.valid_to, share.valid_to_precision, share.valid_to_text
        held.ownerships.append(own)
    _add(own, share)
    if share.valid_from is None or share.valid_from < day:
        share.valid_to, share.valid_to_precision, share.valid_to_text = day, Precision.DAY, ""
    else:
        held.ownerships.remove(share)


def _add(own: Ownership, share: Ownership) -> None:
    """Add one share to another, exactly."""
    for name in ("share", "liability"):
        mine, theirs = _fraction(own, name), _fraction(share, name)
        if theirs is None:
            continue
        whole = getattr(share, f"{name}_den")
        if mine is None or getattr(own, f"{name}_den") == whole:
            part = (getattr(own, f"{name}_num") or 0) + getattr(share, f"{name}_num")
        else:
            part, whole = (mine + theirs).as_integer_ratio()
        setattr(own, f"{name}_num", part)
        setattr(own, f"{name}_den", whole)
    for name in ("shares_number", "capital", "seats"):
        setattr(own, name, _sum(getattr(own, name), getattr(share, name)))


def _fraction(row: Ownership, name: str) -> Fraction | None:
    whole = getattr(row, f"{name}_den")
    return Fraction(getattr(row, f"{name}_num"), whole) if whole else None


def _sum(*numbers: int | None) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None
