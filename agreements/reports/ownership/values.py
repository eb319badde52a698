"""What the columns of the annex read out of one agreement: short, of the day, and empty where the register does not know."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.legal_forms.catalogue import CATALOGUE
from agreements.legal_forms.iks import IKS
from agreements.legal_forms.rules.wording import percent
from agreements.models import Body, CostSplit, Decision, Ownership, PartyYear, Status, Version
from agreements.reports.own import Own
from agreements.reports.words import day_or_words, listed_parties, party_in_words
from municipalities.models import Organisation
from municipalities.models.region import Certainty
from registry.periods import Precision, show_day
from registry.templatetags.page import spaced

ORDER = {form.code: place for place, form in enumerate(CATALOGUE)}
PART_OF_HOST = Organisation.OrgForm.ORGL  # an office of the host with a number of its own, and no company


def is_company(own: Own) -> bool:
    """Whether it is a legal person of its own: by its form, by what the agreement says, else by its number in Enhetsregisteret."""
    agreement = own.agreement
    by_form = agreement.form.legal_person
    if by_form is not None:
        return by_form
    if agreement.is_legal_person is not None:
        return agreement.is_legal_person
    body = agreement.organisation
    return bool(body and body.org_number and body.org_form != PART_OF_HOST)


def place(own: Own) -> tuple:
    """Its place in the annex: by form, in the order of the law, then by name."""
    return (ORDER[own.agreement.legal_form], *own.place)


def form(own: Own) -> str:
    """The form."""
    return capfirst(_(own.agreement.form.short_label))


def basis(own: Own) -> str:
    """What it rests on, as the source says, else the law of its form when a source states the form."""
    agreement = own.agreement
    return agreement.legal_basis or (agreement.form.statute if agreement.certain_form else "")


def ownership(own: Own, participation: int | None = None) -> Ownership | None:
    """What a party owns on the day; without one the municipality."""
    wanted = participation or own.row.pk
    return next((row for row in own.held.ownerships if row.participation_id == wanted and row.holds(own.day)), None)


def share(own: Own) -> Fraction | None:
    """The municipality's share."""
    row = ownership(own)
    return row and row.share


def liability(own: Own) -> Fraction | None:
    """What it answers for, where that is stated; in an IKS the same as the share unless something else is (IKS-loven § 3)."""
    row = ownership(own)
    if row is None:
        return None
    return row.liability if row.liability_den or own.agreement.legal_form == IKS.code else None


def shares_as_of(own: Own) -> date | str | None:
    """How old the share is."""
    row = ownership(own)
    if row is None or row.as_of is None:
        return None
    return row.as_of if row.as_of_precision == Precision.DAY else row.as_of_shown


def others(own: Own) -> str:
    """The other parties, each with its share where it is known."""
    if any(row.holds(own.day) and row.share_den for row in own.held.ownerships):
        names = [_with_share(own, row) for row in own.others]
        more = "" if own.agreement.participants_complete else _(" og flere")
        return ", ".join(names) + more
    return listed_parties(own, own.others)


def _with_share(own: Own, row) -> str:
    found = ownership(own, row.pk)
    return f"{party_in_words(row)} {percent(found.share)}" if found and found.share is not None else party_in_words(row)


def seats(own: Own) -> int | None:
    """How many the municipality elects to the highest body."""
    row = ownership(own)
    if row and row.seats is not None:
        return row.seats
    return next((body.seats_each for body in own.held.bodies if body.kind == Body.Kind.COUNCIL), None)


def host_or_seat(own: Own) -> str:
    """Who hosts or has the office, else where it is."""
    return ", ".join(party_in_words(row) for row in own.parties if row.leads) or own.agreement.seat


def revised(own: Own) -> date | str | None:
    """When the text that holds was adopted, else from when it holds."""
    found = newest_version(own.held.versions, own.day)
    return found and (found.adopted or day_or_words(found))


def newest_version(versions: Iterable[Version], day: date) -> Version | None:
    """The last text by the day."""
    dated = [(row.adopted or row.valid_from, row.pk, row) for row in versions if row.adopted or row.valid_from]
    return max((one for one in dated if one[0] <= day), default=(None, None, None))[2]


def decision(own: Own) -> str:
    """The municipality's last decision: «PS 12/24, 03.02.2020»."""
    own_rows = [row for row in own.held.decisions if row.municipality_id == own.row.municipality_id]
    known = [row for row in own_rows if row.date is None or row.date <= own.day]
    found = max(known, key=lambda row: (row.date or date.min, row.pk), default=None)
    return decision_in_words(found) if found else ""


def decision_in_words(row: Decision) -> str:
    """The case and the day; the outcome where it is another than yes."""
    said = [row.case_number, show_day(row.date) if row.date else "", row.get_outcome_display()]
    said = said[:2] if row.outcome == Decision.Outcome.ADOPTED and any(said[:2]) else said
    return ", ".join(filter(None, said))


def payment(own: Own) -> int | None:
    """What the municipality paid in the last year that is known."""
    found = _paid(own)
    return found and found.payment


def payment_year(own: Own) -> int | None:
    """The year of it."""
    found = _paid(own)
    return found and found.year


def _paid(own: Own) -> PartyYear | None:
    rows = [row for row in own.held.party_years if row.participation_id == own.row.pk and row.payment is not None]
    return max((row for row in rows if row.year <= own.day.year), key=lambda row: row.year, default=None)


def cost_key(own: Own) -> str:
    """How the cost is shared on the day, one line a way."""
    return "\n".join(_split_in_words(own, row) for row in own.held.cost_splits if row.holds(own.day))


def _split_in_words(own: Own, row: CostSplit) -> str:
    parts = ", ".join(f"{percent(part.share)} {part.text or part.get_basis_display()}" for part in own.held.parts_of(row))
    price = ""
    if row.unit_price is not None:
        price = _("%(price)s kroner per %(unit)s") % {"price": spaced(row.unit_price), "unit": row.unit or _("enhet")}
    told = parts or price or row.description or str(row.get_kind_display())
    return f"{capfirst(row.covers)}: {told}" if row.covers else told


def notice(own: Own) -> str:
    """How long before it must be given notice, and what the agreement says of leaving it."""
    months = own.agreement.notice_months
    told = ngettext("%(number)s måned", "%(number)s måneder", months) % {"number": months} if months else ""
    return ". ".join(filter(None, [told, own.agreement.exit_rule]))


def cautions(own: Own) -> str:
    """What one must know before one relies on the row."""
    agreement, found = own.agreement, []
    if own.status != Status.IN_FORCE:
        words = {Status.UNCLEAR: _("ikke kjent om det fortsatt gjelder"), Status.NOTICE: _("sagt opp")}
        found.append(words.get(own.status, str(own.status.label)))
    if not agreement.certain_form:
        found.append(_("formen er %(how)s") % {"how": Certainty(agreement.legal_form_certainty).label})
    if not agreement.participants_complete:
        found.append(_("ikke alle parter er ført inn"))
    if own.row.certainty != Certainty.STATED:
        found.append(_("at kommunen er med, er %(how)s") % {"how": Certainty(own.row.certainty).label})
    if not agreement.counts:
        found.append(_("telles ikke som formelt samarbeid"))
    return capfirst("; ".join(found))
