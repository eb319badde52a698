"""The nine recommended areas: who cooperates on each. What is not registered is told apart from what is not mapped."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from agreements.models import ServiceArea
from agreements.models.service_area import RecommendedArea
from agreements.statistics.inventory import Inventory, Scheme, by_municipality


class Answer(StrEnum):
    """What the register knows of a municipality and an area. Nothing registered means little until the list is confirmed."""

    HAS = "har"
    SOME = "noen"
    NONE = "ingen"
    UNMAPPED = "ukjent"

    @property
    def label(self) -> str:
        """As people read it."""
        return gettext(_LABELS[self])


_LABELS = {
    Answer.HAS: _("har samarbeid"),
    Answer.SOME: _("noen medlemmer har samarbeid"),
    Answer.NONE: _("ingen registrert"),
    Answer.UNMAPPED: _("ikke kartlagt"),
}


@dataclass(frozen=True)
class Cell:
    """One municipality, or one region, and one area. `near`: schemes that others nearby have, for a cell without any."""

    answer: Answer
    schemes: tuple[Scheme, ...] = ()
    near: tuple[Scheme, ...] = field(default=())


Places = Collection[int]


def recommended_cells(
    inventory: Inventory,
    areas: Iterable[ServiceArea],
    confirmed: Places,
    neighbours: Mapping[int, tuple[Places, Places]],
    wanted: Iterable[RecommendedArea] = RecommendedArea,
) -> dict[int, dict[RecommendedArea, Cell]]:
    """The cells of each municipality in `neighbours`, which tells who is in its region, and in its county.

    `confirmed` are the municipalities that have confirmed their list: only of them can it be said that none is registered.
    """
    asked = set(wanted)
    schemes = {area: found for area, found in _about(inventory, areas).items() if area in asked}
    about = {area: by_municipality(found) for area, found in schemes.items()}
    return {
        pk: {area: _cell(about[area].get(pk, ()), found, pk in confirmed, near) for area, found in schemes.items()}
        for pk, near in neighbours.items()
    }


def region_cell(members: Places, cells: Mapping[int, Cell]) -> Cell:
    """A region's cell: all its members have it, some, or none; unknown as long as one without it has not confirmed."""
    found = [cells[pk] for pk in members if pk in cells]
    schemes = tuple(dict.fromkeys(scheme for cell in found for scheme in cell.schemes))
    having = sum(cell.answer == Answer.HAS for cell in found)
    if found and having == len(found):
        return Cell(Answer.HAS, schemes)
    if having:
        return Cell(Answer.SOME, schemes)
    unknown = not found or any(cell.answer == Answer.UNMAPPED for cell in found)
    return Cell(Answer.UNMAPPED if unknown else Answer.NONE)


def _about(inventory: Inventory, areas: Iterable[ServiceArea]) -> dict[RecommendedArea, list[Scheme]]:
    members = {area: set() for area in RecommendedArea}
    for row in areas:
        if row.recommended_area:
            members[RecommendedArea(row.recommended_area)].add(row.pk)
    return {area: [scheme for scheme in inventory.schemes if scheme.areas & ids] for area, ids in members.items()}


def _cell(own: tuple[Scheme, ...], schemes: list[Scheme], confirmed: bool, near: tuple[Places, Places]) -> Cell:
    if own:
        return Cell(Answer.HAS, own)
    for places in near:
        if found := tuple(scheme for scheme in schemes if not scheme.municipalities.isdisjoint(places)):
            return Cell(Answer.NONE if confirmed else Answer.UNMAPPED, near=found)
    return Cell(Answer.NONE if confirmed else Answer.UNMAPPED)
