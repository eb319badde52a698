"""Every legal form the register knows, in the order people meet them."""

from agreements.legal_forms.administrative_host import ADMINISTRATIVE_HOST
from agreements.legal_forms.association import ASSOCIATION
from agreements.legal_forms.base import HOST, ROLES, LegalForm
from agreements.legal_forms.cooperative import COOPERATIVE
from agreements.legal_forms.foundation import FOUNDATION
from agreements.legal_forms.host_with_board import HOST_WITH_BOARD
from agreements.legal_forms.iks import IKS
from agreements.legal_forms.limited_company import LIMITED_COMPANY
from agreements.legal_forms.network import NETWORK
from agreements.legal_forms.other_agreement import OTHER_AGREEMENT
from agreements.legal_forms.planning import PLANNING
from agreements.legal_forms.political_council import POLITICAL_COUNCIL
from agreements.legal_forms.purchase import PURCHASE
from agreements.legal_forms.samkommune import SAMKOMMUNE
from agreements.legal_forms.section_27 import SECTION_27
from agreements.legal_forms.task_community import TASK_COMMUNITY

CATALOGUE: tuple[LegalForm, ...] = (
    ADMINISTRATIVE_HOST,
    HOST_WITH_BOARD,
    IKS,
    POLITICAL_COUNCIL,
    TASK_COMMUNITY,
    LIMITED_COMPANY,
    COOPERATIVE,
    FOUNDATION,
    ASSOCIATION,
    PURCHASE,
    OTHER_AGREEMENT,
    PLANNING,
    NETWORK,
    SECTION_27,
    SAMKOMMUNE,
)

BY_CODE = {form.code: form for form in CATALOGUE}
ROLE_BY_CODE = {role.code: role for role in ROLES}
LEADING_ROLES = tuple(role.code for role in ROLES if role.leads)
HOST_ROLE = HOST.code


def legal_form(code: str) -> LegalForm:
    """The form with this code. Raises KeyError for a code that is no form."""
    return BY_CODE[code]
