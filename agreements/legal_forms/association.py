"""Forening: an association of members, on unwritten law."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import FUNDER, MEMBER, LegalForm
from agreements.legal_forms.facts import Authority
from agreements.legal_forms.law import (
    FORMS_OVERVIEW,
    REGISTER_GUIDE,
    AuthorityLaw,
    DecisionLaw,
    Evidence,
    FormLaw,
    Law,
    PartiesLaw,
    RegistrationLaw,
    WithdrawalLaw,
)

ASSOCIATION = LegalForm(
    code="forening",
    label=_("forening"),
    short_label=_("forening"),
    statute="ulovfestet foreningsrett",
    roles=(MEMBER, FUNDER),
    default_role=MEMBER,
    agreement_type="vedtekter",
    legal_person=True,
    in_koml_17_1=True,
    law=FormLaw(
        explanation=(
            _("Medlemmene går sammen om et felles formål, uten å eie foreningen."),
            _("Foreningen er et eget rettssubjekt."),
            _("Ingen lov gjelder for foreninger i alminnelighet. Reglene står i vedtektene og i det som er vanlig."),
        ),
        basis=Law(_("Ulovfestet foreningsrett."), "ulovfestet", Evidence.READ, FORMS_OVERVIEW),
        person=Law(_("Ja."), "ulovfestet", Evidence.MEMORY),
        parties=PartiesLaw(
            _("Medlemmer, slik vedtektene sier. Registeret tar med foreninger der minst to er medlemmer."),
            "ulovfestet",
            Evidence.REGISTER,
        ),
        authority=AuthorityLaw(
            _("Nei. Skal myndighet flyttes, må vertskommune brukes, eller en særlov åpne for det."),
            "koml. § 17-1",
            Evidence.READ,
            FORMS_OVERVIEW,
            allowed=frozenset({Authority.NONE, Authority.ADVISORY}),
        ),
        decision=DecisionLaw(_("Hvert medlem."), "ulovfestet", Evidence.MEMORY),
        highest_body=Law(_("Årsmøtet."), "ulovfestet", Evidence.MEMORY),
        liability=Law(_("Medlemmene svarer normalt ikke for gjelden."), "ulovfestet", Evidence.MEMORY),
        withdrawal=WithdrawalLaw(_("Ved utmelding, slik vedtektene sier."), "ulovfestet", Evidence.MEMORY),
        registration=RegistrationLaw(
            _("Forening (FLI), når den er registrert."),
            "Enhetsregisterets koder",
            Evidence.READ,
            REGISTER_GUIDE,
            org_forms=("FLI",),
        ),
    ),
)
