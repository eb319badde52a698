"""`/`: what the register is, how far it has come, the map, the last changes and how fresh it all is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import CharField, Count, Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Substr
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from agreements.browse.municipality_rows import MunicipalityRow, municipality_rows
from agreements.columns.public_changes import public_changes
from agreements.maps.tile_map import Cell, TileMap, draw
from agreements.models import Agreement, Status
from agreements.models.edition import Remembered
from agreements.statistics.municipalities import standing
from municipalities.coverage import Coverage
from municipalities.directory import Directory
from registry.models import Change
from registry.parameters import read_on, today
from registry.templatetags.page import dated

LATEST, HOURS_IN_A_DAY = 5, 25  # one day a year has 25


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
    remembered = Remembered()
    rows = municipality_rows(directory.existing(), directory, coverage, on, remembered)
    now = standing(agreements, directory.day, remembered)
    day = directory.day.isoformat()
    context = {
        "section": "front",
        "on": on,
        "day": directory.day,
        "coverage": coverage,
        "entered": now.entered,
        "rows": rows,
        "map": tile_map(rows),
        "counted": sum(now.on_day.values()),
        "counted_address": _list_address(on=day, counts="ja"),
        "unclear": now.on_day.get(Status.UNCLEAR, 0),
        "unclear_address": _list_address(on=day, counts="ja", status=Status.UNCLEAR.value),
        "participations": sum(row.tally.agreements for row in rows),
        "changes": _latest_changes(remembered),
        "freshness": _freshness(now.on_day if on else now.ever, on),
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


def _latest_changes(remembered: Remembered) -> list[LatestChange]:
    """The newest changes; what was imported on one day is one of them, so that an import hides nothing else. Four queries."""
    published = Agreement.objects.published()
    changes = public_changes().filter(Exists(published.filter(pk=OuterRef("record_id"))))
    brought = Q(kind=Change.Kind.CREATED, actor_kind=Change.ActorKind.IMPORT)
    together = _brought(changes.filter(brought), remembered)
    single = remembered.rows(changes.exclude(brought).values_list("pk", flat=True)[:LATEST])
    found = list(public_changes().filter(pk__in=[*together, *single])[:LATEST])
    agreements = published.in_bulk([change.record_id for change in found])
    return [
        LatestChange(change, agreements[change.record_id], together.get(change.pk, 1))
        for change in found
        if change.record_id in agreements
    ]


def _brought(changes: QuerySet, remembered: Remembered) -> dict[int, int]:
    """The last of the changes of each of the latest days, with how many there were that day.

    They are counted by the hour, which the database reads off the text: it has no quick way from a moment to a day in Norway.
    """
    hours = changes.order_by().values(hour=Substr(Cast("at", CharField()), 1, len("2026-01-01 12")))
    hours = hours.annotate(number=Count("pk"), last=Max("pk")).order_by("-hour")[: LATEST * HOURS_IN_A_DAY]
    days: dict[date, tuple[int, int]] = {}
    for row in remembered.rows(hours):
        day = timezone.localdate(datetime.strptime(row["hour"], "%Y-%m-%d %H").replace(tzinfo=UTC))
        last, number = days.get(day, (0, 0))
        days[day] = (max(last, row["last"]), number + row["number"])
    return dict(list(days.values())[:LATEST])


def _freshness(by_state: Mapping[Status, int], on: date | None) -> list[Freshness]:
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
