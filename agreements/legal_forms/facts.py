"""One agreement as the rules see it: what is registered, and what is not known.

Made by whoever has the rows; the rules never see a database, a request or the clock. `None` is always "not registered" and
never guessed into yes or no. The codes are those of the tables, so that making facts is copying.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction


class Certainty(StrEnum):
    """How well a fact is founded. Only from what is stated does a rule conclude."""

    STATED = "stated"
    INFERRED = "inferred"
    UNVERIFIED = "unverified"


class PartyKind(StrEnum):
    """What a party is: a municipality, or the kind of its organisation."""

    MUNICIPALITY = "kommune"
    COUNTY = "fylkeskommune"
    IKS = "iks"
    COMPANY = "as"
    COOPERATIVE = "sa"
    FOUNDATION = "stiftelse"
    ASSOCIATION = "forening"
    COUNCIL = "samarbeidsorgan"
    STATE = "stat"
    FOREIGN = "utenlandsk"
    OTHER = "annet"


class Stage(StrEnum):
    """How far it has come."""

    IDEA = "idea"
    DIALOGUE = "dialogue"
    STUDY = "study"
    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    NOTICE = "notice"
    ENDED = "ended"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """What holds on the day it is judged on."""

    COMING = "kommende"
    IN_FORCE = "i-kraft"
    NOTICE = "oppsagt"
    ENDED = "avsluttet"
    UNCLEAR = "uavklart"


class Authority(StrEnum):
    """How far the authority goes that is handed over; each includes those before it."""

    UNKNOWN = "unknown"
    NONE = "none"
    ADVISORY = "advisory"
    ADMINISTRATIVE = "administrative"
    PRINCIPLE = "principle"
    REGULATIONS = "regulations"


class Outcome(StrEnum):
    """What a party made of the case."""

    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"
    IN_PROCESS = "in_process"
    NOT_TREATED = "not_treated"


class Organ(StrEnum):
    """Who treated the case: the council itself (kommunestyre, fylkesting, for an IKS its representantskap), or somebody for it."""

    UNKNOWN = ""
    COUNCIL = "council"
    DELEGATED = "delegated"


@dataclass(frozen=True)
class Share:
    """A party's share on the day, exact. `by_population`: stated as a rule, whether or not a figure is given too."""

    part: Fraction | None = None
    liability: Fraction | None = None
    by_population: bool = False


@dataclass(frozen=True)
class Party:
    """One party, one role, one period. `key` is the party, the same in every agreement; `valid_to` the first day it is out.

    `dissolved`: the first day the municipality no longer exists; `successors` the names of those who carry it on.
    """

    key: str
    name: str
    kind: PartyKind
    role: str
    valid_from: date | None = None
    valid_to: date | None = None
    founded: date | None = None
    dissolved: date | None = None
    successors: tuple[str, ...] = ()
    certainty: Certainty = Certainty.STATED
    share: Share | None = None

    def holds(self, day: date) -> bool:
        """Whether the row holds on the day; an unknown start holds for as long back as one looks."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)

    def exists(self, day: date) -> bool:
        """Whether the party itself exists on the day."""
        return (self.founded is None or self.founded <= day) and (self.dissolved is None or day < self.dissolved)


@dataclass(frozen=True)
class Decision:
    """One party's treatment of the agreement; `party` is its key."""

    party: str
    outcome: Outcome
    organ: Organ = Organ.UNKNOWN
    day: date | None = None
    case_number: str = ""


@dataclass(frozen=True)
class Terms:
    """Whether the written agreement has a term: yes, no, or not registered."""

    tasks: bool | None = None
    transfer_date: bool | None = None
    information: bool | None = None
    settlement: bool | None = None
    representantskap_members: bool | None = None
    board_members: bool | None = None
    exit_rule: bool | None = None
    dissolution_rule: bool | None = None
    archive_rule: bool | None = None


@dataclass(frozen=True)
class Organisation:
    """The organisation it established, as Enhetsregisteret knows it: `org_form` is its code there."""

    name: str
    org_number: str = ""
    org_form: str = ""


@dataclass(frozen=True)
class Parent:
    """The grunnavtale it lies under."""

    name: str
    parties: tuple[Party, ...] = ()
    parties_complete: bool = False
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Facts:
    """One agreement on one day. `parties` are all rows there are, past and coming too; `on_day` those of the day.

    `parties_complete`: every party is entered. `cost_split`: a fordelingsnøkkel for the day is registered. `adopted`: the
    newest version of the text. `last_evaluated` and `next_evaluation` stand for revision too, each the last
    day it can mean; `last_evaluated_shown` is no more exact than it is known.
    """

    day: date
    form: str
    form_certainty: Certainty = Certainty.STATED
    name: str = ""
    legal_basis: str = ""
    agreement_type: str = ""
    purpose: str = ""
    stage: Stage = Stage.UNKNOWN
    status: Status = Status.UNCLEAR
    valid_from: date | None = None
    valid_to: date | None = None
    valid_from_precision: str = "unknown"
    valid_to_precision: str = "open"
    # Who
    parties: tuple[Party, ...] = ()
    parties_complete: bool = False
    stated_count: int | None = None
    organisation: Organisation | None = None
    seat: str = ""
    is_legal_person: bool | None = None
    # What is handed over
    authority: Authority = Authority.UNKNOWN
    sector_law: str = ""
    authority_from: date | None = None
    # What is written and decided
    decisions: tuple[Decision, ...] = ()
    terms: Terms = field(default_factory=Terms)
    contribution_duty: bool | None = None
    loan_allowed: bool | None = None
    loan_ceiling: int | None = None
    cost_split: bool = False
    archive_responsible: str = ""
    # When
    notice_months: int | None = None
    is_fixed_term: bool | None = None
    adopted: date | None = None
    last_evaluated: date | None = None
    last_evaluated_shown: str = ""
    next_evaluation: date | None = None
    governor_informed: date | None = None
    parent: Parent | None = None

    @property
    def on_day(self) -> tuple[Party, ...]:
        """The parties on the day; also one whose municipality is gone, since that is what a rule asks about."""
        return tuple(party for party in self.parties if party.holds(self.day))

    @property
    def over(self) -> bool:
        """Whether its end has passed, or staff have said it is over."""
        return self.stage == Stage.ENDED or self.status == Status.ENDED

    @property
    def before_start(self) -> bool:
        """Whether it is not yet agreed on."""
        return self.stage in (Stage.IDEA, Stage.DIALOGUE, Stage.STUDY, Stage.PROPOSED)
