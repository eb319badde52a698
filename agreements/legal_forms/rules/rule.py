"""What a rule is, what it returns, and the one place that holds it to what is certain.

A rule reads a `Case`, never the facts themselves. `Certain` makes the cases: parties that are not stated are left out, and
the form is there only for a rule that declares that it rests on it. A rule resting on a form nobody has stated, or on a list
of parties that is not complete, gets no case at all. How severe a breach may be follows from how surely we know the
paragraph: the law of a source that is not read is never more than "til orientering".
"""

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum, IntEnum, auto
from fractions import Fraction
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from agreements.legal_forms.base import LegalForm
from agreements.legal_forms.catalogue import BY_CODE, ROLE_BY_CODE
from agreements.legal_forms.facts import Certainty, Facts, Party, Status
from agreements.legal_forms.law import Evidence, Law, Source


class Severity(IntEnum):
    """How much it matters, the least first."""

    NOTE = 1
    SHOULD = 2
    MUST = 3

    @property
    def code(self) -> str:
        """As it is stored: note, should, must."""
        return self.name.lower()

    @property
    def label(self) -> str:
        """As people read it."""
        return _(_SEVERITY_LABELS[self])


_SEVERITY_LABELS = {
    Severity.MUST: gettext_noop("må rettes i registeret"),
    Severity.SHOULD: gettext_noop("bør avklares"),
    Severity.NOTE: gettext_noop("til orientering"),
}
_AT_MOST = {
    Evidence.READ: Severity.MUST,
    Evidence.REGISTER: Severity.MUST,
    Evidence.PARTLY: Severity.SHOULD,
    Evidence.INFERRED: Severity.NOTE,
    Evidence.MEMORY: Severity.NOTE,
}

# What follows from the register's own words rather than from law.
REGISTER = Law("", "", Evidence.REGISTER)


class RestsOn(Enum):
    """What must be certain for a rule to conclude."""

    FORM = auto()
    ALL_PARTIES = auto()


class While(Enum):
    """When in the life of an agreement a rule has something to say."""

    ALWAYS = auto()
    NOT_OVER = auto()
    AGREED = auto()
    IN_FORCE = auto()


@dataclass(frozen=True)
class Case:
    """What a rule sees: the form only when it rests on it, and of the parties those that are stated, in order of name."""

    facts: Facts
    form: LegalForm | None = None

    @property
    def day(self) -> date:
        """The day it is judged on."""
        return self.facts.day

    @property
    def legal_form(self) -> LegalForm:
        """The form, for a rule that has declared that it rests on it."""
        if self.form is None:
            raise LookupError("The rule reads the form without declaring RestsOn.FORM.")
        return self.form

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """Those who take part on the day; not those who only pay."""
        paying = {code for code, role in ROLE_BY_CODE.items() if role.only_funds}
        return tuple(party for party in self.facts.on_day if party.role not in paying)

    def in_role(self, role: str) -> tuple[Party, ...]:
        """Those who have the role on the day."""
        return tuple(party for party in self.parties if party.role == role)


@dataclass(frozen=True)
class Certain:
    """What of some facts is certain: the cases of those facts, made once for all rules."""

    without_form: Case
    with_form: Case | None
    all_parties: bool

    @classmethod
    def of(cls, facts: Facts) -> "Certain":
        """Leave out what nobody has stated."""
        stated = sorted((party for party in facts.parties if party.certainty == Certainty.STATED), key=_in_order)
        left = replace(facts, parties=tuple(stated), form="")
        form = BY_CODE.get(facts.form) if facts.form_certainty == Certainty.STATED else None
        return cls(Case(left), Case(left, form) if form else None, _all_parties_known(facts))

    def case(self, rests_on: Set[RestsOn]) -> Case | None:
        """What a rule sees that rests on these; None where one of them is not certain."""
        if RestsOn.ALL_PARTIES in rests_on and not self.all_parties:
            return None
        return self.with_form if RestsOn.FORM in rests_on else self.without_form


