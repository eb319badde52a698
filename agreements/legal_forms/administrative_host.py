"""Administrativt vertskommunesamarbeid: one municipality does the work for the others (koml. § 20-2)."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import FUNDER, HOST, PARTNER, LegalForm

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
)
