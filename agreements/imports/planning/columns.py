"""What a file says of a scheme's own columns, written where it is news. An empty cell says nothing, and takes nothing away."""

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from agreements.imports.planning.act import Act
from agreements.imports.planning.union import label_of, shown
from agreements.imports.rows.law import form_when_unsaid
from agreements.legal_forms.catalogue import legal_form
from agreements.models import DATES, Agreement, Stage
from municipalities.models.region import Certainty
from registry.periods import Period, Precision, Span
from registry.search import fold

PLAIN = (
    *("agreement_type", "purpose", "ownership_text", "office", "stage", "notice_months"),
    *("archive_case_number", "archive_responsible", "archive_system", "archive_depot"),
)
LONGEST_TEXT = 10_000


def write_columns(act: Act, name: str, text: str) -> None:
    """Every column of the agreement."""
    if act.is_new:
        _begin(act, name, text)
    else:
        _write_name(act, name)
    for write in (_write_form, _write_period, _write_dates, _write_plain, _write_lists, _write_who_knows):
        write(act)


def _begin(act: Act, name: str, text: str) -> None:
    """What a new scheme is when the file does not say."""
    agreement, values = act.agreement, act.union.values
    code, certainty = form_when_unsaid(name)
    agreement.legal_form = values.get("legal_form", code)
    agreement.legal_form_certainty = values.get("legal_form_certainty", Certainty.STATED if "legal_form" in values else certainty)
    agreement.agreement_type = legal_form(agreement.legal_form).agreement_type
    agreement.participants_text = text[:LONGEST_TEXT]


def _write_name(act: Act, name: str) -> None:
    """Another name: the new one where the register's number stands beside it, else one more that it goes by."""
    agreement = act.agreement
    if not name or name == agreement.name:
        return
    others = agreement.former_names.splitlines()
    if act.numbered:
        act.change(label_of("name"), agreement.name, name)
        agreement.former_names = "\n".join(line for line in dict.fromkeys([agreement.name, *others]) if line and line != name)
        agreement.name = name
    elif fold(name) not in {fold(agreement.name), *map(fold, others)}:
        act.change(label_of("former_names"), ", ".join(others), ", ".join([*others, name]))
        agreement.former_names = "\n".join([*others, name])


def _set(act: Act, column: str, value: Any) -> None:
    before = getattr(act.agreement, column)
    if before != value:
        if not act.is_new:
            act.change(label_of(column), shown(column, before), shown(column, value))
        setattr(act.agreement, column, value)


def _write_form(act: Act) -> None:
    """A form that is only taken to be so never replaces one that is stated."""
    agreement, values = act.agreement, act.union.values
    form, certainty = values.get("legal_form"), values.get("legal_form_certainty")
    sure = agreement.certain_form and not act.is_new
    if form and sure and certainty not in (None, Certainty.STATED) and not act.numbered:
        if form != agreement.legal_form:
            words = {"stored": shown("legal_form", agreement.legal_form), "said": shown("legal_form", form)}
            act.contradictions.append(_("Samarbeidsform: «%(stored)s» er oppgitt i registeret, «%(said)s» er antatt her.") % words)
        certainty = None
    elif form:
        _set(act, "legal_form", form)
    if certainty and (act.numbered or not sure or certainty == Certainty.STATED):
        _set(act, "legal_form_certainty", certainty)
    basis = values.get("legal_basis")
    if basis and (act.numbered or _plain(basis) not in _plain(agreement.legal_basis)):
        _set(act, "legal_basis", basis)
    if "organisation" in values and values["organisation"] != agreement.organisation:
        if not act.is_new:
            act.change(label_of("organisation"), agreement.organisation, values["organisation"])
        agreement.organisation = values["organisation"]
    if "parent" in values and values["parent"] != agreement.parent_id:
        parent = Agreement(pk=values["parent"])
        if not act.is_new:
            act.change(label_of("parent"), agreement.parent_id, parent.pk)
        agreement.parent_id = parent.pk


