"""What of an agreement's holdings the reader may see, in the order a page tells it. No query: the rows are at hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from agreements.models import (
    Agreement,
    AgreementYear,
    Authority,
    Body,
    Candidate,
    CostComponent,
    CostSplit,
    Decision,
    Document,
    Grant,
    Participation,
    PartyYear,
    Version,
)
from agreements.models.holdings import Holdings
from registry.models import User
from registry.templatetags.page import spaced

LONG_AGO = date.min
TERMS = (  # whether the text has a rule, and the rule itself
    ("tasks_stated", ""),
    ("transfer_date_stated", ""),
    ("information_stated", ""),
    ("settlement_stated", "settlement"),
    ("exit_stated", "exit_rule"),
    ("dissolution_stated", "dissolution_rule"),
    ("archive_stated", "archive_rule"),
    ("contribution_duty", "contribution"),
)


@dataclass(frozen=True)
class Shown:
    """What a page shows of the holdings; newest first where there is a time. `sees_early`: also before the first council case."""

    decisions: list[Decision]
    versions: list[Version]
    documents: list[Document]
    bodies: list[Body]
    grants: list[Grant]
    cost_splits: list[tuple[CostSplit, list[CostComponent]]]
    years: list[AgreementYear]
    party_years: list[PartyYear]
    candidates: list[Candidate]
    sees_early: bool
    terms: list[tuple[str, str, str]]


def shown(agreement: Agreement, held: Holdings, parties: Iterable[Participation], user: User) -> Shown:
    """What the person may see. `parties` are all the agreement's, whom rows about a party then speak of."""
    by_id = {row.pk: row for row in parties}
    early = sees_early(user, by_id.values())
    for row in [*held.ownerships, *held.party_years]:
        row.participation = by_id[row.participation_id]
    for row in [*held.decisions, *held.documents]:
        row.version = held.version(row.version_id)
    return Shown(
        decisions=sorted(held.decisions, key=lambda row: (row.date or LONG_AGO, row.pk), reverse=True),
        versions=sorted(held.versions, key=_start, reverse=True),
        documents=[row for row in held.documents if row.checked or _is_staff(user)],
        bodies=held.bodies,
        grants=sorted(held.grants, key=_start, reverse=True),
        cost_splits=[(row, held.parts_of(row)) for row in sorted(held.cost_splits, key=_start, reverse=True)],
        years=sorted(held.years, key=lambda row: row.year, reverse=True),
        party_years=sorted(held.party_years, key=lambda row: (-row.year, str(row.participation.party))),
        candidates=[row for row in held.candidates if row.became_id is None and (early or not row.before_council)],
        sees_early=early,
        terms=list(_terms(agreement)),
    )


def sees_early(user: User, parties: Iterable[Participation]) -> bool:
    """Whether the person sees what lies before the first council case: staff, and the municipalities named."""
    named = user.is_authenticated and any(user.municipality_id and row.municipality_id == user.municipality_id for row in parties)
    return named or _is_staff(user)


def _is_staff(user: User) -> bool:
    return user.is_authenticated and user.is_staff


def _start(row: Version | Grant | CostSplit) -> tuple:
    return (row.valid_from or getattr(row, "adopted", None) or LONG_AGO, row.pk)


def _terms(agreement: Agreement) -> Iterable[tuple[str, str, str]]:
    """(what, yes or no, the words of the agreement) for each thing that is known of the text."""
    for stated, words in TERMS:
        answer, text = getattr(agreement, stated), getattr(agreement, words) if words else ""
        if answer is not None or text:
            yield _label(agreement, stated), {True: _("Ja"), False: _("Nei"), None: ""}[answer], text
    if agreement.loan_allowed is not None or agreement.loan_ceiling is not None:
        amount = spaced(agreement.loan_ceiling)
        answer = {True: _("Ja"), False: _("Nei"), None: ""}[agreement.loan_allowed]
        yield _label(agreement, "loan_allowed"), answer, _("ramme %(amount)s kroner") % {"amount": amount} if amount else ""
    for name in ("representantskap_members", "board_members"):
        if (number := getattr(agreement, name)) is not None:
            yield _label(agreement, name), str(number), ""


def _label(agreement: Agreement, name: str) -> str:
    return str(agreement._meta.get_field(name).verbose_name)


def authority_shown(agreement: Agreement) -> str:
    """How much authority has moved, "" when nobody here knows."""
    return "" if agreement.authority == Authority.UNKNOWN else agreement.get_authority_display()


def newest(decisions: Sequence[Decision]) -> Decision | None:
    """The one that counts of a party's: a case that is open, else the last that was settled."""
    return max(decisions, key=lambda row: (not row.settled, row.date or LONG_AGO, row.pk), default=None)
