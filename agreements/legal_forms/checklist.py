"""What the form asks of an agreement, item by item, and whether it is registered: stands beside the form while one writes.

It shows what the chosen form asks for and concludes nothing, so it is made for a form that is only assumed too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from agreements.legal_forms.catalogue import BY_CODE
from agreements.legal_forms.contents import field_of, registered
from agreements.legal_forms.facts import Facts, Outcome
from agreements.legal_forms.law import FormLaw, Law
from agreements.legal_forms.rules.decisions import WITH_A_COUNCIL


class State(StrEnum):
    """How it stands with one item."""

    REGISTERED = "registered"
    NOT_REGISTERED = "not_registered"
    ABSENT = "absent"
    DOES_NOT_APPLY = "does_not_apply"

    @property
    def label(self) -> str:
        """As people read it."""
        return _(_STATE_LABELS[self])


_STATE_LABELS = {
    State.REGISTERED: gettext_noop("registrert"),
    State.NOT_REGISTERED: gettext_noop("ikke registrert"),
    State.ABSENT: gettext_noop("ført som ikke med i avtalen"),
    State.DOES_NOT_APPLY: gettext_noop("gjelder ikke"),
}
_BY_ANSWER = {True: State.REGISTERED, False: State.ABSENT, None: State.NOT_REGISTERED}


@dataclass(frozen=True)
class Line:
    """One item: what the law asks for, where it says so and how surely we know, how it stands, and the field it is written in."""

    code: str
    label: str
    state: State
    law: Law
    field: str
    detail: str = ""


def checklist(facts: Facts) -> tuple[Line, ...]:
    """The items of the form, in the order of its law; empty for a form that asks for nothing, or a code that is no form."""
    form = BY_CODE.get(facts.form)
    return tuple(_lines(form.law, facts)) if form else ()


def _lines(law: FormLaw, facts: Facts) -> Iterator[Line]:
    for item in law.contents:
        yield Line(item.code, _(item.text), _BY_ANSWER[registered(item, facts)], item, field_of(item))
        if item.code == "loan" and law.loan:
            yield Line("loan_ceiling", _("ramme for lån"), _loan_ceiling(facts), law.loan, "loan_ceiling")
    if law.decision.each_council:
        yield _decisions(law, facts)
    if law.registration.numbered:
        numbered = facts.organisation is not None and bool(facts.organisation.org_number)
        yield Line("org_number", _("organisasjonsnummer"), _state(numbered), law.registration, "organisation")
    if law.archive and not any(item.code == "archive_rule" for item in law.contents):
        responsible = bool(facts.archive_responsible)
        yield Line("archive", _("hvem som er ansvarlig for arkivet"), _state(responsible), law.archive, "archive_responsible")


def _decisions(law: FormLaw, facts: Facts) -> Line:
    """Whether every council's treatment is registered, and of how many it is."""
    deciding = {party.key for party in facts.on_day if party.kind in WITH_A_COUNCIL}
    settled = {decision.party for decision in facts.decisions if decision.outcome in (Outcome.ADOPTED, Outcome.NOT_ADOPTED)}
    words = {"number": len(deciding & settled), "all": len(deciding)}
    detail = _("%(number)s av %(all)s") % words if deciding else ""
    state = _state(bool(deciding) and deciding <= settled and facts.parties_complete)
    return Line("decisions", _("vedtak i hver kommune og fylkeskommune som er med"), state, law.decision, "decisions", detail)


def _loan_ceiling(facts: Facts) -> State:
    return State.DOES_NOT_APPLY if facts.loan_allowed is False else _state(facts.loan_ceiling is not None)


def _state(is_registered: bool) -> State:
    return State.REGISTERED if is_registered else State.NOT_REGISTERED
