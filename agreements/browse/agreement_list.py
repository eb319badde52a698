"""`/samarbeid/`: every agreement, filtered, sorted and searched; a question in the search is answered first."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect

from agreements.browse.agreement_rows import rows_by_id
from agreements.browse.answer import answer, asked_about
from agreements.browse.filter_panel import FilterPanel
from agreements.browse.other_words import other_words
from agreements.columns.files import AGREEMENTS, FileChoice
from agreements.columns.records import agreement_records
from agreements.filters import AgreementFilterSet
from agreements.filters.ordering import DEFAULT
from agreements.maps.footprint import Ground
from agreements.models import Agreement
from municipalities.coverage import Coverage
from municipalities.lineage import Lineage
from municipalities.models import Municipality
from registry.parameters import FILE, read_day, read_page
from registry.periods import ONE_DAY

LIST_SIZE = 25


def show(request: HttpRequest) -> HttpResponseBase:
    """The list, as a page or a file. A request by htmx gets only what changes with the filters."""
    agreements = Agreement.objects.visible_to(request.user)
    selection = AgreementFilterSet.selection(request, agreements, FILE)
    files = FileChoice.of(request, AGREEMENTS)
    if files.kind:
        found = agreement_records(selection.qs.published(), selection.on_day)
        return files.response(found, selection.directory, selection.on_day)
    tally = selection.tally()
    page = read_page(request, selection.qs.values_list("pk", flat=True), LIST_SIZE, tally.number)
    shown = selection.remembered.rows(page.object_list)
    asked = asked_about(selection, agreements) if page.number == 1 else []
    ground = (Ground.of if selection.on_day else Ground.ever)(selection.directory)
    coverage = Coverage.of(selection.directory)
    of_id = rows_by_id(agreements, [*shown, *asked], selection.day, selection.on_day, ground)
    context = {
        "section": "agreements",
        "on": selection.on_day,
        "day": selection.day,
        "page": page,
        "rows": [of_id[pk] for pk in shown if pk in of_id],
        "ground": ground,
        "coverage": coverage,
        "tally": tally,
        "undated": selection.remembered.number(selection.undated_rows()) if selection.on_day else 0,
        "files": files,
        "panel": FilterPanel(selection, tally),
        "other_words": other_words(selection) if selection.chosen["q"] and not tally.number else "",
        "ordering": selection.chosen["ordering"] or DEFAULT,
        "absent": absent(selection),
        "answer": answer(selection, agreements, [of_id[pk] for pk in asked if pk in of_id], coverage) if page.number == 1 else None,
    }
    return _respond(request, selection, context)


def _respond(request: HttpRequest, selection: AgreementFilterSet, context: dict) -> HttpResponse:
    if request.htmx and not request.htmx.history_restore_request:
        query = selection.data.urlencode()
        address = f"{request.path}?{query}" if query else request.path
        if _day_of(request.htmx.current_url) != selection.on_day:
            return HttpResponseClientRedirect(address)  # the day is said all over the page, not only in the list
        response = render(request, "agreements/browse/agreement_list_live.html", context)
        response["HX-Push-Url"] = address
    else:
        response = render(request, "agreements/browse/agreement_list.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _day_of(address: str | None) -> date | None:
    """The `on` of the page a live request comes from."""
    try:
        text = QueryDict(urlsplit(address or "").query).get("on", "")
        return read_day(text) if text else None
    except (ValidationError, ValueError):
        return None


@dataclass(frozen=True)
class Absent:
    """A municipality asked for that does not exist on the day, and those to ask for instead, each with its query."""

    municipality: Municipality
    over: bool
    instead: list[tuple[Municipality, str]]

    @property
    def last_day(self) -> date:
        """The last day it was a municipality."""
        return self.municipality.dissolved - ONE_DAY


def absent(selection: AgreementFilterSet) -> list[Absent]:
    """The municipalities asked for that do not exist on the day. A query only when there are any."""
    day, found = selection.day, []
    asked = [(name, "", selection.chosen[name]) for name in ("municipality", "host")]
    if selection.chosen["q"]:
        asked += [("q", place.text, [entry.municipality for entry in place.entries]) for place in selection.words.places]
    for name, text, municipalities in asked:
        if not municipalities or any(municipality.exists_on(day) for municipality in municipalities):
            continue
        lineage = Lineage.load()
        for municipality in municipalities:
            over = municipality.dissolved is not None and municipality.dissolved <= day
            others = lineage.heirs(municipality, day) if over else lineage.forebears(municipality, day)
            instead = [(other, _asking_for(selection, name, text, other)) for other in others]
            found.append(Absent(municipality, over, instead))
    return found


def _asking_for(selection: AgreementFilterSet, name: str, text: str, municipality: Municipality) -> str:
    """The same address asking for another municipality: by its number, or in the search by its name."""
    query = selection.data.copy()
    query.pop("page", None)
    if name == "q":
        query["q"] = selection.words.without(text, municipality.name)
    else:
        query[name] = selection.directory.number(municipality)
    return query.urlencode()
