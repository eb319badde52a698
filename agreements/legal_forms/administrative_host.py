"""Administrativt vertskommunesamarbeid: one municipality does the work for the others (koml. § 20-2)."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import FUNDER, HOST, PARTNER, LegalForm
from agreements.legal_forms.contents import host_items
from agreements.legal_forms.facts import Authority, PartyKind
from agreements.legal_forms.law import (
    GUIDE,
    HOST_BILL,
    KS_REGISTRATION,
    OLD_FORMS_SLIDES,
    OLD_HOST,
    AuthorityLaw,
    DecisionLaw,
    Evidence,
    FormLaw,
    Law,
    LeadLaw,
    PartiesLaw,
    RegistrationLaw,
    WithdrawalLaw,
)

# Alike in both forms with a host, so `host_with_board` takes them from here.
HOST_PARTIES = PartiesLaw(
    _("En vertskommune og minst én samarbeidskommune."),
    "koml. kap. 20",
    Evidence.READ,
    GUIDE,
    kinds=frozenset({PartyKind.MUNICIPALITY, PartyKind.COUNTY}),
)
HOST_LEAD = LeadLaw(_("Én vertskommune om gangen."), "koml. kap. 20", Evidence.READ, GUIDE, role=HOST.code)
HOST_DECISION = DecisionLaw(
    _("Hvert kommunestyre vedtar selv avtalen."), "koml. kap. 20", Evidence.PARTLY, HOST_BILL, each_council=True
)
HOST_LIABILITY = Law(
    _("Vertskommunen handler på egne vegne. Avtalen sier hvordan kostnadene deles."), "koml. § 20-4", Evidence.MEMORY
)
HOST_WITHDRAWAL = WithdrawalLaw(
    _(
        "Er alle enige, kan samarbeidet avvikles straks. Ellers kan én deltaker gå ut med ett års skriftlig varsel, "
        "hvis ikke avtalen sier noe annet."
    ),
    "koml. § 20-8",
    Evidence.MEMORY,
    by_notice=True,
)
HOST_REGISTRATION = RegistrationLaw(
    _("Organisasjonsledd (ORGL) under vertskommunen, hvis det er registrert. Det trenger ikke eget organisasjonsnummer."),
    "Enhetsregisterets praksis",
    Evidence.PARTLY,
    KS_REGISTRATION,
    org_forms=("ORGL",),
)
HOST_GOVERNOR = Law(
    _("Statsforvalteren skulle orienteres om vertskommunesamarbeid om lovpålagte oppgaver etter kommuneloven av 1992."),
    "koml. 1992 § 28-1",
    Evidence.MEMORY,
)
HOST_COUNTIES = Law(
    _(
        "Etter kommuneloven av 1992 kunne ikke kommune og fylkeskommune være i samme vertskommunesamarbeid. "
        "Om det er slik nå, er ikke kontrollert."
    ),
    "koml. kap. 20",
    Evidence.MEMORY,
    OLD_FORMS_SLIDES,
)

ADMINISTRATIVE_HOST = LegalForm(
    code="vertskommune",
    label=_("administrativt vertskommunesamarbeid"),
    short_label=_("vertskommune, administrativ"),
    statute="koml. § 20-2",
    roles=(HOST, PARTNER, FUNDER),
    default_role=PARTNER,
    agreement_type="samarbeidsavtale",
    legal_person=False,
    in_koml_17_1=True,
    old_statute="koml. 1992 § 28-1 b",
    law=FormLaw(
        explanation=(
            _("En kommune, vertskommunen, utfører oppgaver for én eller flere andre kommuner."),
            _("De andre heter samarbeidskommuner. De kan også la vertskommunen ta avgjørelser for seg."),
            _("Vertskommunen tar da avgjørelser i vanlige saker, men ikke i saker av prinsipiell betydning."),
            _("Samarbeidet er en del av vertskommunens organisasjon. Det er ikke et eget selskap."),
            _("For lovpålagte oppgaver der noen skal treffe vedtak, er vertskommune oftest den eneste formen som kan brukes."),
        ),
        basis=Law(_("Kommuneloven kapittel 20. Kapitlet er kontrollert, paragrafen ikke."), "koml. § 20-2", Evidence.PARTLY, GUIDE),
        person=Law(_("Nei. Det er en del av vertskommunens organisasjon."), "koml. kap. 20", Evidence.READ, GUIDE),
        parties=HOST_PARTIES,
        lead=HOST_LEAD,
        authority=AuthorityLaw(
            _(
                "Ja. Samarbeidskommunene kan overføre myndighet i saker som ikke er prinsipielle, også til å vedta forskrift. "
                "De kan overføre ulik myndighet."
            ),
            "koml. § 20-2",
            Evidence.PARTLY,
            OLD_HOST,
            allowed=frozenset({Authority.NONE, Authority.ADVISORY, Authority.ADMINISTRATIVE, Authority.REGULATIONS}),
        ),
        decision=HOST_DECISION,
        highest_body=Law(_("Ingen eget organ. Vertskommunens kommunedirektør leder arbeidet."), "koml. § 20-2", Evidence.MEMORY),
        liability=HOST_LIABILITY,
        withdrawal=HOST_WITHDRAWAL,
        registration=HOST_REGISTRATION,
        contents=host_items(),
        governor=HOST_GOVERNOR,
        counties=HOST_COUNTIES,
    ),
)
