"""`/import/<id>/`: the import as it stands: being read, to be looked through, in use, undone, or unreadable."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRefresh

from agreements.imports.applying import undoing
from agreements.imports.applying.asking import OWN_WORDS
from agreements.imports.applying.shown import WRITTEN
from agreements.imports.pages.access import import_or_404
from agreements.imports.plan import State
from agreements.models import Import
from registry.parameters import PAGING, BadParameters, Problem, check_names, read_page

WORKING = (Import.State.WAITING, Import.State.PLANNING, Import.State.APPLYING)
QUESTIONS_AT_ONCE, SCHEMES_AT_ONCE, FIRST_FEW = 20, 25, 3
TABS = {
    State.ASKED: _("Må avklares"),
    State.NEW: _("Nye"),
    State.CHANGED: _("Endret"),
    State.ENDED: _("Avsluttet"),
    State.REFUSED: _("Avvist"),
    State.UNCHANGED: _("Uendret"),
    State.SKIPPED: _("Hoppet over"),
}


def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One page for each state of it."""
    check_names(request.GET, ("vis", *PAGING))
    found = import_or_404(pk)
    if found.state in WORKING:
        return render(request, "agreements/imports/working.html", {"section": "import", "import": found, "step": _step(found)})
    if request.htmx:  # the page that waited asks again, and there is another page to show
        return HttpResponseClientRefresh()
    if found.state == Import.State.HEADINGS:
        return redirect("import-headings", pk=pk)
    if found.state == Import.State.FAILED:
        return render(request, "agreements/imports/failed.html", {"section": "import", "import": found, "step": 1})
    return render(request, "agreements/imports/detail.html", _context(request, found))


def _step(found: Import) -> int:
    return {Import.State.APPLYING: 4, Import.State.APPLIED: 5, Import.State.UNDONE: 5, Import.State.PLANNED: 3}.get(found.state, 2)


def _context(request: HttpRequest, found: Import) -> dict:
    counts, chosen = found.about.get("counts", {}), _chosen(request)
    tabs = [(state.value, label, counts.get(state.value, 0)) for state, label in TABS.items() if counts.get(state.value)]
    context = {
        "section": "import",
        "import": found,
        "step": _step(found),
        "tabs": tabs,
        "chosen": chosen,
        "chosen_label": TABS[State(chosen)] if chosen else "",
        "counts": counts,
        "own_words": OWN_WORDS,
        "written": sum(counts.get(state.value, 0) for state in WRITTEN),
        "several_tables": len(found.about.get("read", [])) > 1,
        "done": found.state in (Import.State.APPLIED, Import.State.UNDONE),
    }
    if found.state == Import.State.APPLIED:
        context["drafts"] = undoing.drafts_of(found).count()
    if chosen == State.ASKED:
        context["page"] = read_page(request, found.about.get("questions", []), QUESTIONS_AT_ONCE)
    elif chosen:
        context["page"] = read_page(request, _schemes(found, chosen), SCHEMES_AT_ONCE)
    else:
        context["questions"] = found.about.get("questions", [])[:QUESTIONS_AT_ONCE]
        context["sections"] = [
            (state, label, number, _schemes(found, state)[:FIRST_FEW]) for state, label, number in tabs if state != State.ASKED
        ]
    return context


def _schemes(found: Import, state: str):
    return found.schemes.filter(state=state).select_related("agreement", "change")


def _chosen(request: HttpRequest) -> str:
    state = request.GET.get("vis", "")
    if state and state not in {known.value for known in TABS}:
        known = ", ".join(known.value for known in TABS)
        raise BadParameters([Problem("vis", state[:60], str(_("Skriv én av: %(known)s.")) % {"known": known})])
    return state
