"""Every page of figures, in the order people meet them."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from agreements.statistics.address import FigureAddress
from agreements.statistics.question import Question
from agreements.statistics.tables import (
    areas,
    change,
    comparison,
    forms,
    hosts,
    levels,
    municipalities,
    overview,
    ownership_reports,
    pairs,
    partners,
    recommended,
    resources,
)
from agreements.statistics.tables.table import Cell, Page

PAGES: dict[str, Callable[[Question], Page]] = {
    overview.CODE: overview.page,
    municipalities.CODE: municipalities.page,
    areas.CODE: areas.page,
    forms.CODE: forms.page,
    levels.CODE: levels.page,
    hosts.CODE: hosts.page,
    partners.CODE: partners.page,
    partners.MATRIX: partners.matrix_page,
    recommended.CODE: recommended.page,
    resources.CODE: resources.page,
    ownership_reports.CODE: ownership_reports.page,
    change.CODE: change.page,
    comparison.CODE: comparison.page,
}

ON_THE_MAP = {pairs.CODE: pairs.page}  # figures with a page of their own under `/kart/`
EVERY = {**PAGES, **ON_THE_MAP}

TITLES = {
    overview.CODE: _("Oversikt"),
    municipalities.CODE: _("Samarbeid per kommune"),
    areas.CODE: _("Sektorer og områder"),
    forms.CODE: _("Samarbeidsformer"),
    levels.CODE: _("Geografisk nivå"),
    hosts.CODE: _("Hvem er vert"),
    partners.CODE: _("Faste eller skiftende partnere"),
    partners.MATRIX: _("Kommune mot kommune"),
    recommended.CODE: _("De ni anbefalte områdene"),
    resources.CODE: _("Årsverk og kostnad"),
    ownership_reports.CODE: _("Eierskapsmeldinger"),
    change.CODE: _("Nye og avsluttede"),
    comparison.CODE: _("Sammenligning"),
}


def cell_at(question: Question, address: FigureAddress) -> Cell | None:
    """The cell at an address, as the question answers it; None when there is none there."""
    page = EVERY[address.page](question) if address.page in EVERY else None
    table = next((one for one in page.tables if one.code == address.table), None) if page else None
    return table.cell(address.row, address.column) if table else None
