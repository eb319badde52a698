"""Samkommune: a joint municipality under koml. 1992 ch. 5 B, dissolved by 2020."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import FUNDER, MEMBER_MUNICIPALITY, LegalForm

SAMKOMMUNE = LegalForm(
    code="samkommune",
    label=_("samkommune (historisk)"),
    short_label=_("samkommune (historisk)"),
    statute="koml. 1992 kap. 5 B",
    roles=(MEMBER_MUNICIPALITY, FUNDER),
    default_role=MEMBER_MUNICIPALITY,
    agreement_type="samarbeidsavtale",
    legal_person=True,
    in_koml_17_1=False,
    old_statute="koml. 1992 kap. 5 B",
    ended=True,
)
