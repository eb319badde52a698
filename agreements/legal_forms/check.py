"""★ The one door to the rules: facts about one agreement in, breaches out. Pure, and the same for the same facts."""

from agreements.legal_forms.facts import Facts
from agreements.legal_forms.rules import authority, dates, decisions, expiry, identity, leads, parents, participants, shares, terms
from agreements.legal_forms.rules.rule import Breach, Certain, Rule, Severity

__all__ = ["RULES", "Breach", "Severity", "check"]

RULES: tuple[Rule, ...] = (
    *participants.RULES,
    *leads.RULES,
    *shares.RULES,
    *authority.RULES,
    *decisions.RULES,
    *terms.RULES,
    *dates.RULES,
    *expiry.RULES,
    *identity.RULES,
    *parents.RULES,
)


def check(facts: Facts) -> tuple[Breach, ...]:
    """All there is to clear up, the most severe first, then in the order of the rules. `(code, subject)` is unique."""
    certain = Certain.of(facts)
    found = {(breach.code, breach.subject): breach for one in RULES for breach in one.breaches(certain)}
    return tuple(sorted(found.values(), key=lambda breach: -breach.severity))
