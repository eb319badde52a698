"""Vertskommunesamarbeid with a joint elected board (koml. § 20-3)."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.administrative_host import (
    HOST_COUNTIES,
    HOST_DECISION,
    HOST_GOVERNOR,
    HOST_LEAD,
    HOST_LIABILITY,
    HOST_PARTIES,
    HOST_REGISTRATION,
    HOST_WITHDRAWAL,
)
from agreements.legal_forms.base import FUNDER, HOST, PARTNER, LegalForm
from agreements.legal_forms.contents import host_items
from agreements.legal_forms.facts import Authority
from agreements.legal_forms.law import GUIDE, OLD_HOST, AuthorityLaw, Evidence, FormLaw, Law

HOST_WITH_BOARD = LegalForm(
    code="vertskommune-nemnd",
    label=_("vertskommunesamarbeid med felles folkevalgt nemnd"),
    short_label=_("vertskommune, med nemnd"),
    statute="koml. § 20-3",
    roles=(HOST, PARTNER, FUNDER),
    default_role=PARTNER,
    agreement_type="samarbeidsavtale",
    legal_person=False,
    in_koml_17_1=True,
    old_statute="koml. 1992 § 28-1 c",
    law=FormLaw(
        explanation=(
            _("En kommune, vertskommunen, utfører oppgaver for de andre. Deltakerne oppretter sammen en folkevalgt nemnd der."),
            _("Nemnda kan ta avgjørelser også i saker av prinsipiell betydning."),
            _("Alle deltakerne må overføre den samme myndigheten."),
            _("Samarbeidet er en del av vertskommunens organisasjon. Det er ikke et eget selskap."),
            _("Formen er svært lite brukt."),
        ),
        basis=Law(_("Kommuneloven kapittel 20. Kapitlet er kontrollert, paragrafen ikke."), "koml. § 20-3", Evidence.PARTLY, GUIDE),
        person=Law(_("Nei. Det er en del av vertskommunens organisasjon."), "koml. kap. 20", Evidence.READ, GUIDE),
        parties=HOST_PARTIES,
        lead=HOST_LEAD,
        authority=AuthorityLaw(
            _("Ja, også i prinsipielle saker og til å vedta forskrift. Alle må overføre den samme myndigheten."),
            "koml. § 20-3",
            Evidence.PARTLY,
            OLD_HOST,
            allowed=frozenset(Authority),
        ),
        decision=HOST_DECISION,
        highest_body=Law(
            _("Felles folkevalgt nemnd med minst to medlemmer fra hver deltaker."), "koml. § 20-3", Evidence.PARTLY, OLD_HOST
        ),
        liability=HOST_LIABILITY,
        withdrawal=HOST_WITHDRAWAL,
        registration=HOST_REGISTRATION,
        contents=host_items(),
        governor=HOST_GOVERNOR,
        counties=HOST_COUNTIES,
    ),
)
