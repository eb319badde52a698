"""Networks, projects and partnerships: shown, never counted as formal schemes."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import FUNDER, HOST, PARTY, LegalForm

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
)
