"""Samkommune: a joint municipality under koml. 1992 ch. 5 B, dissolved by 2020."""

from datetime import date

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import FUNDER, MEMBER_MUNICIPALITY, LegalForm
from agreements.legal_forms.law import (
    BILL_2018,
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

SAMKOMMUNE = LegalForm(
    code="samkommune",
    label=_("samkommune (historisk)"),
    short_label=_("samkommune (historisk)"),
    statute="koml. 1992 kap. 5 B",
    roles=(MEMBER_MUNICIPALITY, FUNDER),
    default_role=MEMBER_MUNICIPALITY,
    agreement_type="samarbeidsavtale",
    legal_person=True,
    in_koml_17_1=False,
    old_statute="koml. 1992 kap. 5 B",
    ended=True,
    law=FormLaw(
        explanation=(
            _("Kommuner hadde et felles nivå over seg som løste oppgaver for dem alle."),
            _("Formen er avskaffet. De som fantes, skulle være oppløst innen 1. januar 2020."),
            _("Registeret har den bare for historiens skyld."),
        ),
        basis=Law(_("Kommuneloven av 1992, kapittel 5 B. Opphevet."), "koml. 1992 kap. 5 B", Evidence.READ, BILL_2018),
        person=Law(_("Ja."), "koml. 1992 kap. 5 B", Evidence.MEMORY),
        parties=PartiesLaw(_("To eller flere kommuner."), "koml. 1992 kap. 5 B", Evidence.MEMORY),
        authority=AuthorityLaw(_("Historisk. Ikke kontrollert."), "koml. 1992 kap. 5 B", Evidence.MEMORY),
        decision=DecisionLaw(_("Kommunestyrene."), "koml. 1992 kap. 5 B", Evidence.MEMORY),
        highest_body=Law(_("Historisk. Ikke kontrollert."), "koml. 1992 kap. 5 B", Evidence.MEMORY),
        liability=Law(_("Historisk. Ikke kontrollert."), "koml. 1992 kap. 5 B", Evidence.MEMORY),
        withdrawal=WithdrawalLaw(_("Historisk. Ikke kontrollert."), "koml. 1992 kap. 5 B", Evidence.MEMORY),
        registration=RegistrationLaw(_("Historisk. Ikke kontrollert."), "", Evidence.MEMORY),
        expiry=ExpiryLaw(
            _("Samkommuner skulle være oppløst innen 1. januar 2020."),
            "koml. 1992 kap. 5 B",
            Evidence.READ,
            BILL_2018,
            first_day_without=date(2020, 1, 1),
        ),
    ),
)
