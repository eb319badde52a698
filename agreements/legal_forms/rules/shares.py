"""Ownership shares: figures that together make the whole, and none in what nobody owns (IKS-loven § 3, koml. § 19-4)."""

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from agreements.legal_forms.facts import Party
from agreements.legal_forms.law import SharesLaw
from agreements.legal_forms.rules.rule import Case, Found, RestsOn, Severity, While, rule
from agreements.legal_forms.rules.wording import answer, names_of, percent

FIELD = "ownerships"
ROUNDING = Fraction(1, 10_000)  # two decimals of a per cent, as agreements write shares
_SUMS = {"share": gettext_noop("Eierandelene"), "liability": gettext_noop("Ansvarsandelene")}


@rule("shares_not_registered", Severity.SHOULD, RestsOn.FORM)
def shares_not_registered(case: Case) -> Iterator[Found]:
    """Parties without a share where the law asks for one (IKS-loven § 3, koml. §§ 18-4, 19-4)."""
    law = _law(case)
    without = [party for party in case.parties if not party.share or _empty(party)]
    if law and without:
        missing = _("eierandel for %(names)s") % {"names": names_of(without)}
        yield Found(law, FIELD, missing=missing, cites=tuple(party.key for party in without))


@rule("shares_by_population_only", Severity.SHOULD, RestsOn.FORM)
def shares_by_population_only(case: Case) -> Iterator[Found]:
    """Shares given as "by population", without a figure: Foretaksregisteret has refused such an agreement."""
    law = _law(case)
    parties = [party for party in case.parties if party.share and party.share.by_population and party.share.part is None]
    if law and parties:
        message = _("Eierandelen er oppgitt etter folketall, uten tall, for %(names)s.") % {"names": names_of(parties)}
        right = answer(_("Hva skal føres?"), law)
        yield Found(law, FIELD, message, right=right, cites=tuple(party.key for party in parties))


@rule("shares_below_whole", Severity.MUST, RestsOn.FORM, RestsOn.ALL_PARTIES)
def shares_below_whole(case: Case) -> Iterator[Found]:
    """All have a share, and together they are less than the whole (IKS-loven § 3)."""
    if law := _law(case):
        for kind, parts in _parts(case.parties).items():
            if parts and None not in parts and _total(parts) < 1 - ROUNDING:
                yield _sum(law, kind, parts)


@rule("shares_above_whole", Severity.MUST, RestsOn.FORM)
def shares_above_whole(case: Case) -> Iterator[Found]:
    """Shares that are more than the whole, however many parties are still to be entered (IKS-loven § 3)."""
    if law := _law(case):
        for kind, parts in _parts(case.parties).items():
            if _total(parts) > 1 + ROUNDING:
                yield _sum(law, kind, parts)


@rule("shares_without_owners", Severity.MUST, RestsOn.FORM, during=While.NOT_OVER)
def shares_without_owners(case: Case) -> Iterator[Found]:
    """Shares in a foundation, which nobody owns (stiftelsesloven)."""
    law = case.legal_form.law.shares
    owners = [party for party in case.parties if party.share and party.share.part is not None]
    if law and not law.allowed and owners:
        message = _("Eierandel er ført for %(names)s.") % {"names": names_of(owners)}
        cites = tuple(f"{party.key} {party.share.part}" for party in owners if party.share)
        yield Found(law, FIELD, message, right=answer(_("Hvem eier?"), law), cites=cites)


def _law(case: Case) -> SharesLaw | None:
    law = case.legal_form.law.shares
    return law if law and law.allowed else None


def _empty(party: Party) -> bool:
    return party.share is not None and party.share.part is None and not party.share.by_population


def _parts(parties: tuple[Party, ...]) -> dict[str, list[Fraction | None]]:
    """Shares, and the shares of the obligations where they are others."""
    shares = [party.share for party in parties]
    owned = [share.part if share else None for share in shares]
    liable = [(share.part if share.liability is None else share.liability) if share else None for share in shares]
    return {"share": owned} if liable == owned else {"share": owned, "liability": liable}


def _total(parts: list[Fraction | None]) -> Fraction:
    return sum((part for part in parts if part is not None), Fraction())


def _sum(law: SharesLaw, kind: str, parts: list[Fraction | None]) -> Found:
    message = _("%(shares)s blir %(total)s til sammen.") % {"shares": _(_SUMS[kind]), "total": percent(_total(parts))}
    right = _("De skal til sammen bli 100 %.")
    return Found(law, FIELD, message, right=right, subject=kind, cites=tuple(sorted(part for part in parts if part is not None)))


RULES = (shares_not_registered, shares_by_population_only, shares_below_whole, shares_above_whole, shares_without_owners)
