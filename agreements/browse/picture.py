"""A map as a picture to keep: SVG that says by itself what it shows, of which day, how much is mapped, and where it is from."""

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.columns.read_me import PUBLISHER
from agreements.filters.statistics import StatisticsSelection
from agreements.legal_forms.catalogue import BY_CODE
from agreements.maps.boundary_map import BoundaryMap
from agreements.maps.network import Network
from agreements.maps.sheet import lay_out
from agreements.maps.tile_map import TileMap
from agreements.models import Sector
from agreements.statistics.levels import Level
from registry.periods import show_day

SVG = "image/svg+xml"


def about(selection: StatisticsSelection) -> list[str]:
    """What the figures are narrowed to, in words."""
    subject = selection.subject
    area = next((area.name for area in selection.question.areas if area.code == subject.area), "") if subject.area else ""
    form = capfirst(_(BY_CODE[subject.form].label)) if subject.form else ""
    sector = str(Sector(subject.sector).label) if subject.sector else ""
    level = Level(subject.level).label if subject.level else ""
    without = "" if selection.purchase else _("Uten kjøp og salg av tjenester")
    return [text for text in (selection.place, sector, area, form, level, without) if text]


def answer(drawn: TileMap | BoundaryMap, title: str, selection: StatisticsSelection, name: str, credit: str = "") -> HttpResponse:
    """The map as a file."""
    sheet = lay_out(title, _above(selection), drawn.scale, drawn.hatched, _below("map", credit), drawn.box)
    template = "agreements/browse/map_tiles.svg" if isinstance(drawn, TileMap) else "agreements/browse/map_boundaries.svg"
    headers = {"Content-Disposition": f'attachment; filename="{name}.svg"'}
    return HttpResponse(render_to_string(template, {"sheet": sheet, "map": drawn}), content_type=SVG, headers=headers)


def network(drawn: Network, said: str, title: str, selection: StatisticsSelection, name: str, credit: str = "") -> HttpResponse:
    """The network as a file."""
    sheet = lay_out(title, [*_above(selection), said], drawn.scale, drawn.hatched, _below("network", credit), drawn.box)
    headers = {"Content-Disposition": f'attachment; filename="{name}.svg"'}
    text = render_to_string("agreements/browse/network.svg", {"sheet": sheet, "net": drawn})
    return HttpResponse(text, content_type=SVG, headers=headers)


def _above(selection: StatisticsSelection) -> list[str]:
    coverage = selection.question.coverage
    narrowed = "".join(f" {text}." for text in about(selection))
    mapped = _("%(mapped)s av %(all)s kommuner er ferdig kartlagt, %(confirmed)s har bekreftet listen sin.") % {
        "mapped": coverage.mapped,
        "all": coverage.municipalities,
        "confirmed": coverage.confirmed,
    }
    day = _("Per %(day)s.") % {"day": show_day(selection.directory.day)}
    return [f"{day}{narrowed}", f"{mapped} " + _("Antall sier ikke hvor omfattende samarbeidet er.")]


def _below(page: str, credit: str) -> list[str]:
    address = f"{settings.SITE_URL}{reverse(page)}"
    source = _("Kilde: Samarbeidsregisteret, %(publisher)s. NLOD 2.0. %(address)s") % {"publisher": PUBLISHER, "address": address}
    return [source, *([credit] if credit else [])]
