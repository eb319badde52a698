"""Networks, projects and partnerships: shown, never counted as formal schemes."""

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

NETWORK = LegalForm(
    code="nettverk",
    label=_("nettverk, prosjekt eller partnerskap"),
    short_label=_("nettverk, prosjekt, partnerskap"),
    statute="avtale",
    roles=(PARTY, HOST, FUNDER),
    default_role=PARTY,
    agreement_type="annet",
    legal_person=False,
    in_koml_17_1=False,
    counts=False,
    law=FormLaw(
        explanation=(
            _("Faglige nettverk, prosjekter og partnerskap uten varig, bindende avtale om en kommunal oppgave."),
            _("De vises i registeret, men telles ikke som samarbeidsordninger."),
            _("De flytter ingen myndighet og har ingen lovfestet form."),
        ),
        basis=Law(_("Ingen lovfestet form."), "", Evidence.REGISTER),
        person=Law(_("Nei."), "", Evidence.REGISTER),
        parties=PartiesLaw(_("To eller flere parter."), "", Evidence.REGISTER),
        authority=AuthorityLaw(
            _("Nei. Skal myndighet flyttes, må vertskommune brukes, eller en særlov åpne for det."),
            "koml. § 17-1",
            Evidence.READ,
            FORMS_OVERVIEW,
            allowed=frozenset({Authority.NONE, Authority.ADVISORY}),
        ),
        decision=DecisionLaw(_("Som deltakerne er enige om."), "", Evidence.REGISTER),
        highest_body=Law(_("Som deltakerne er enige om."), "", Evidence.REGISTER),
        liability=Law(_("Som deltakerne er enige om."), "", Evidence.REGISTER),
        withdrawal=WithdrawalLaw(_("Som deltakerne er enige om."), "", Evidence.REGISTER),
        registration=RegistrationLaw(_("Registreres ikke."), "", Evidence.REGISTER),
    ),
)
