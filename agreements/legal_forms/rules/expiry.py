"""What rests on the act of 1992: forms and bases that are no more."""

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from agreements.legal_forms.law import Evidence, Law, Source
from agreements.legal_forms.rules.rule import Case, Found, RestsOn, Severity, While, rule

# § 28 as koml. 1992 has it, alone or after the name of that act; not § 28 of another.
_SECTION_28 = re.compile(r"(?:^|koml\w*\.?|kommunelov\w*|\bKL\b|1992),?\s*§+\s*28\b", re.IGNORECASE)
_CHAPTER_20 = re.compile(r"(?:§+\s*20-|(?:kap\w*\.?)\s*20\b)", re.IGNORECASE)
NEW_CHAPTER = Law(
    gettext_noop("Kapittel 20 i kommuneloven av 2018 gjelder fra det nye kommunestyret trådte sammen etter valget i 2019."),
    "koml. kap. 20",
    Evidence.READ,
    Source("Karnov: ikrafttredelse av kommuneloven"),
)
ALL_COUNCILS_MET = date(2020, 1, 1)


@rule("form_expired", Severity.MUST, RestsOn.FORM, during=While.IN_FORCE)
def form_expired(case: Case) -> Iterator[Found]:
    """In force in a form that no longer is: § 27 (koml. § 31-2), samkommune."""
    law = case.legal_form.law.expiry
    if law and case.day >= law.first_day_without:
        message = _("Samarbeidet er ført som i kraft med formen %(form)s.") % {"form": _(case.legal_form.label)}
        yield Found(law, "legal_form", message, right=_(law.text))


@rule("basis_expired", Severity.NOTE, during=While.IN_FORCE)
def basis_expired(case: Case) -> Iterator[Found]:
    """In force, and the basis registered is still § 28 of the act of 1992 (koml. kap. 20)."""
    basis = case.facts.legal_basis
    if case.day >= ALL_COUNCILS_MET and _SECTION_28.search(basis) and not _CHAPTER_20.search(basis):
        message = _("Rettslig grunnlag er ført som «%(basis)s», og samarbeidet er ført som i kraft.") % {"basis": basis}
        yield Found(NEW_CHAPTER, "legal_basis", message, right=_(NEW_CHAPTER.text), cites=(basis,))


RULES = (form_expired, basis_expired)
