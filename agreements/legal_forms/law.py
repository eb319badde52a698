"""What the law says of a form, piece by piece, each with its paragraph, its source and how surely we know it.

Nothing here is read from the law itself unless `Evidence.READ` says so. The rules take both what they ask for and how
severe they may be from these pieces, so a jurist who has checked a paragraph changes one word in the form's file.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from agreements.legal_forms.facts import Authority, PartyKind


class Evidence(StrEnum):
    """How surely we know what a piece of law says."""

    READ = "read"
    PARTLY = "partly"
    INFERRED = "inferred"
    MEMORY = "memory"
    REGISTER = "register"

    @property
    def label(self) -> str:
        """As people read it."""
        return gettext(EVIDENCE_LABELS[self])

    @property
    def checked(self) -> bool:
        """Whether it needs no word of caution."""
        return self in (Evidence.READ, Evidence.REGISTER)


EVIDENCE_LABELS = {
    Evidence.READ: _("kontrollert mot kilden"),
    Evidence.PARTLY: _("delvis kontrollert"),
    Evidence.INFERRED: _("vår slutning, ikke kontrollert mot lovteksten"),
    Evidence.MEMORY: _("ikke kontrollert mot lovteksten"),
    Evidence.REGISTER: _("registerets egen regel"),
}


@dataclass(frozen=True)
class Source:
    """Where we have read it."""

    title: str
    url: str = ""


_MINISTRY = "https://www.regjeringen.no/no/dokumenter"
GUIDE = Source("KDD: Veileder om interkommunalt samarbeid (2023)", f"{_MINISTRY}/veileder-om-interkommunalt-samarbeid/id2998121/")
IKS_ACT = Source("Lov om interkommunale selskaper", "https://lovdata.no/dokument/NL/lov/1999-01-29-6")
IKS_ARCHIVE = Source("Grimstad kommune: arkivplan")
IKS_COMMITTEE = Source("Innst. O. nr. 14 (1998–99)")
IKS_BILL = Source("Ot.prp. nr. 53 (1997–98)")
HOST_BILL = Source("Ot.prp. nr. 95 (2005–2006)")
OLD_HOST = Source("KDD om vertskommune i kommuneloven av 1992")
BILL_2018 = Source("Prop. 46 L (2017–2018)", f"{_MINISTRY}/prop.-46-l-20172018/id2593519/")
COUNCIL_LETTER = Source("KDD, brev 30.11.2023 om registrering av interkommunalt politisk råd")
REORGANISING_LETTER = Source("KDD, brev 17.08.2021 om koml. § 18-1")
DELEGATION_LETTER = Source("KDD, brev 13.04.2021 om koml. § 19-1")
ORSTA = Source("Ørsta kommune: dokumentasjonsstrategi")
SHARES_ADVICE = Source("Samfunnsbedriftene: eier- og ansvarsforhold må oppgis")
REGISTER_GUIDE = Source("Altinn: Fullmakter fra Enhetsregisteret")
KS_REGISTRATION = Source("KS: Registrering av interkommunalt samarbeid")
ACCOUNTS_STANDARD = Source("KRS nr. 12 og 13")
KS_ADVICE = Source("KS: 21 anbefalinger om eierstyring")
FORMS_OVERVIEW = Source("KDD: Oversikt over ulike samarbeidsmodeller")
FOUNDATION_SOURCES = Source("NKRF 2013 og Altinn: Fullmakter fra Enhetsregisteret")
OLD_FORMS_SLIDES = Source("NKRF 2013, lysark om samarbeidsformer")


@dataclass(frozen=True)
class Law:
    """One thing the law says: in plain words, where, and how surely we know it."""

    text: str
    paragraph: str
    evidence: Evidence
    source: Source | None = None


@dataclass(frozen=True, kw_only=True)
class PartiesLaw(Law):
    """Who may take part, and how many there must be. `kinds` None: anybody."""

    kinds: frozenset[PartyKind] | None = None
    minimum: int = 2


@dataclass(frozen=True, kw_only=True)
class LeadLaw(Law):
    """That exactly one party has this role on any day."""

    role: str


@dataclass(frozen=True, kw_only=True)
class AuthorityLaw(Law):
    """Which authority the form itself can receive. `allowed` None: not ours to say. More may follow from a sector law."""

    allowed: frozenset[Authority] | None = None


@dataclass(frozen=True, kw_only=True)
class DecisionLaw(Law):
    """Who decides. `each_council`: the council of every party, itself."""

    each_council: bool = False


@dataclass(frozen=True, kw_only=True)
class WithdrawalLaw(Law):
    """How one leaves. `by_notice`: with a period of notice, which the agreement should name. `by_rule`: as agreement or statutes
    say, so that there is a rule to enter; not where one sells one's part, or cannot leave.
    """

    by_notice: bool = False
    by_rule: bool = True


@dataclass(frozen=True, kw_only=True)
class RegistrationLaw(Law):
    """How Enhetsregisteret writes it. `org_forms` empty: not registered as such. `numbered`: it has a number of its own."""

    org_forms: tuple[str, ...] = ()
    numbered: bool = False


@dataclass(frozen=True, kw_only=True)
class SharesLaw(Law):
    """Ownership shares: that there are none, or that they are figures which together make the whole."""

    allowed: bool = True


@dataclass(frozen=True, kw_only=True)
class NameLaw(Law):
    """The words of which one is in the name."""

    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ExpiryLaw(Law):
    """From when nothing rests on it any more."""

    first_day_without: date


@dataclass(frozen=True, kw_only=True)
class Item(Law):
    """One thing the written agreement contains; `text` names it. `contents.registered` tells whether it is registered."""

    code: str


@dataclass(frozen=True, kw_only=True)
class FormLaw:
    """All we know of the law of one form. What is None or empty, the form does not have or we do not know."""

    explanation: tuple[str, ...]
    basis: Law
    person: Law
    parties: PartiesLaw
    authority: AuthorityLaw
    decision: DecisionLaw
    highest_body: Law
    liability: Law
    withdrawal: WithdrawalLaw
    registration: RegistrationLaw
    contents: tuple[Item, ...] = ()
    lead: LeadLaw | None = None
    shares: SharesLaw | None = None
    name: NameLaw | None = None
    loan: Law | None = None
    archive: Law | None = None
    governor: Law | None = None
    counties: Law | None = None
    expiry: ExpiryLaw | None = None
