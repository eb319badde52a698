"""Purchase and sale of services between municipalities: no form of koml. § 17-1, but counted when mapping."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import BUYER, SELLER, LegalForm

PURCHASE = LegalForm(
    code="kjop-og-salg",
    label=_("kjøp og salg av tjenester mellom kommuner"),
    short_label=_("kjøp og salg"),
    statute="avtale og anskaffelsesregelverket",
    roles=(BUYER, SELLER),
    default_role=BUYER,
    agreement_type="tjenesteavtale",
    legal_person=False,
    in_koml_17_1=False,
)
