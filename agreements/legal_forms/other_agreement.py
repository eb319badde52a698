"""Other cooperation by agreement, among it all that the source gives no form for."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import FUNDER, HOST, PARTY, LegalForm

OTHER_AGREEMENT = LegalForm(
    code="annet-avtalebasert",
    label=_("annet avtalebasert samarbeid"),
    short_label=_("annet avtalebasert"),
    statute="avtale",
    roles=(PARTY, HOST, FUNDER),
    default_role=PARTY,
    agreement_type="samarbeidsavtale",
    legal_person=None,
    in_koml_17_1=False,
)
