"""Interkommunalt plansamarbeid after the planning and building act (pbl. ch. 9)."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import FUNDER, HOST, PARTY, LegalForm
from agreements.legal_forms.law import AuthorityLaw, DecisionLaw, Evidence, FormLaw, Law, PartiesLaw, RegistrationLaw, WithdrawalLaw

PLANNING = LegalForm(
    code="plansamarbeid",
    label=_("interkommunalt plansamarbeid"),
    short_label=_("plansamarbeid"),
    statute="pbl. kap. 9",
    roles=(PARTY, HOST, FUNDER),
    default_role=PARTY,
    agreement_type="samarbeidsavtale",
    legal_person=False,
    in_koml_17_1=False,
    law=FormLaw(
        explanation=(
            _("Kommuner lager planer sammen for områder som går over kommunegrensene."),
            _("Reglene står i plan- og bygningsloven, ikke i kommuneloven."),
            _("Hva samarbeidet kan avgjøre, følger av den loven. Den er ikke kontrollert her."),
        ),
        basis=Law(_("Plan- og bygningsloven kapittel 9."), "pbl. kap. 9", Evidence.MEMORY),
        person=Law(_("Nei."), "pbl. kap. 9", Evidence.MEMORY),
        parties=PartiesLaw(_("To eller flere kommuner."), "pbl. kap. 9", Evidence.MEMORY),
        authority=AuthorityLaw(_("Som plan- og bygningsloven sier."), "pbl. kap. 9", Evidence.MEMORY),
        decision=DecisionLaw(_("Kommunene som er med."), "pbl. kap. 9", Evidence.MEMORY),
        highest_body=Law(_("Som avtalen sier."), "pbl. kap. 9", Evidence.MEMORY),
        liability=Law(_("Som avtalen sier."), "pbl. kap. 9", Evidence.MEMORY),
        withdrawal=WithdrawalLaw(_("Som avtalen sier."), "pbl. kap. 9", Evidence.MEMORY),
        registration=RegistrationLaw(_("Registreres ikke for seg."), "", Evidence.MEMORY),
    ),
)
