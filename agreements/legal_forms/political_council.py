"""Interkommunalt politisk råd: a forum for shared political questions, no services (koml. ch. 18)."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import FUNDER, MEMBER_MUNICIPALITY, OFFICE, LegalForm

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
)
