"""What the councils decided: one decision of each party's council itself (koml. kap. 18–20, IKS-loven § 4)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from agreements.legal_forms.facts import Decision, Organ, Outcome, Party, PartyKind
from agreements.legal_forms.rules.rule import REGISTER, Case, Found, RestsOn, Severity, rule
from agreements.legal_forms.rules.wording import answer

FIELD = "decisions"
WITH_A_COUNCIL = (PartyKind.MUNICIPALITY, PartyKind.COUNTY, PartyKind.IKS)


@rule("no_council_decision", Severity.SHOULD, RestsOn.FORM)
def no_council_decision(case: Case) -> Iterator[Found]:
    """No decision registered for a party whose council decides itself."""
    law = case.legal_form.law.decision
    for party in _deciding(case):
        outcomes = {decision.outcome for decision in _of(case, party)}
        if not outcomes & {Outcome.ADOPTED, Outcome.NOT_ADOPTED}:
            right = _("Saken er ført som til behandling.") if Outcome.IN_PROCESS in outcomes else ""
            missing = _("vedtak i %(name)s") % {"name": party.name}
            yield Found(law, FIELD, missing=missing, right=right, subject=party.key, cites=tuple(sorted(outcomes)))


@rule("decision_delegated", Severity.SHOULD, RestsOn.FORM)
def decision_delegated(case: Case) -> Iterator[Found]:
    """Adopted on delegated authority, where the council decides itself."""
    law = case.legal_form.law.decision
    for party in _deciding(case):
        adopted = [decision.organ for decision in _of(case, party) if decision.outcome == Outcome.ADOPTED]
        if adopted and set(adopted) == {Organ.DELEGATED}:
            message = _("Vedtaket i %(name)s er ført som fattet etter delegert myndighet.") % {"name": party.name}
            yield Found(law, FIELD, message, right=answer(_("Hvem vedtar?"), law), subject=party.key, cites=(Organ.DELEGATED,))


@rule("party_said_no", Severity.SHOULD)
def party_said_no(case: Case) -> Iterator[Found]:
    """A party whose only decision is that it did not adopt the agreement."""
    for party in case.parties:
        outcomes = {decision.outcome for decision in _of(case, party)}
        if Outcome.NOT_ADOPTED in outcomes and Outcome.ADOPTED not in outcomes:
            message = _("%(name)s er ført som part, men saken er ført som ikke vedtatt der.") % {"name": party.name}
            right = _("Rett deltakelsen eller vedtaket.")
            yield Found(REGISTER, FIELD, message, right=right, subject=party.key, cites=(Outcome.NOT_ADOPTED,))


def _deciding(case: Case) -> Iterator[Party]:
    """Each party whose council must have decided, once."""
    if case.legal_form.law.decision.each_council:
        yield from {party.key: party for party in case.parties if party.kind in WITH_A_COUNCIL}.values()


def _of(case: Case, party: Party) -> list[Decision]:
    return [decision for decision in case.facts.decisions if decision.party == party.key]


RULES = (no_council_decision, decision_delegated, party_said_no)
