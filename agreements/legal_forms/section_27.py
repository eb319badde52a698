"""§ 27-samarbeid: the joint boards of koml. 1992, to become IPR or KO by 2023 (koml. § 31-2)."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import FUNDER, MEMBER_MUNICIPALITY, OFFICE, LegalForm

SECTION_27 = LegalForm(
    code="paragraf-27",
    label=_("§ 27-samarbeid (historisk)"),
    short_label=_("§ 27-samarbeid (historisk)"),
    statute="koml. 1992 § 27",
    roles=(MEMBER_MUNICIPALITY, OFFICE, FUNDER),
    default_role=MEMBER_MUNICIPALITY,
    agreement_type="samarbeidsavtale",
    legal_person=None,
    in_koml_17_1=False,
    old_statute="koml. 1992 § 27",
    ended=True,
)
