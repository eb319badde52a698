"""Kommunalt oppgavefellesskap: production of services for the participants (koml. ch. 19)."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import FUNDER, MEMBER_MUNICIPALITY, OFFICE, LegalForm

TASK_COMMUNITY = LegalForm(
    code="ko",
    label=_("kommunalt oppgavefellesskap"),
    short_label=_("kommunalt oppgavefellesskap"),
    statute="koml. kap. 19",
    roles=(MEMBER_MUNICIPALITY, OFFICE, FUNDER),
    default_role=MEMBER_MUNICIPALITY,
    agreement_type="samarbeidsavtale",
    legal_person=None,
    in_koml_17_1=True,
    old_statute="koml. 1992 § 27",
)
