"""Other cooperation by agreement, among it all that the source gives no form for."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import FUNDER, HOST, PARTY, LegalForm
from agreements.legal_forms.facts import Authority
from agreements.legal_forms.law import (
    FORMS_OVERVIEW,
    AuthorityLaw,
    DecisionLaw,
    Evidence,
    FormLaw,
    Law,
    PartiesLaw,
    RegistrationLaw,
    WithdrawalLaw,
)

OTHER_AGREEMENT = LegalForm(
    code="annet-avtalebasert",
    label=_("annet avtalebasert samarbeid"),
    short_label=_("annet avtalebasert"),
    statute="avtale",
    roles=(PARTY, HOST, FUNDER),
    default_role=PARTY,
    agreement_type="samarbeidsavtale",
    legal_person=None,
    in_koml_17_1=False,
    law=FormLaw(
        explanation=(
            _("Kommunene samarbeider etter en avtale som ikke er en av formene over."),
            _("Her står også samarbeid der kilden ikke sier hvilken form det har."),
            _("En slik avtale flytter ingen myndighet mellom kommuner. Da må vertskommune brukes, eller en særlov åpne for det."),
        ),
        basis=Law(_("Avtalen. Koml. § 17-1 nevner også «annen lovlig måte»."), "koml. § 17-1", Evidence.READ, FORMS_OVERVIEW),
        person=Law(_("Som avtalen sier."), "", Evidence.MEMORY),
        parties=PartiesLaw(_("To eller flere parter."), "", Evidence.REGISTER),
        authority=AuthorityLaw(
            _("Nei. Skal myndighet flyttes, må vertskommune brukes, eller en særlov åpne for det."),
            "koml. § 17-1",
            Evidence.READ,
            FORMS_OVERVIEW,
            allowed=frozenset({Authority.NONE, Authority.ADVISORY}),
        ),
        decision=DecisionLaw(_("Som avtalen sier."), "", Evidence.MEMORY),
        highest_body=Law(_("Som avtalen sier."), "", Evidence.MEMORY),
        liability=Law(_("Som avtalen sier."), "", Evidence.MEMORY),
        withdrawal=WithdrawalLaw(_("Som avtalen sier."), "", Evidence.MEMORY, by_notice=True),
        registration=RegistrationLaw(_("Kommer an på avtalen."), "", Evidence.MEMORY),
    ),
)
