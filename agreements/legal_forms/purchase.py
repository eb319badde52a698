"""Purchase and sale of services between municipalities: no form of koml. § 17-1, but counted when mapping."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import BUYER, SELLER, LegalForm
from agreements.legal_forms.facts import Authority
from agreements.legal_forms.law import (
    FORMS_OVERVIEW,
    GUIDE,
    AuthorityLaw,
    DecisionLaw,
    Evidence,
    FormLaw,
    Law,
    PartiesLaw,
    RegistrationLaw,
    WithdrawalLaw,
)

PURCHASE = LegalForm(
    code="kjop-og-salg",
    label=_("kjøp og salg av tjenester mellom kommuner"),
    short_label=_("kjøp og salg"),
    statute="avtale og anskaffelsesregelverket",
    roles=(BUYER, SELLER),
    default_role=BUYER,
    agreement_type="tjenesteavtale",
    legal_person=False,
    in_koml_17_1=False,
    law=FormLaw(
        explanation=(
            _("En kommune kjøper en tjeneste av en annen."),
            _("Det er ikke samarbeidsform etter koml. § 17-1, men telles i kartleggingen."),
            _("Avtalen flytter ingen myndighet. Kommunen som kjøper, treffer fortsatt vedtakene selv."),
            _("Kjøpet følger anskaffelsesregelverket."),
        ),
        basis=Law(_("Avtalen, og anskaffelsesregelverket. Ikke koml. § 17-1."), "koml. § 17-1", Evidence.READ, GUIDE),
        person=Law(_("Nei. Det er bare en avtale."), "koml. § 17-1", Evidence.READ, GUIDE),
        parties=PartiesLaw(_("En selger og en kjøper, eller flere."), "", Evidence.REGISTER),
        authority=AuthorityLaw(
            _("Nei. Skal myndighet flyttes, må vertskommune brukes, eller en særlov åpne for det."),
            "koml. § 17-1",
            Evidence.READ,
            FORMS_OVERVIEW,
            allowed=frozenset({Authority.NONE, Authority.ADVISORY}),
        ),
        decision=DecisionLaw(
            _("Kommunestyret, eller den kommunestyret har gitt myndighet til det."), "koml. § 17-1", Evidence.MEMORY
        ),
        highest_body=Law(_("Ingen."), "", Evidence.REGISTER),
        liability=Law(_("Som avtalen sier."), "", Evidence.MEMORY),
        withdrawal=WithdrawalLaw(_("Som avtalen sier."), "", Evidence.MEMORY, by_notice=True),
        registration=RegistrationLaw(_("Registreres ikke."), "", Evidence.REGISTER),
    ),
)
