"""Interkommunalt selskap: an inter-municipal company with unlimited pro rata liability (IKS-loven)."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import PARTICIPANT, LegalForm

IKS = LegalForm(
    code="iks",
    label=_("interkommunalt selskap (IKS)"),
    short_label=_("interkommunalt selskap (IKS)"),
    statute="IKS-loven",
    roles=(PARTICIPANT,),
    default_role=PARTICIPANT,
    agreement_type="selskapsavtale",
    legal_person=True,
    in_koml_17_1=True,
)