def _plain(basis: str) -> str:
    return re.sub(r"\W|koml|1992|2018", "", basis.lower())


def _write_period(act: Act) -> None:
    agreement, values = act.agreement, act.union.values
    write_end(act, agreement, "start", values.get("start"))
    ends = write_end(act, agreement, "last_day", values.get("last_day")) and "stage" not in values
    if ends and agreement.valid_to and agreement.valid_to <= act.day:
        _set(act, "stage", Stage.ENDED)


def write_end(act: Act, row: Period, which: str, span: Span | None, label: str = "") -> bool:
    """The start or the last day of a period, when it is told otherwise or more exactly than it is known."""
    is_start = which == "start"
    known = row.valid_from if is_start else row.last_day
    precision = row.valid_from_precision if is_start else row.valid_to_precision
    if span is None or (known and _known_as_well(known, precision, span)):
        return False
    before = (row.start_shown if known else "") if is_start else row.end_shown
    (row.set_start if is_start else row.set_last_day)(span)
    if not act.is_new:
        act.change(label or label_of(which), before, row.start_shown if is_start else row.end_shown)
    return True


def _known_as_well(day: date, precision: str, span: Span) -> bool:
    """Whether the day that is known lies within what is told, and no day is told where only a year is known."""
    order = [Precision.DAY, Precision.MONTH, Precision.YEAR, Precision.CIRCA, Precision.UNKNOWN]
    as_exact = order.index(Precision(precision)) <= order.index(Precision(span.precision))
    return as_exact and span.first <= day <= span.last


def _write_dates(act: Act) -> None:
    """The dates to follow up, when they are told otherwise or more exactly than they are known."""
    agreement = act.agreement
    for name in DATES:
        span, known = act.union.values.get(name), getattr(agreement, name)
        if span is None or (known and _known_as_well(known, getattr(agreement, f"{name}_precision"), span)):
            continue
        before = agreement.dates_shown[name]
        agreement.set_date(name, span)
        if not act.is_new:
            act.change(label_of(name), before, agreement.dates_shown[name])


def _write_plain(act: Act) -> None:
    for column in PLAIN:
        value = act.union.values.get(column)
        if value is None or (column == "office" and act.agreement.organisation and not act.agreement.office and not act.numbered):
            continue
        _set(act, column, value)


def _write_lists(act: Act) -> None:
    """Areas, other names and notes are added to; beside the register's own number the areas are all there are."""
    agreement, values = act.agreement, act.union.values
    if areas := values.get("areas"):
        had = {area.pk: area for area in act.whole.service_areas}
        now = {area.pk: area for area in areas}
        now = now if act.numbered else had | now
        if now.keys() != had.keys():
            if not act.is_new:
                act.change(label_of("areas"), shown("areas", had.values()), shown("areas", now.values()))
            act.whole.service_areas[:] = now.values()
    for column in ("former_names", "note"):
        lines = getattr(agreement, column).splitlines()
        known = {fold(line) for line in (*lines, agreement.name)}
        if more := [line for line in values.get(column, "").splitlines() if line and fold(line) not in known]:
            _set(act, column, "\n".join([*lines, *more]))


def _write_who_knows(act: Act) -> None:
    """How many there are, and whether all are named: what a column says, else what the text of the parties lets be seen."""
    agreement, values = act.agreement, act.union.values
    for column in ("participants_complete", "participants_stated_count", "unnamed_participants"):
        value = values.get(column)
        if value is not None and (act.is_new or column == "participants_complete" or not agreement.participants_complete):
            _set(act, column, value)
    if "participants_complete" not in values and values.get("names_everybody"):
        said = {party.key for party in act.union.parties}
        stored = {(row.party_key[0], row.party_key[1]) for row in act.whole.participations}
        if stored <= said:
            _set(act, "participants_complete", True)
