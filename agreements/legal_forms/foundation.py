"""Stiftelse: self-owned, so its founders hold no share (stiftelsesloven)."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import FOUNDER, FUNDER, LegalForm

FOUNDATION = LegalForm(
    code="stiftelse",
    label=_("stiftelse"),
    short_label=_("stiftelse"),
    statute="stiftelsesloven",
    roles=(FOUNDER, FUNDER),
    default_role=FOUNDER,
    agreement_type="vedtekter",
    legal_person=True,
    in_koml_17_1=False,
)
