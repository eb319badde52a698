"""Stiftelse: self-owned, so its founders hold no share (stiftelsesloven)."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import FOUNDER, FUNDER, LegalForm
from agreements.legal_forms.facts import Authority
from agreements.legal_forms.law import (
    FORMS_OVERVIEW,
    FOUNDATION_SOURCES,
    REGISTER_GUIDE,
    AuthorityLaw,
    DecisionLaw,
    Evidence,
    FormLaw,
    Law,
    PartiesLaw,
    RegistrationLaw,
    SharesLaw,
    WithdrawalLaw,
)

FOUNDATION = LegalForm(
    code="stiftelse",
    label=_("stiftelse"),
    short_label=_("stiftelse"),
    statute="stiftelsesloven",
    roles=(FOUNDER, FUNDER),
    default_role=FOUNDER,
    agreement_type="vedtekter",
    legal_person=True,
    in_koml_17_1=False,
    law=FormLaw(
        explanation=(
            _("En stiftelse eier seg selv. De som opprettet den, eier ingen andel."),
            _("Den trenger en grunnkapital: 100 000 kroner, eller 200 000 når den driver næring."),
            _(
                "Stiftelse er ikke nevnt som samarbeidsform i koml. § 17-1, men stiftelser som kommuner har "
                "opprettet sammen, er med i kartleggingen."
            ),
        ),
        basis=Law(_("Stiftelsesloven."), "stiftelsesloven", Evidence.READ, FOUNDATION_SOURCES),
        person=Law(_("Ja. Den eier seg selv."), "stiftelsesloven", Evidence.READ, FOUNDATION_SOURCES),
        parties=PartiesLaw(_("En eller flere oppretter den."), "stiftelsesloven", Evidence.READ, REGISTER_GUIDE, minimum=1),
        authority=AuthorityLaw(
            _("Nei. Skal myndighet flyttes, må vertskommune brukes, eller en særlov åpne for det."),
            "koml. § 17-1",
            Evidence.READ,
            FORMS_OVERVIEW,
            allowed=frozenset({Authority.NONE, Authority.ADVISORY}),
        ),
        decision=DecisionLaw(_("De som oppretter den."), "stiftelsesloven", Evidence.MEMORY),
        highest_body=Law(_("Styret."), "stiftelsesloven", Evidence.READ, FOUNDATION_SOURCES),
        liability=Law(_("De som opprettet den, svarer ikke for gjelden."), "stiftelsesloven", Evidence.MEMORY),
        withdrawal=WithdrawalLaw(
            _("Ingen eiere kan gå ut. Stiftelsestilsynet har tilsyn med endring og oppheving."),
            "stiftelsesloven",
            Evidence.MEMORY,
            by_rule=False,
        ),
        registration=RegistrationLaw(
            _("Stiftelse (STI), med eget organisasjonsnummer."),
            "Enhetsregisterets koder",
            Evidence.READ,
            REGISTER_GUIDE,
            org_forms=("STI",),
            numbered=True,
        ),
        shares=SharesLaw(
            _("Ingen. En stiftelse har ikke eiere."), "stiftelsesloven", Evidence.READ, FOUNDATION_SOURCES, allowed=False
        ),
    ),
)
