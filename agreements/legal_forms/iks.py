"""Interkommunalt selskap: an inter-municipal company with unlimited pro rata liability (IKS-loven)."""

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.base import PARTICIPANT, LegalForm
from agreements.legal_forms.contents import iks_items
from agreements.legal_forms.facts import Authority, PartyKind
from agreements.legal_forms.law import (
    FORMS_OVERVIEW,
    IKS_ACT,
    IKS_ARCHIVE,
    IKS_BILL,
    IKS_COMMITTEE,
    REGISTER_GUIDE,
    AuthorityLaw,
    DecisionLaw,
    Evidence,
    FormLaw,
    Law,
    PartiesLaw,
    RegistrationLaw,
    SharesLaw,
    WithdrawalLaw,
)

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
    law=FormLaw(
        explanation=(
            _("Kommuner og fylkeskommuner eier et selskap sammen. Også andre interkommunale selskaper kan være med."),
            _("Selskapet er et eget rettssubjekt med egen økonomi."),
            _("Hver deltaker svarer for sin del av selskapets gjeld, uten noen øvre grense."),
            _("Eierandelene er oppgitt i prosent eller brøk, og til sammen utgjør de hele selskapet."),
            _("Selskapet kan bare treffe vedtak for kommunen når en særlov åpner for det."),
        ),
        basis=Law(_("Lov om interkommunale selskaper."), "IKS-loven", Evidence.READ, IKS_ACT),
        person=Law(_("Ja."), "IKS-loven § 2", Evidence.READ, IKS_COMMITTEE),
        parties=PartiesLaw(
            _(
                "Bare kommuner, fylkeskommuner og andre interkommunale selskaper, og mer enn én. Ikke staten, "
                "aksjeselskaper eller andre."
            ),
            "IKS-loven § 1",
            Evidence.READ,
            IKS_BILL,
            kinds=frozenset({PartyKind.MUNICIPALITY, PartyKind.COUNTY, PartyKind.IKS}),
        ),
        authority=AuthorityLaw(
            _("Bare når en særlov åpner for det."),
            "koml. § 17-1",
            Evidence.READ,
            FORMS_OVERVIEW,
            allowed=frozenset({Authority.NONE, Authority.ADVISORY}),
        ),
        decision=DecisionLaw(
            _(
                "Hvert kommunestyre og fylkesting vedtar selv selskapsavtalen. For et interkommunalt selskap som deltar, gjør "
                "representantskapet det."
            ),
            "IKS-loven § 4",
            Evidence.READ,
            IKS_ACT,
            each_council=True,
        ),
        highest_body=Law(
            _(
                "Representantskapet, med minst ett medlem fra hver deltaker. Kommunestyret velger selv sine. "
                "Representantskapet velger styret."
            ),
            "IKS-loven § 6",
            Evidence.READ,
            IKS_COMMITTEE,
        ),
        liability=Law(
            _(
                "Hver deltaker svarer uten øvre grense for sin andel. Den som har krav på selskapet, må kreve selskapet først, "
                "og kan gå til deltakeren etter 14 dager."
            ),
            "IKS-loven § 3",
            Evidence.READ,
            IKS_ACT,
        ),
        withdrawal=WithdrawalLaw(
            _(
                "Ett års skriftlig varsel. Kortere frist kan avtales, lengre må godkjennes. Skal selskapet oppløses, "
                "må alle være enige "
                "og departementet godkjenne det."
            ),
            "IKS-loven §§ 30 og 32",
            Evidence.MEMORY,
            by_notice=True,
        ),
        registration=RegistrationLaw(
            _("Interkommunalt selskap (IKS), med eget organisasjonsnummer."),
            "Enhetsregisterets koder",
            Evidence.READ,
            REGISTER_GUIDE,
            org_forms=("IKS",),
            numbered=True,
        ),
        contents=iks_items(),
        shares=SharesLaw(
            _("Prosent eller brøk for hver deltaker. Til sammen blir andelene hele selskapet."),
            "IKS-loven § 3",
            Evidence.READ,
            IKS_ACT,
        ),
        loan=Law(
            _("Selskapet kan bare låne når avtalen sier det og setter en ramme. Slik var det i 1999."),
            "IKS-loven",
            Evidence.PARTLY,
            IKS_COMMITTEE,
        ),
        archive=Law(
            _("IKS-loven § 4 nevner ikke arkiv. Derfor bør avtalen si hvem som svarer for det."),
            "IKS-loven § 4",
            Evidence.INFERRED,
            IKS_ARCHIVE,
        ),
    ),
)
