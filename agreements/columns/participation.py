"""The columns of participations: one row a party, one role, one period in one agreement.

A row is made of three parts: what identifies the agreement, the party, and how sure the agreement is. The first and last are
read once an agreement.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from agreements.columns.agreement import AGREEMENT, ROLE_LABELS
from agreements.columns.column import Column, readers
from agreements.columns.period import period_columns
from municipalities.models import MappingStatus, Organisation
from municipalities.models.region import Certainty

PARTY_KINDS = {"kommune": _("kommune"), **dict(Organisation.Kind.choices)}


def _share(participant: dict) -> Fraction | None:
    share = participant["share"]
    return share and Fraction(share["numerator"], share["denominator"])


def _share_part(key: str) -> Callable[[dict], int | None]:
    return lambda participant: participant["share"] and participant["share"][key]


def _agreement(code: str, new_code: str = "") -> Column:
    column = next(column for column in AGREEMENT if column.code == code)
    return Column(**{**vars(column), "code": new_code or code})


AGREEMENT_FIRST = (_agreement("id", "agreement_id"), _agreement("name", "agreement"))
PARTY = (
    Column(
        "party_number",
        _("kommune- eller organisasjonsnummer"),
        _("Kommunens nummer den dagen filen gjelder, ellers organisasjonsnummer."),
        lambda participant: participant["party"].get("number") or participant["party"].get("org_number"),
        width=20,
    ),
    Column("party", _("part"), _("Kommunen eller organisasjonen."), lambda participant: participant["party"]["name"], width=26),
    Column("party_kind", _("slag"), _("Hva slags part."), lambda participant: participant["party"]["kind"], labels=PARTY_KINDS),
    Column("role", _("rolle"), _("Rollen i samarbeidet."), itemgetter("role"), labels=ROLE_LABELS),
    Column(
        "certainty",
        _("hvor sikker deltakelsen er"),
        _("Oppgitt i kilden, antatt av oss eller ubekreftet."),
        itemgetter("certainty"),
        labels=dict(Certainty.choices),
    ),
    *period_columns(),
    Column(
        "share_numerator", _("andel, teller"), _("Andelen er nøyaktig teller delt på nevner."), _share_part("numerator"), "number"
    ),
    Column("share_denominator", _("andel, nevner"), _("Se teller."), _share_part("denominator"), "number"),
    Column("share_percent", _("eierandel"), _("Eierandel i prosent."), _share, "percent"),
    Column(
        "own_purpose",
        _("partens eget formål"),
        _("Hva parten selv vil med deltakelsen (koml. § 26-1). Tomt: ikke registrert."),
        itemgetter("own_purpose"),
        width=40,
    ),
    Column(
        "party_mapping",
        _("kartlegging av kommunen"),
        _("Hvor fullstendig kommunens samarbeid er kartlagt i registeret."),
        lambda participant: participant.get("mapping"),
        labels=dict(MappingStatus.Level.choices),
        width=18,
    ),
)
AGREEMENT_LAST = tuple(
    _agreement(code)
    for code in (
        "legal_form",
        "form_basis",
        "status",
        "participants_complete",
        "counts_as_formal",
        "evidence_date",
        "last_confirmed",
    )
)
PARTICIPATION = AGREEMENT_FIRST + PARTY + AGREEMENT_LAST


def participation_rows(levels: Mapping[str, str], people: bool) -> Callable[[dict], Iterator[list]]:
    """A function from an agreement's record to its rows; `levels` are the mapping levels of municipalities by number."""
    first, party, last = readers(AGREEMENT_FIRST, people), readers(PARTY, people), readers(AGREEMENT_LAST, people)

    def rows(record: dict) -> Iterator[list]:
        left, right = [read(record) for read in first], [read(record) for read in last]
        for participant in record["participants"]:
            participant["mapping"] = levels.get(participant["party"].get("number"))
            yield [*left, *[read(participant) for read in party], *right]

    return rows
