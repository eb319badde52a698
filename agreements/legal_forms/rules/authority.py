"""Authority: it moves only to a host, or where a named sector law lets it (koml. § 17-1 and kap. 20)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from agreements.legal_forms.base import HOST, LegalForm
from agreements.legal_forms.facts import Authority
from agreements.legal_forms.rules.rule import REGISTER, Case, Found, RestsOn, Severity, rule
from agreements.legal_forms.rules.wording import answer

FIELD = "authority"


@rule("authority_without_host", Severity.SHOULD, RestsOn.FORM)
def authority_without_host(case: Case) -> Iterator[Found]:
    """Authority moved in a form that cannot receive it, and no sector law named (koml. § 17-1)."""
    if _beyond(case) and not _hosted(case.legal_form) and not case.facts.sector_law:
        law = case.legal_form.law.authority
        words = {"form": _(case.legal_form.label)}
        message = _("Myndighet er ført som overført i formen %(form)s, uten at en særlov er ført.") % words
        yield Found(law, FIELD, message, right=answer(_("Kan myndighet overføres?"), law), cites=(case.facts.authority,))


@rule("principle_without_board", Severity.SHOULD, RestsOn.FORM)
def principle_without_board(case: Case) -> Iterator[Found]:
    """Decisions of principle handed to a host without a joint elected board (koml. §§ 20-2, 20-3)."""
    if _beyond(case) and _hosted(case.legal_form) and not case.facts.sector_law:
        message = _("Vedtak av prinsipiell betydning er ført som overført, men formen har ingen felles folkevalgt nemnd.")
        law = case.legal_form.law.authority
        yield Found(law, FIELD, message, right=answer(_("Kan myndighet overføres?"), law), cites=(case.facts.authority,))


@rule("authority_date_without_authority", Severity.MUST)
def authority_date_without_authority(case: Case) -> Iterator[Found]:
    """A day from which authority moved, where none is said to have moved."""
    if case.facts.authority_from and case.facts.authority == Authority.NONE:
        message = _("Dato for overført myndighet er ført, men ingen myndighet er ført som overført.")
        yield Found(REGISTER, "authority_from", message, right=_("Rett den ene av dem."), cites=(case.facts.authority_from,))


def _hosted(form: LegalForm) -> bool:
    return form.law.lead is not None and form.law.lead.role == HOST.code


def _beyond(case: Case) -> bool:
    """Whether more is handed over than the form itself can receive."""
    allowed = case.legal_form.law.authority.allowed
    return allowed is not None and case.facts.authority not in (allowed | {Authority.UNKNOWN})


RULES = (authority_without_host, principle_without_board, authority_date_without_authority)
