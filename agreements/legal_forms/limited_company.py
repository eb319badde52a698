"""Aksjeselskap: a limited company that municipalities own (aksjeloven)."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import SHAREHOLDER, LegalForm
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

LIMITED_COMPANY = LegalForm(
    code="as",
    label=_("aksjeselskap (AS)"),
    short_label=_("aksjeselskap (AS)"),
    statute="aksjeloven",
    roles=(SHAREHOLDER,),
    default_role=SHAREHOLDER,
    agreement_type="vedtekter",
    legal_person=True,
    in_koml_17_1=True,
    law=FormLaw(
        explanation=(
            _("Kommunene eier aksjer i et selskap. Også andre kan eie aksjer."),
            _("Selskapet er et eget rettssubjekt, og eierne kan bare tape det de har skutt inn."),
            _("Selskapet kan bare treffe vedtak for kommunen når en særlov åpner for det."),
            _("Et selskap som én kommune eier alene, er ikke samarbeid."),
        ),
        basis=Law(_("Aksjeloven."), "aksjeloven", Evidence.READ, FORMS_OVERVIEW),
        person=Law(_("Ja."), "aksjeloven", Evidence.MEMORY),
        parties=PartiesLaw(
            _("Hvem som helst. Registeret tar med selskaper som minst to eier sammen."), "aksjeloven", Evidence.MEMORY
        ),
        authority=AuthorityLaw(
            _("Bare når en særlov åpner for det."),
            "koml. § 17-1",
            Evidence.READ,
            FORMS_OVERVIEW,
            allowed=frozenset({Authority.NONE, Authority.ADVISORY}),
        ),
        decision=DecisionLaw(
            _("Kommunestyret bestemmer om kommunen skal være med. Generalforsamlingen vedtar vedtektene."),
            "aksjeloven",
            Evidence.MEMORY,
        ),
        highest_body=Law(_("Generalforsamlingen."), "aksjeloven", Evidence.MEMORY),
        liability=Law(_("Eierne svarer ikke for mer enn kapitalen i selskapet."), "aksjeloven", Evidence.READ, REGISTER_GUIDE),
        withdrawal=WithdrawalLaw(_("Ved å selge aksjene."), "aksjeloven", Evidence.MEMORY, by_rule=False),
        registration=RegistrationLaw(
            _("Aksjeselskap (AS), med eget organisasjonsnummer."),
            "Enhetsregisterets koder",
            Evidence.READ,
            REGISTER_GUIDE,
            org_forms=("AS", "ASA"),
            numbered=True,
        ),
    ),
)
