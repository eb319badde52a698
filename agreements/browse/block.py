"""A grunnavtale as a block: each tjenesteavtale under it, each municipality, and what its council decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agreements import actions
from agreements.actions import Step
from agreements.browse.agreement_holdings import Shown, newest
from agreements.models import Agreement, Candidate, Decision, Participation
from agreements.models.holdings import Holdings
from municipalities.lineage import Lineage
from municipalities.models import Municipality


@dataclass(frozen=True)
class Cell:
    """One municipality in one agreement. `decisions`: its own last one, or else those of the municipalities it carries on."""

    municipality: Municipality
    party: Participation | None
    decisions: list[Decision]


@dataclass(frozen=True)
class Line:
    """One tjenesteavtale, with a cell for each municipality of the block."""

    agreement: Agreement
    cells: list[Cell]


@dataclass(frozen=True)
class Block:
    """The whole table. `outside`: municipalities that are in a tjenesteavtale only. `candidates`: each with its steps."""

    municipalities: list[Municipality]
    outside: frozenset[int]
    lines: list[Line]
    candidates: list[tuple[Candidate, list[Step]]]


def block_of(
    parties: Iterable[Participation],
    agreements: list[Agreement],
    rows: Iterable[Participation],
    held: dict[int, Holdings],
    holds: Shown,
    day: date,
) -> Block | None:
    """The block of the grunnavtale's parties and the tjenesteavtaler with their `rows`; None when there is nothing under it.

    One query where a dissolved municipality has decided, and one where there are candidates.
    """
    if not agreements and not holds.candidates:
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
    said = _decisions(agreements, held, day)
    lines = []
    for agreement in agreements:
        inside, decided = by_agreement.get(agreement.pk, {}), said[agreement.pk]
        lines.append(Line(agreement, [Cell(one, inside.get(one.pk), decided.get(one.pk, [])) for one in columns]))
    return Block(columns, frozenset(others), lines, _candidates(holds))


def _place(municipality: Municipality) -> tuple:
    return (municipality.sort_key, municipality.pk)


def _decisions(agreements: list[Agreement], held: dict[int, Holdings], day: date) -> dict[int, dict[int, list[Decision]]]:
    """By agreement and municipality: the last decision of its own, or else of each that it carries on."""
    every = {agreement.pk: [row for row in held[agreement.pk].decisions if row.municipality_id] for agreement in agreements}
    gone = any(not row.municipality.exists_on(day) for rows in every.values() for row in rows)
    lineage = Lineage.load() if gone else Lineage(())
    return {pk: _by_municipality(rows, lineage, day) for pk, rows in every.items()}


def _by_municipality(rows: list[Decision], lineage: Lineage, day: date) -> dict[int, list[Decision]]:
    last = {pk: newest([row for row in rows if row.municipality_id == pk]) for pk in {row.municipality_id for row in rows}}
    found: dict[int, list[Decision]] = {pk: [decision] for pk, decision in last.items()}
    inherited = [
        (heir, row) for row in last.values() if not row.municipality.exists_on(day) for heir in lineage.heirs(row.municipality, day)
    ]
    for heir, row in sorted(inherited, key=lambda pair: pair[1].municipality.sort_key):
        if heir.pk not in last:
            found.setdefault(heir.pk, []).append(row)
    return found


def _candidates(holds: Shown) -> list[tuple[Candidate, list[Step]]]:
    """Each with those of its steps that the reader may see."""
    steps = actions.steps_of(holds.candidates)
    return [(one, [step for step in steps[one.pk] if holds.sees_early or not step.before_council]) for one in holds.candidates]
