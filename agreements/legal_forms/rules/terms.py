"""What the written agreement contains (koml. §§ 18-4, 19-4, 20-4, IKS-loven § 4)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from agreements.legal_forms.contents import field_of, registered
from agreements.legal_forms.law import Item
from agreements.legal_forms.rules.rule import Case, Found, RestsOn, Severity, rule

OF_OTHER_RULES = ("participants", "host", "office", "shares", "name")  # each has a rule that knows more


@rule("term_not_registered", Severity.SHOULD, RestsOn.FORM)
def term_not_registered(case: Case) -> Iterator[Found]:
    """Not registered whether the agreement has the term."""
    for item in _items(case):
        if registered(item, case.facts) is None:
            yield Found(item, field_of(item), missing=_(item.text), subject=item.code)


@rule("term_absent", Severity.SHOULD, RestsOn.FORM)
def term_absent(case: Case) -> Iterator[Found]:
    """Somebody has looked, and the agreement does not have the term."""
    for item in _items(case):
        if registered(item, case.facts) is False:
            message = _("Ført som ikke med i avtalen: %(term)s.") % {"term": _(item.text)}
            yield Found(item, field_of(item), message, subject=item.code, cites=("no",))


@rule("loan_without_ceiling", Severity.SHOULD, RestsOn.FORM)
def loan_without_ceiling(case: Case) -> Iterator[Found]:
    """Loans are allowed, and no ceiling is registered (IKS-loven)."""
    law = case.legal_form.law.loan
    if law and case.facts.loan_allowed and case.facts.loan_ceiling is None:
        yield Found(law, "loan_ceiling", missing=_("ramme for lån"), right=_(law.text), cites=("loan_allowed",))


@rule("no_archive_responsible", Severity.SHOULD, RestsOn.FORM)
def no_archive_responsible(case: Case) -> Iterator[Found]:
    """Nobody is registered as responsible for the archive; not said twice where the term itself is not registered."""
    law = case.legal_form.law.archive
    asked = any(item.code == "archive_rule" for item in case.legal_form.law.contents)
    if law and not case.facts.archive_responsible and (case.facts.terms.archive_rule or not asked):
        yield Found(law, "archive_responsible", missing=_("hvem som er ansvarlig for arkivet"), right=_(law.text))


def _items(case: Case) -> Iterator[Item]:
    yield from (item for item in case.legal_form.law.contents if item.code not in OF_OTHER_RULES)


RULES = (term_not_registered, term_absent, loan_without_ceiling, no_archive_responsible)
