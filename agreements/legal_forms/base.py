"""What every legal form of cooperation tells about itself, and the roles a party can have."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from agreements.legal_forms.law import FormLaw


@dataclass(frozen=True)
class Role:
    """A party's role.

    `leads`: the party one asks first, as host, seller or office municipality. `shares`: the role can carry an ownership
    share. `only_funds`: the party pays, and takes no part in the work.
    """

    code: str
    label: str
    leads: bool = False
    shares: bool = False
    only_funds: bool = False


HOST = Role("vertskommune", _("vertskommune"), leads=True)
PARTNER = Role("samarbeidskommune", _("samarbeidskommune"))
MEMBER_MUNICIPALITY = Role("deltakerkommune", _("deltakerkommune"))
OFFICE = Role("kontorkommune", _("kontorkommune"), leads=True)
PARTICIPANT = Role("deltaker", _("deltaker"), shares=True)
SHAREHOLDER = Role("aksjeeier", _("aksjeeier"), shares=True)
MEMBER = Role("medlem", _("medlem"))
FOUNDER = Role("oppretter", _("oppretter"))
BUYER = Role("kjoper", _("kjøper"))
SELLER = Role("selger", _("selger"), leads=True)
PARTY = Role("part", _("part"))
FUNDER = Role("bidragsyter", _("bidragsyter"), only_funds=True)

ROLES = (HOST, PARTNER, MEMBER_MUNICIPALITY, OFFICE, PARTICIPANT, SHAREHOLDER, MEMBER, FOUNDER, BUYER, SELLER, PARTY, FUNDER)


@dataclass(frozen=True)
class LegalForm:
    """One form of cooperation.

    `statute`: the law it rests on now; `old_statute`: under koml. 1992. `in_koml_17_1`: listed as inter-municipal cooperation
    in koml. § 17-1 second paragraph. `counts`: counted as a formal scheme by default. `legal_person`: True, False, or None when
    the agreement decides. `ended`: a historical form that no agreement can be made under any more. `law`: all the rest of what
    the law says, with how surely we know it.
    """

    code: str
    label: str
    short_label: str
    statute: str
    roles: tuple[Role, ...]
    default_role: Role
    agreement_type: str
    legal_person: bool | None
    in_koml_17_1: bool
    law: FormLaw
    counts: bool = True
    old_statute: str = ""
    ended: bool = False

    def allows(self, role_code: str) -> bool:
        """Whether a party in this form can have the role."""
        return any(role.code == role_code for role in self.roles)
