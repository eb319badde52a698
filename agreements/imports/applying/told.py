"""An import told without a page: as plain values for programs, and as lines of text."""

from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.imports.applying.shown import WRITTEN
from agreements.imports.applying.writing import Outcome
from agreements.imports.plan import State
from agreements.models import Import

WORDS = {
    State.NEW: gettext_lazy("nye"),
    State.CHANGED: gettext_lazy("endret"),
    State.ENDED: gettext_lazy("avsluttet"),
    State.UNCHANGED: gettext_lazy("uendret"),
    State.SKIPPED: gettext_lazy("hoppet over"),
    State.ASKED: gettext_lazy("må avklares"),
    State.REFUSED: gettext_lazy("avvist"),
}


def answer(of: Import, written: Outcome | None) -> dict[str, Any]:
    """Everything: counts, what is odd, each scheme. `complete`: nothing is asked, refused or left out."""
    counts = {state.value: of.about.get("counts", {}).get(state.value, 0) for state in State}
    unknown = [heading for table in of.about.get("read", []) for heading in table["unknown"]]
    left = [row.name for row in of.schemes.exclude(note="")] if written else []
    return {
        "file": of.name,
        "applied": bool(written and of.state == Import.State.APPLIED),
        "written": written.written if written else 0,
        "problem": written.problem if written else "",
        "complete": not (counts[State.ASKED] or counts[State.REFUSED] or unknown or left or (written and written.problem)),
        "counts": counts,
        "unknown_headings": unknown,
        "left": left,
        "oddities": of.about.get("oddities", []),
        "questions": of.about.get("questions", []),
        "schemes": [_scheme(row) for row in of.schemes.select_related("change")],
    }


def _scheme(row) -> dict[str, Any]:
    name, state, agreement, note = attrgetter("name", "state", "agreement_id", "note")(row)
    told = {"name": name, "state": state, "agreement": agreement, **row.shown}
    return {**told, "written": row.change_id is not None, **({"note": note} if note else {})}


def lines(told: dict[str, Any]) -> Iterator[str]:
    """The same for people."""
    yield told["file"]
    yield ", ".join(f"{number} {WORDS[State(state)]}" for state, number in told["counts"].items() if number) or _(
        "Ingen samarbeid."
    )
    for heading in told["unknown_headings"]:
        yield _("Overskriften «%(heading)s» er ikke kjent, og kolonnen er ikke lest.") % {"heading": heading}
    for oddity in told["oddities"]:
        yield oddity["text"]
    for scheme in told["schemes"]:
        yield from _scheme_lines(scheme)
    if told["problem"]:
        yield told["problem"]
    elif told["applied"]:
        yield _("Skrevet: %(number)s samarbeid.") % {"number": told["written"]}
    else:
        yield _("Ingenting er skrevet i registeret.")


def _scheme_lines(scheme: dict[str, Any]) -> Iterator[str]:
    rows = ", ".join(str(row) for row in scheme["rows"])
    if scheme["state"] in WRITTEN:
        yield f"{WORDS[State(scheme['state'])]}: {scheme['name']} ({_('rad')} {rows})"
        if scheme["state"] != State.NEW:
            yield from (f"    {one['label']}: «{one['before']}» → «{one['after']}»" for one in scheme["changes"])
    for question in scheme["questions"]:
        choices = "; ".join(choice["label"] for choice in question["choices"])
        yield f"{_('må avklares')}: {scheme['name']}, {_('rad')} {question['row']}: {question['text']} ({choices})"
    for one in scheme["refusals"]:
        right = _(" Riktig kan være «%(right)s».") % {"right": one["right"]} if one["right"] else ""
        yield f"{_('avvist')}: {_('rad')} {one['row']}, {one['column']} «{one['value']}»: {one['why']}{right}"
    yield from (f"    {scheme['name']}: {text}" for text in scheme["contradictions"])
