"""Forening: an association of members, on unwritten law."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import FUNDER, MEMBER, LegalForm

ASSOCIATION = LegalForm(
    code="forening",
    label=_("forening"),
    short_label=_("forening"),
    statute="ulovfestet foreningsrett",
    roles=(MEMBER, FUNDER),
    default_role=MEMBER,
    agreement_type="vedtekter",
    legal_person=True,
    in_koml_17_1=True,
)
