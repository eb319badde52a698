"""Samvirkeforetak: a cooperative of members (samvirkelova)."""

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

COOPERATIVE = LegalForm(
    code="sa",
    label=_("samvirkeforetak (SA)"),
    short_label=_("samvirkeforetak (SA)"),
    statute="samvirkelova",
    roles=(MEMBER, FUNDER),
    default_role=MEMBER,
    agreement_type="vedtekter",
    legal_person=True,
    in_koml_17_1=True,
    law=FormLaw(
        explanation=(
            _("Medlemmene driver et foretak sammen for å dekke egne behov, for eksempel innkjøp."),
            _("Foretaket er et eget rettssubjekt, og medlemmene taper ikke mer enn innskuddet."),
            _("Det kan bare treffe vedtak for kommunen når en særlov åpner for det."),
        ),
        basis=Law(_("Samvirkelova."), "samvirkelova", Evidence.READ, REGISTER_GUIDE),
        person=Law(_("Ja."), "samvirkelova", Evidence.MEMORY),
        parties=PartiesLaw(_("Medlemmer, normalt minst to."), "samvirkelova", Evidence.MEMORY),
        authority=AuthorityLaw(
            _("Bare når en særlov åpner for det."),
            "koml. § 17-1",
            Evidence.READ,
            FORMS_OVERVIEW,
            allowed=frozenset({Authority.NONE, Authority.ADVISORY}),
        ),
        decision=DecisionLaw(_("Kommunestyret bestemmer om kommunen skal være medlem."), "samvirkelova", Evidence.MEMORY),
        highest_body=Law(_("Årsmøtet."), "samvirkelova", Evidence.MEMORY),
        liability=Law(_("Medlemmene svarer ikke for mer enn innskuddet."), "samvirkelova", Evidence.READ, REGISTER_GUIDE),
        withdrawal=WithdrawalLaw(_("Ved utmelding, slik vedtektene sier."), "samvirkelova", Evidence.MEMORY),
        registration=RegistrationLaw(
            _("Samvirkeforetak (SA), med eget organisasjonsnummer. Foretak stiftet før 2008 kan stå som BA."),
            "Enhetsregisterets koder",
            Evidence.READ,
            REGISTER_GUIDE,
            org_forms=("SA", "BA"),
            numbered=True,
        ),
    ),
)
