"""Interkommunalt politisk råd: a forum for shared political questions, no services (koml. ch. 18)."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import FUNDER, MEMBER_MUNICIPALITY, OFFICE, LegalForm
from agreements.legal_forms.contents import council_items
from agreements.legal_forms.facts import Authority, PartyKind
from agreements.legal_forms.law import (
    COUNCIL_LETTER,
    GUIDE,
    ORSTA,
    REGISTER_GUIDE,
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

POLITICAL_COUNCIL = LegalForm(
    code="ipr",
    label=_("interkommunalt politisk råd"),
    short_label=_("interkommunalt politisk råd"),
    statute="koml. kap. 18",
    roles=(MEMBER_MUNICIPALITY, OFFICE, FUNDER),
    default_role=MEMBER_MUNICIPALITY,
    agreement_type="samarbeidsavtale",
    legal_person=None,
    in_koml_17_1=True,
    old_statute="koml. 1992 § 27",
    law=FormLaw(
        explanation=(
            _("Et politisk forum der kommuner drøfter spørsmål som går over kommunegrensene, for eksempel et regionråd."),
            _("Rådet skal ikke produsere tjenester."),
            _("Avtalen sier om rådet er et eget rettssubjekt."),
            _("Formen kom med kommuneloven av 2018. Eldre regionråd måtte gjøres om."),
        ),
        basis=Law(_("Kommuneloven kapittel 18."), "koml. kap. 18", Evidence.READ, GUIDE),
        person=Law(
            _("Avtalen avgjør. Det finnes råd som ikke er egne rettssubjekter."), "koml. § 18-4", Evidence.PARTLY, COUNCIL_LETTER
        ),
        parties=PartiesLaw(
            _("To eller flere kommuner eller fylkeskommuner."),
            "koml. § 18-1",
            Evidence.MEMORY,
            kinds=frozenset({PartyKind.MUNICIPALITY, PartyKind.COUNTY}),
        ),
        lead=LeadLaw(_("Én kontorkommune om gangen."), "koml. § 18-4", Evidence.MEMORY, role=OFFICE.code),
        authority=AuthorityLaw(
            _("Nei, bortsett fra rådets egne, interne saker og tilskuddsordninger."),
            "koml. § 18-1",
            Evidence.MEMORY,
            allowed=frozenset({Authority.NONE, Authority.ADVISORY}),
        ),
        decision=DecisionLaw(_("Hvert kommunestyre og fylkesting selv."), "koml. § 18-1", Evidence.MEMORY, each_council=True),
        highest_body=Law(_("Representantskapet, med minst ett medlem fra hver deltaker."), "koml. § 18-3", Evidence.PARTLY),
        liability=Law(_("Hver deltaker svarer uten øvre grense for sin andel."), "koml. § 18-2", Evidence.MEMORY),
        withdrawal=WithdrawalLaw(
            _("Som avtalen sier. Sier den ikke noe, ett års skriftlig varsel."), "koml. kap. 18", Evidence.MEMORY, by_notice=True
        ),
        registration=RegistrationLaw(
            _(
                "Annen juridisk person (ANNA) når rådet er et eget rettssubjekt, ellers organisasjonsledd (ORGL). "
                "Organisasjonsnummer er ikke påbudt, og et råd som ikke er eget rettssubjekt, får det ikke alltid."
            ),
            "Enhetsregisterets koder",
            Evidence.READ,
            REGISTER_GUIDE,
            org_forms=("ANNA", "ORGL"),
        ),
        contents=council_items("koml. § 18-4", Evidence.MEMORY),
        shares=SharesLaw(_("Hver deltakers eierandel, og ansvarsandel hvis den er en annen."), "koml. § 18-4", Evidence.MEMORY),
        name=NameLaw(
            _("Navnet skal inneholde «interkommunalt politisk råd» eller «IPR»."),
            "koml. § 18-4",
            Evidence.READ,
            COUNCIL_LETTER,
            words=("interkommunalt politisk råd", "IPR"),
        ),
        archive=Law(_("Avtalen sier hvem som tar vare på arkivet."), "koml. § 18-4", Evidence.READ, ORSTA),
    ),
)
