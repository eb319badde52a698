"""What it is called and registered as: name, organisation form, number, legal person."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from agreements.legal_forms.law import ACCOUNTS_STANDARD, Evidence, Law
from agreements.legal_forms.rules.rule import Case, Found, RestsOn, Severity, While, rule
from agreements.legal_forms.rules.wording import answer

NO_PARTNERSHIPS = Law(
    gettext_noop("Kommuner kan ikke være deltakere i ANS, DA eller KS."), "KRS 12 og 13", Evidence.READ, ACCOUNTS_STANDARD
)
PARTNERSHIPS = ("ANS", "DA", "KS")


@rule("name_without_form", Severity.SHOULD, RestsOn.FORM)
def name_without_form(case: Case) -> Iterator[Found]:
    """A political council or task community without the words or letters in its name (koml. §§ 18-4, 19-4)."""
    law, organisation = case.legal_form.law.name, case.facts.organisation
    names = [name for name in (case.facts.name, organisation.name if organisation else "") if name]
    if law and names and not any(_contains(name, word) for name in names for word in law.words):
        message = _("Navnet er ført som «%(name)s».") % {"name": names[-1]}
        yield Found(law, "name", message, right=_(law.text), cites=tuple(names))


@rule("org_form_unexpected", Severity.SHOULD, RestsOn.FORM)
def org_form_unexpected(case: Case) -> Iterator[Found]:
    """Registered in Enhetsregisteret as another kind than the form is."""
    law, organisation = case.legal_form.law.registration, case.facts.organisation
    code = organisation.org_form if organisation else ""
    if code and law.org_forms and code not in law.org_forms and code not in PARTNERSHIPS:
        words = {"code": code, "form": _(case.legal_form.label)}
        message = _("Organisasjonsformen er ført som %(code)s, og samarbeidsformen som %(form)s.") % words
        yield Found(law, "organisation", message, right=answer(_("Hva er vanlig i Enhetsregisteret?"), law), cites=(code,))


@rule("org_form_not_allowed", Severity.MUST, during=While.NOT_OVER)
def org_form_not_allowed(case: Case) -> Iterator[Found]:
    """ANS, DA or KS, in which municipalities may not be partners (KRS 12 and 13)."""
    organisation = case.facts.organisation
    if organisation and organisation.org_form in PARTNERSHIPS:
        message = _("%(name)s er ført med organisasjonsform %(code)s.") % {"name": organisation.name, "code": organisation.org_form}
        yield Found(NO_PARTNERSHIPS, "organisation", message, right=_(NO_PARTNERSHIPS.text), cites=(organisation.org_form,))


@rule("no_org_number", Severity.NOTE, RestsOn.FORM)
def no_org_number(case: Case) -> Iterator[Found]:
    """A company, cooperative or foundation without number; never asked of IPR, KO or host cooperation."""
    law, organisation = case.legal_form.law.registration, case.facts.organisation
    if law.numbered and not (organisation and organisation.org_number):
        missing = _("organisasjonsnummer for %(name)s") % {"name": organisation.name} if organisation else _("organisasjonsnummer")
        yield Found(law, "organisation", missing=missing)


@rule("legal_person_differs", Severity.MUST, RestsOn.FORM, during=While.NOT_OVER)
def legal_person_differs(case: Case) -> Iterator[Found]:
    """Said to be a legal person, or not to be, against what the form is."""
    form, stated = case.legal_form, case.facts.is_legal_person
    if form.legal_person is not None and stated is not None and stated != form.legal_person:
        words = {"stated": _("eget rettssubjekt") if stated else _("ikke eget rettssubjekt"), "form": _(form.label)}
        message = _("Samarbeidet er ført som %(stated)s, og formen som %(form)s.") % words
        right = _("Formen er alltid et eget rettssubjekt.") if form.legal_person else _("Formen er aldri et eget rettssubjekt.")
        yield Found(form.law.person, "is_legal_person", message, right=right, cites=(int(stated),))


def _contains(name: str, word: str) -> bool:
    """A phrase in any case; an abbreviation as a word of its own, in capitals."""
    return re.search(rf"\b{word}\b", name) is not None if word.isupper() else word in name.casefold()


RULES = (name_without_form, org_form_unexpected, org_form_not_allowed, no_org_number, legal_person_differs)
