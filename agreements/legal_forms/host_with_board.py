"""Vertskommunesamarbeid with a joint elected board (koml. § 20-3)."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import FUNDER, HOST, PARTNER, LegalForm

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
)
