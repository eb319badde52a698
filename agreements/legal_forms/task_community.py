"""Kommunalt oppgavefellesskap: production of services for the participants (koml. ch. 19)."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import FUNDER, MEMBER_MUNICIPALITY, OFFICE, LegalForm
from agreements.legal_forms.contents import council_items
from agreements.legal_forms.facts import Authority, PartyKind
from agreements.legal_forms.law import (
    COUNCIL_LETTER,
    DELEGATION_LETTER,
    GUIDE,
    ORSTA,
    REGISTER_GUIDE,
    SHARES_ADVICE,
    AuthorityLaw,
    DecisionLaw,
    Evidence,
    FormLaw,
    Law,
    LeadLaw,
    NameLaw,
    PartiesLaw,
    RegistrationLaw,
    SharesLaw,
    WithdrawalLaw,
)

TASK_COMMUNITY = LegalForm(
    code="ko",
    label=_("kommunalt oppgavefellesskap"),
    short_label=_("kommunalt oppgavefellesskap"),
    statute="koml. kap. 19",
    roles=(MEMBER_MUNICIPALITY, OFFICE, FUNDER),
    default_role=MEMBER_MUNICIPALITY,
    agreement_type="samarbeidsavtale",
    legal_person=None,
    in_koml_17_1=True,
    old_statute="koml. 1992 § 27",
    law=FormLaw(
        explanation=(
            _("Kommuner løser oppgaver sammen og produserer tjenester, for eksempel IKT, lønn eller arkiv."),
            _("Avtalen sier om oppgavefellesskapet er et eget rettssubjekt."),
            _("Det kan i liten grad treffe vedtak overfor innbyggere."),
            _("Eierandelene må stå som prosent eller brøk. Det er ikke nok å vise til folketallet."),
            _("Formen kom med kommuneloven av 2018 og avløser § 27-samarbeid."),
        ),
        basis=Law(_("Kommuneloven kapittel 19."), "koml. kap. 19", Evidence.READ, GUIDE),
        person=Law(
            _("Avtalen avgjør. Det finnes oppgavefellesskap som er egne rettssubjekter."),
            "koml. § 19-4",
            Evidence.PARTLY,
            DELEGATION_LETTER,
        ),
        parties=PartiesLaw(
            _("To eller flere kommuner eller fylkeskommuner."),
            "koml. § 19-1",
            Evidence.READ,
            ORSTA,
            kinds=frozenset({PartyKind.MUNICIPALITY, PartyKind.COUNTY}),
        ),
        lead=LeadLaw(_("Én kontorkommune om gangen."), "koml. § 19-4", Evidence.MEMORY, role=OFFICE.code),
        authority=AuthorityLaw(
            _("Nei, med få unntak. Loven begrenser hvilke vedtak et oppgavefellesskap kan treffe."),
            "koml. § 19-1",
            Evidence.PARTLY,
            DELEGATION_LETTER,
            allowed=frozenset({Authority.NONE, Authority.ADVISORY}),
        ),
        decision=DecisionLaw(_("Hvert kommunestyre og fylkesting selv."), "koml. § 19-1", Evidence.MEMORY, each_council=True),
        highest_body=Law(_("Representantskapet, med minst ett medlem fra hver deltaker."), "koml. § 19-3", Evidence.MEMORY),
        liability=Law(
            _("Hver deltaker svarer uten øvre grense for sin andel. Den som har krav, går til oppgavefellesskapet først."),
            "koml. § 19-2",
            Evidence.MEMORY,
        ),
        withdrawal=WithdrawalLaw(
            _("Som avtalen sier. Sier den ikke noe, ett års skriftlig varsel."), "koml. kap. 19", Evidence.MEMORY, by_notice=True
        ),
        registration=RegistrationLaw(
            _(
                "Annen juridisk person (ANNA) når det er et eget rettssubjekt, ellers organisasjonsledd (ORGL). "
                "Organisasjonsnummer er ikke påbudt."
            ),
            "Enhetsregisterets koder",
            Evidence.READ,
            REGISTER_GUIDE,
            org_forms=("ANNA", "ORGL"),
        ),
        contents=council_items("koml. § 19-4", Evidence.PARTLY),
        shares=SharesLaw(
            _("Prosent eller brøk for hver deltaker. Det er ikke nok å vise til folketallet."),
            "koml. § 19-4",
            Evidence.PARTLY,  # read of a refusal by Foretaksregisteret, not in the paragraph
            SHARES_ADVICE,
        ),
        name=NameLaw(
            _("Navnet skal inneholde «kommunalt oppgavefellesskap» eller «KO»."),
            "koml. § 19-4",
            Evidence.READ,
            COUNCIL_LETTER,
            words=("kommunalt oppgavefellesskap", "KO"),
        ),
        archive=Law(_("Avtalen sier hvem som tar vare på arkivet."), "koml. § 19-4", Evidence.READ, ORSTA),
    ),
)
