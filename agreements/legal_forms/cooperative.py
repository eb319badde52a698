"""Samvirkeforetak: a cooperative of members (samvirkelova)."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import FUNDER, MEMBER, LegalForm

COOPERATIVE = LegalForm(
    code="sa",
    label=_("samvirkeforetak (SA)"),
    short_label=_("samvirkeforetak (SA)"),
    statute="samvirkelova",
    roles=(MEMBER, FUNDER),
    default_role=MEMBER,
    agreement_type="vedtekter",
    legal_person=True,
    in_koml_17_1=True,
)
