"""What one does with an import that is planned or applied: answer, apply, publish, undo, read what is left again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.imports.applying import asking, intake, running, undoing, writing
from agreements.imports.applying.shown import WRITTEN
from agreements.imports.pages.access import held_or_404, import_or_404
from agreements.models import Import


def answer(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Keep the answers, and plan anew; or forget one that was given."""
    with transaction.atomic():
        found = held_or_404(pk)
        if found.state != Import.State.PLANNED:
            return redirect("import-detail", pk=pk)
        if (key := request.POST.get("glem")) is not None:
            found.answers.pop(key, None)
        elif answers := asking.read(found, request.POST):
            found.answers |= answers
        else:
            messages.warning(request, _("Ingen svar var valgt, så ingenting er lagret."))
            return redirect("import-detail", pk=pk)
        found.state, found.attempts = Import.State.WAITING, 0
        found.save()
    running.advance(found)
    return redirect("import-detail", pk=pk)


def apply(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What will happen, and whether new agreements are shown to all at once; then it happens."""
    found = import_or_404(pk)
    if found.state != Import.State.PLANNED:
        return redirect("import-detail", pk=pk)
    counts = found.about.get("counts", {})
    written = sum(counts.get(state.value, 0) for state in WRITTEN)
    if request.method == "POST" and written:
        outcome = running.apply(found, by=request.user, publish=request.POST.get("publisering") == "publiser")
        _tell(request, outcome)
        return redirect("import-detail", pk=pk)
    context = {"section": "import", "import": found, "counts": counts, "written": written, "step": 4}
    return render(request, "agreements/imports/apply.html", context)


def _tell(request: HttpRequest, outcome: writing.Outcome | None) -> None:
    """What came of it; nothing while the worker does it."""
    if outcome is None:
        return
    if outcome.problem:
        messages.error(request, outcome.problem)
    elif not outcome.written:
        messages.warning(request, _("Registeret er endret siden du så gjennom filen. Ingenting er skrevet. Se gjennom på nytt."))


def publish(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show to all the new agreements that are drafts still."""
    found = import_or_404(pk)
    number = undoing.publish_drafts(found, by=request.user)
    messages.success(
        request, ngettext("%(number)s samarbeid er publisert.", "%(number)s samarbeid er publisert.", number) % {"number": number}
    )
    return redirect("import-detail", pk=pk)


def undo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What would be taken back and what cannot be, and why; then it is."""
    found = import_or_404(pk)
    if found.state != Import.State.APPLIED:
        return redirect("import-detail", pk=pk)
    if request.method == "POST":
        try:
            undoing.undo(found, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("import-detail", pk=pk)
    context = {"section": "import", "import": found, "preview": undoing.preview(found), "step": 5}
    return render(request, "agreements/imports/undo.html", context)


def again(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The same files once more, for what was left or for one that could not be read."""
    found = import_or_404(pk)
    try:
        new = intake.once_more(found, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("import-detail", pk=pk)
    return redirect("import-detail", pk=running.advance(new).pk)
