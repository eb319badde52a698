"""The parts of a fordelingsnøkkel as people write them, one a line: «40 % folketall 1. januar»."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements.admin.shares import read_share, write_share
from agreements.models import CostComponent
from registry.search import fold

_LINE = re.compile(r"(\d[\d.,]*\s*%|\d+\s*/\s*\d+)\s+(.+)")
_BASES = (  # the first word found decides
    ("malgruppe", CostComponent.Basis.TARGET_POPULATION),
    ("folketall", CostComponent.Basis.POPULATION),
    ("innbygger", CostComponent.Basis.POPULATION),
    ("arsverk", CostComponent.Basis.PERSON_YEARS),
    ("eierandel", CostComponent.Basis.OWNERSHIP),
    ("bruk", CostComponent.Basis.USE),
    ("antall saker", CostComponent.Basis.USE),
    ("likt", CostComponent.Basis.EQUAL),
    ("lik fordeling", CostComponent.Basis.EQUAL),
)


def read_components(text: str) -> list[CostComponent]:
    """The parts, not stored yet. Raises ValidationError naming each line that cannot be read."""
    found, errors = [], []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        match = _LINE.fullmatch(line)
        if not match or len(match[2]) > 200:
            message = _("«%(line)s» kan ikke leses. Skriv en del per linje, for eksempel «40 %% folketall».")
            errors.append(ValidationError(message, params={"line": line[:60]}))
            continue
        try:
            numerator, denominator = read_share(match[1])
            row = CostComponent(share_num=numerator, share_den=denominator, basis=_basis(match[2]), text=match[2])
            row.clean_fields(exclude=["cost_split"])
            row.clean()
        except ValidationError as error:
            errors += [ValidationError(said) for said in error.messages]
        else:
            found.append(row)
    if errors:
        raise ValidationError(errors)
    return found


def write_components(components: list[CostComponent]) -> str:
    """The same parts as text that `read_components` reads back."""
    return "\n".join(f"{write_share(row.share_num, row.share_den)} {row.text}" for row in components)


def _basis(text: str) -> str:
    folded = fold(text)
    return next((basis for word, basis in _BASES if word in folded), CostComponent.Basis.OTHER)
