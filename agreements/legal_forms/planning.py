"""Interkommunalt plansamarbeid after the planning and building act (pbl. ch. 9)."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import FUNDER, HOST, PARTY, LegalForm

PLANNING = LegalForm(
    code="plansamarbeid",
    label=_("interkommunalt plansamarbeid"),
    short_label=_("plansamarbeid"),
    statute="pbl. kap. 9",
    roles=(PARTY, HOST, FUNDER),
    default_role=PARTY,
    agreement_type="samarbeidsavtale",
    legal_person=False,
    in_koml_17_1=False,
)
