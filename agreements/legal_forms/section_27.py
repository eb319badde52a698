"""§ 27-samarbeid: the joint boards of koml. 1992, to become IPR or KO by 2023 (koml. § 31-2)."""

from datetime import date

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import FUNDER, MEMBER_MUNICIPALITY, OFFICE, LegalForm
from agreements.legal_forms.law import (
    GUIDE,
    KS_REGISTRATION,
    REORGANISING_LETTER,
    AuthorityLaw,
    DecisionLaw,
    Evidence,
    ExpiryLaw,
    FormLaw,
    Law,
    PartiesLaw,
    RegistrationLaw,
    WithdrawalLaw,
)

SECTION_27 = LegalForm(
    code="paragraf-27",
    label=_("§ 27-samarbeid (historisk)"),
    short_label=_("§ 27-samarbeid (historisk)"),
    statute="koml. 1992 § 27",
    roles=(MEMBER_MUNICIPALITY, OFFICE, FUNDER),
    default_role=MEMBER_MUNICIPALITY,
    agreement_type="samarbeidsavtale",
    legal_person=None,
    in_koml_17_1=False,
    old_statute="koml. 1992 § 27",
    ended=True,
    law=FormLaw(
        explanation=(
            _("Et felles styre etter kommuneloven av 1992, § 27."),
            _(
                "Formen finnes ikke lenger. Slike samarbeid og eldre regionråd skulle gjøres om til "
                "oppgavefellesskap eller politisk råd."
            ),
            _("Registeret viser dem fordi kilder fortsatt nevner dem."),
        ),
        basis=Law(_("Kommuneloven av 1992, § 27. Opphevet."), "koml. 1992 § 27", Evidence.READ, GUIDE),
        person=Law(_("Avtalen avgjorde."), "koml. 1992 § 27", Evidence.PARTLY, KS_REGISTRATION),
        parties=PartiesLaw(_("To eller flere kommuner eller fylkeskommuner."), "koml. 1992 § 27", Evidence.MEMORY),
        authority=AuthorityLaw(_("Historisk. Ikke kontrollert."), "koml. 1992 § 27", Evidence.MEMORY),
        decision=DecisionLaw(_("Kommunestyrene."), "koml. 1992 § 27", Evidence.MEMORY),
        highest_body=Law(_("Styret."), "koml. 1992 § 27", Evidence.READ, GUIDE),
        liability=Law(_("Historisk. Ikke kontrollert."), "koml. 1992 § 27", Evidence.MEMORY),
        withdrawal=WithdrawalLaw(_("Historisk. Ikke kontrollert."), "koml. 1992 § 27", Evidence.MEMORY),
        registration=RegistrationLaw(
            _("Annen juridisk person (ANNA), eller organisasjonsledd (ORGL) under en kommune."),
            "Enhetsregisterets praksis",
            Evidence.READ,
            KS_REGISTRATION,
            org_forms=("ANNA", "ORGL"),
        ),
        expiry=ExpiryLaw(
            _(
                "§ 27-samarbeid skulle gjøres om til oppgavefellesskap eller politisk råd. Fristen, høsten 2023, er "
                "ikke kontrollert."
            ),
            "koml. § 31-2",
            Evidence.MEMORY,
            REORGANISING_LETTER,
            first_day_without=date(2024, 1, 1),
        ),
    ),
)
