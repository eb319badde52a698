"""`/gjennomgang/runder/`: the rounds, and how far each has come; for staff."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Count, Q
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.columns.files import REVIEWED, FileChoice
from agreements.maps.tile_map import Cell, Scale, Shade, TileMap, draw
from agreements.models import Proposal, Round
from agreements.verification.letters import body
from agreements.verification.links import short_address
from agreements.verification.progress import ORDERINGS, Board, Row, State, board_of, in_order
from municipalities.directory import Directory
from registry.access import for_staff
from registry.parameters import FILE, check_names, today, unknown_value

SHADES = {State.NOT_STARTED: 1, State.HALF_WAY: 3, State.CONFIRMED: 5}  # one neutral scale: it tells how far, not how well


class TaskCell(Cell):
    """One municipality on the map of a round: shaded by how far it has come."""

    @property
    def shown(self) -> str:
        """How many lines of how many."""
        return self.text


def round_or_404(request: HttpRequest, pk: int) -> Round:
    """The round of that number, for those who may see rounds."""
    return get_object_or_404(Round.objects.visible_to(request.user), pk=pk)


@for_staff
def rounds(request: HttpRequest) -> HttpResponseBase:
    """All rounds, the newest first."""
    check_names(request.GET, ())
    own = Q(tasks__carried_to=None, tasks__ended_at=None)
    confirmed = Count("tasks", filter=own & Q(tasks__confirmed_at__isnull=False))
    found = Round.objects.visible_to(request.user).annotate(asked=Count("tasks", filter=own), confirmed=confirmed)
    found = found.order_by("-deadline", "-pk")  # said again, since whatever counts forgets the order of its model
    waiting = Proposal.objects.visible_to(request.user).waiting().count()
    context = {"section": "review", "rounds": found, "editable": request.user.is_editor, "waiting": waiting}
    return render(request, "agreements/verification/rounds.html", context)


@for_staff
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A round: what will be sent before it is opened, the board of all that are asked afterwards."""
    check_names(request.GET, ("ordering", *FILE))
    files, found = FileChoice.of(request, REVIEWED), round_or_404(request, pk)
    board, ordering = board_of(found), _ordering(request)
    if files.kind:
        return files.response(_records(board.rows), Directory.load(today()))
    context = {
        "section": "review",
        "round": found,
        "board": board,
        "files": files,
        "ordering": ordering,
        "editable": request.user.is_editor,
    }
    if found.state == Round.State.PREPARED:
        return render(request, "agreements/verification/round_prepared.html", context | _letter(board))
    context |= {"rows": in_order(board.rows, ordering), "map": _map(board.rows), "tallies": _tallies(board)}
    context |= {"confirmed": board.numbers[State.CONFIRMED], "waiting": sum(row.waiting for row in board.rows)}
    return render(request, "agreements/verification/round.html", context)


@for_staff
def phone_list(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Who is to be phoned, by municipality and role, to be printed."""
    check_names(request.GET, ())
    found = round_or_404(request, pk)
    if found.state == Round.State.PREPARED:
        raise Http404
    context = {"section": "review", "round": found, "rows": board_of(found).to_phone, "day": today()}
    return render(request, "agreements/verification/phone_list.html", context)


def _ordering(request: HttpRequest) -> str:
    ordering = request.GET.get("ordering") or "name"
    if ordering not in ORDERINGS:
        raise unknown_value("ordering", ordering, ORDERINGS)
    return ordering


def _letter(board: Board) -> dict:
    """The letter as the first municipality will get it, and how many go out."""
    code = "XXXX-XXXX-XXXX"
    place = f"{settings.SITE_URL}{reverse('review-link', args=[code])}"
    shown = body(board.rows[0].task, place, short_address(), code, board.round.text) if board.rows else ""
    return {"letter": shown, "letters_out": sum(len(row.mailboxes) for row in board.rows)}


def _tallies(board: Board) -> list[tuple[int, str]]:
    """The numbers on top."""
    found = [(board.numbers[state], str(state.label)) for state in SHADES]
    return [*found, (board.overdue, _("over fristen"))]


def _map(rows: list[Row]) -> TileMap:
    """The municipalities that have a place on the map, county by county."""
    counted = list(SHADES)
    cells = []
    for row in sorted(rows, key=lambda row: row.entry.number_row(today()).county.number):
        municipality = row.task.municipality
        if row.state not in counted or municipality.tile_column is None or municipality.tile_row is None:
            continue
        cells.append(
            TaskCell(
                municipality.name,
                row.entry.number_row(today()).county.name,
                (municipality.tile_column, municipality.tile_row),
                counted.index(row.state),
                row.overdue,
                f"{municipality.name}: {row.in_words}{', ' + _('over fristen') if row.overdue else ''}",
                reverse("review-municipality", args=[row.task.pk]),
                text="–" if row.state == State.NOT_STARTED else f"{row.answered}/{row.total}",
            )
        )
    shades = [Shade(SHADES[state], number, number, str(state.label)) for number, state in enumerate(counted)]
    return draw(cells, Scale(shades, _("over fristen")))


def _records(rows: list[Row]) -> Iterator[dict]:
    for row in rows:
        yield {
            "number": row.entry.number(today()),
            "municipality": row.task.municipality.name,
            "state": str(row.state.label),
            "answered": row.answered,
            "total": row.total,
            "overdue": row.overdue,
            "confirmed_at": row.task.confirmed_at,
            "waiting": row.waiting,
            "letters": row.letters_in_words,
            "errors": "; ".join(row.errors),
            "last": row.last,
        }
