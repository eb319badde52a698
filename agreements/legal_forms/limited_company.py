"""Aksjeselskap: a limited company that municipalities own (aksjeloven)."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import SHAREHOLDER, LegalForm

LIMITED_COMPANY = LegalForm(
    code="as",
    label=_("aksjeselskap (AS)"),
    short_label=_("aksjeselskap (AS)"),
    statute="aksjeloven",
    roles=(SHAREHOLDER,),
    default_role=SHAREHOLDER,
    agreement_type="vedtekter",
    legal_person=True,
    in_koml_17_1=True,
)
