"""A grunnavtale as a block: each tjenesteavtale under it, each municipality, and what its council decided."""

from collections.abc import Iterable
from dataclasses import dataclass

from agreements.browse.agreement_holdings import newest
from agreements.models import Agreement, Candidate, Decision, Participation
from agreements.models.holdings import Holdings
from municipalities.models import Municipality


@dataclass(frozen=True)
class Cell:
    """One municipality in one agreement."""

    municipality: Municipality
    party: Participation | None
    decision: Decision | None


@dataclass(frozen=True)
class Line:
    """One tjenesteavtale, with a cell for each municipality of the block."""

    agreement: Agreement
    cells: list[Cell]


@dataclass(frozen=True)
class Block:
    """The whole table. `outside`: municipalities that are in a tjenesteavtale only."""

    municipalities: list[Municipality]
    outside: frozenset[int]
    lines: list[Line]
    candidates: list[Candidate]


def block_of(
    parties: Iterable[Participation],
    agreements: list[Agreement],
    rows: Iterable[Participation],
    held: dict[int, Holdings],
    candidates: list[Candidate],
) -> Block | None:
    """The block of the grunnavtale's parties and the tjenesteavtaler with their `rows`; None when there is nothing under it."""
    if not agreements and not candidates:
        return None
    own = {row.municipality_id: row.municipality for row in parties if row.municipality_id}
    by_agreement: dict[int, dict[int, Participation]] = {}
    others = {}
    for row in rows:
        if row.municipality_id:
            by_agreement.setdefault(row.agreement_id, {})[row.municipality_id] = row
            if row.municipality_id not in own:
                others[row.municipality_id] = row.municipality
    columns = [*sorted(own.values(), key=_place), *sorted(others.values(), key=_place)]
    lines = [
        Line(agreement, [_cell(municipality, by_agreement.get(agreement.pk, {}), held[agreement.pk]) for municipality in columns])
        for agreement in agreements
    ]
    return Block(columns, frozenset(others), lines, candidates)


def _place(municipality: Municipality) -> tuple:
    return (municipality.sort_key, municipality.pk)


def _cell(municipality: Municipality, parties: dict[int, Participation], held: Holdings) -> Cell:
    decisions = [row for row in held.decisions if row.municipality_id == municipality.pk]
    return Cell(municipality, parties.get(municipality.pk), newest(decisions))