@dataclass(frozen=True)
class Found:
    """What a rule has found.

    Either `missing`, which is a thing the register does not hold ("vedtak i Dyrøy"), or `message`, about what it does hold;
    `right` says what would be right. `field` is the form's field, `subject` what tells apart two findings of one rule, and
    `cites` just the facts the finding rests on, beside the form. `internal`: not for the public page.
    """

    law: Law
    field: str
    message: str = ""
    missing: str = ""
    right: str = ""
    subject: str = ""
    cites: tuple[object, ...] = ()
    internal: bool = False


@dataclass(frozen=True)
class Breach:
    """One thing to clear up. Guidance made automatically from what is registered; never a judgment of a municipality.

    `code` and `subject` identify it within its agreement. `evidence` are just the facts it cites: when they change, it is
    another breach.
    """

    code: str
    severity: Severity
    message: str
    paragraph: str
    certainty: Evidence
    source: Source | None
    subject: str
    field: str
    evidence: tuple[str, ...]
    public_words: str = ""


@dataclass(frozen=True)
class Rule:
    """A rule, and what it rests on."""

    code: str
    severity: Severity
    find: Callable[[Case], Iterator[Found]]
    rests_on: frozenset[RestsOn] = field(default_factory=frozenset)
    during: While = While.AGREED

    def breaches(self, certain: Certain) -> Iterator[Breach]:
        """What the rule finds, no more severe than its paragraph is certain; nothing where it rests on what is not."""
        case = certain.case(self.rests_on)
        if case and _speaks(self.during, case.facts):
            yield from (self._breach(case, found) for found in self.find(case))

    def _breach(self, case: Case, found: Found) -> Breach:
        missing = _("Ikke registrert: %(what)s") % {"what": found.missing} if found.missing else ""
        return Breach(
            code=self.code,
            severity=min(self.severity, _AT_MOST[found.law.evidence]),
            message=" ".join(part for part in (f"{missing}." if missing else found.message, found.right) if part),
            paragraph=found.law.paragraph,
            certainty=found.law.evidence,
            source=found.law.source,
            subject=found.subject,
            field=found.field,
            evidence=tuple(_written(fact) for fact in (*([case.form.code] if case.form else []), *found.cites)),
            public_words="" if found.internal else missing,
        )


def rule(
    code: str, severity: Severity, *rests_on: RestsOn, during: While = While.AGREED
) -> Callable[[Callable[[Case], Iterator[Found]]], Rule]:
    """Make a rule of a function."""
    return lambda find: Rule(code, severity, find, frozenset(rests_on), during)


def _all_parties_known(facts: Facts) -> bool:
    """Whether the list of parties is complete, stated throughout, and as long as the source says."""
    known = {party.key for party in facts.parties}
    whole = facts.stated_count is None or len(known) >= facts.stated_count
    return facts.parties_complete and whole and all(party.certainty == Certainty.STATED for party in facts.parties)


def _speaks(during: While, facts: Facts) -> bool:
    agreed = not facts.over and not facts.before_start
    return {
        While.ALWAYS: True,
        While.NOT_OVER: not facts.over,
        While.AGREED: agreed,
        While.IN_FORCE: agreed and facts.status in (Status.IN_FORCE, Status.NOTICE),
    }[during]


def _in_order(party: Party) -> tuple[str, str, str]:
    """The order of parties, the same however they were handed in."""
    return party.name, party.key, repr(party)


def _written(fact: object) -> str:
    """A fact as text that is the same every time: dates as ISO, fractions as 1/3, nothing as ""."""
    if isinstance(fact, date):
        return fact.isoformat()
    if fact is None or isinstance(fact, str | int | Fraction):
        return "" if fact is None else str(fact)
    raise TypeError(f"Not a plain fact: {fact!r}")
