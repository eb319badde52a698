"""`/`: what the register is, how far it has come, the map, the last changes and how fresh it all is."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q
from django.db.models.functions import TruncDate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from agreements.browse.municipality_rows import MunicipalityRow, municipality_rows
from agreements.columns.public_changes import public_changes
from agreements.maps.tile_map import Cell, TileMap, draw
from agreements.models import Agreement, Status
from agreements.statistics.municipalities import by_status
from municipalities.coverage import Coverage
from municipalities.directory import Directory
from registry.models import Change
from registry.parameters import read_on, today
from registry.templatetags.page import dated

LATEST = 5


@dataclass(frozen=True)
class LatestChange:
    """One change of a published agreement: what happened and on whose behalf. Or all that one day's imports brought."""

    change: Change
    agreement: Agreement
    together: int = 1  # how many agreements the imports of that day brought


@dataclass(frozen=True)
class Freshness:
    """How many agreements have a status, where their list is, and their part of the bar in percent."""

    status: Status
    number: int
    address: str
    start: str
    width: str
    past: bool

    @property
    def meaning(self) -> str:
        """What the status says, in words."""
        if self.past and self.status in (Status.IN_FORCE, Status.UNCLEAR):
            in_force = self.status == Status.IN_FORCE
            return _("En kilde eller saksbehandler sier at det gjaldt da") if in_force else _("Vi vet ikke om det gjaldt da")
        return {
            Status.IN_FORCE: _("En kilde eller saksbehandler sier at det gjelder"),
            Status.NOTICE: _("Sagt opp, men ikke avsluttet"),
            Status.COMING: _("Har ikke begynt ennå"),
            Status.UNCLEAR: _("Vi vet ikke om det fortsatt gjelder"),
            Status.ENDED: _("Gjelder ikke lenger"),
        }[self.status]


def show(request: HttpRequest) -> HttpResponse:
    """The front page, or the municipality it was asked to find."""
    on = read_on(request, ["municipality"])
    directory = Directory.load(on or today())
    if sought := request.GET.get("municipality", "").strip():
        return _find(sought, directory, on)
    agreements, coverage = Agreement.objects.published(), Coverage.of(directory)
    rows = municipality_rows(directory.existing(), directory, coverage, on)
    by_state = by_status(agreements.counting().on(directory.day), directory.day)
    day = directory.day.isoformat()
    context = {
        "section": "front",
        "on": on,
        "day": directory.day,
        "coverage": coverage,
        "entered": agreements.count(),
        "rows": rows,
        "map": tile_map(rows),
        "counted": sum(by_state.values()),
        "counted_address": _list_address(on=day, counts="ja"),
        "unclear": by_state.get(Status.UNCLEAR, 0),
        "unclear_address": _list_address(on=day, counts="ja", status=Status.UNCLEAR.value),
        "participations": sum(row.tally.agreements for row in rows),
        "changes": _latest_changes(),
        "freshness": _freshness(by_state if on else by_status(agreements.counting(), directory.day), on),
    }
    return render(request, "agreements/browse/front.html", context)


def _find(sought: str, directory: Directory, on: date | None) -> HttpResponse:
    """To the municipality of this name or number; to the list when there are several or none."""
    found = directory.find(sought)
    existing = [entry for entry in found if entry.municipality.exists_on(directory.day)] or found
    if len(existing) == 1:
        return redirect(dated(reverse("municipality-detail", args=[existing[0].number(directory.day)]), on))
    return redirect(dated(f"{reverse('municipality-list')}?{urlencode({'q': sought})}", on))


def tile_map(rows: list[MunicipalityRow]) -> TileMap:
    """The map of the rows that have a tile."""
    ordered = sorted(rows, key=lambda row: (row.county.number, row.municipality.sort_key))
    return draw(
        Cell(
            row.municipality.name,
            row.county.name,
            (row.municipality.tile_column, row.municipality.tile_row),
            row.tally.agreements,
            row.at_least,
            row.title,
            row.address,
        )
        for row in ordered
        if row.municipality.tile_column is not None and row.municipality.tile_row is not None
    )


def _list_address(**query: str) -> str:
    return f"{reverse('agreement-list')}?{urlencode(query)}"


def _latest_changes() -> list[LatestChange]:
    """The newest changes; what was imported on one day is one of them, so that an import hides nothing else. Four queries."""
    published = Agreement.objects.published()
    changes = public_changes().filter(record_id__in=published.values("pk"))
    brought = Q(kind=Change.Kind.CREATED, actor_kind=Change.ActorKind.IMPORT)
    days = changes.filter(brought).order_by().values(day=TruncDate("at")).annotate(number=Count("pk"), last=Max("pk"))
    together = {row["last"]: row["number"] for row in days.order_by("-day")[:LATEST]}
    single = changes.exclude(brought).values("pk")[:LATEST]
    found = list(changes.filter(Q(pk__in=together) | Q(pk__in=[row["pk"] for row in single])))[:LATEST]
    agreements = published.in_bulk([change.record_id for change in found])
    return [LatestChange(change, agreements[change.record_id], together.get(change.pk, 1)) for change in found]


def _freshness(by_state: dict[Status, int], on: date | None) -> list[Freshness]:
    """Each status that occurs, surest first, with its slice of the bar."""
    order = (Status.IN_FORCE, Status.NOTICE, Status.COMING, Status.UNCLEAR, Status.ENDED)
    total, before, found = sum(by_state.values()), 0, []
    for status in order:
        if number := by_state.get(status, 0):
            address = dated(_list_address(counts="ja", status=status.value), on)
            start, width = f"{100 * before / total:.2f}%", f"{100 * number / total:.2f}%"
            found.append(Freshness(status, number, address, start, width, past=bool(on and on < today())))
            before += number
    return found
