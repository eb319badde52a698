"""Findings of one rule in one line, so that twenty-five councils are not twenty-five lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from os.path import commonprefix

from django.utils.translation import gettext as _

from agreements.legal_forms.check import Breach
from agreements.models import Finding

NAMED_AT_MOST = 4


@dataclass(frozen=True)
class Group:
    """What one rule has found in an agreement."""

    findings: tuple[Finding | Breach, ...]

    @property
    def message(self) -> str:
        """In one line: «Ikke registrert: vedtak i Alta, Bardu, Dyrøy, Tana og 21 til»."""
        return in_one_line([finding.message.rstrip(".") for finding in self.findings])

    @property
    def words(self) -> str:
        """The same in the words for everybody, without «Ikke registrert»; "" when there are none."""
        told = [finding.public_words.partition(": ")[2] for finding in self.findings if finding.public_words]
        return in_one_line(told) if told else ""


def grouped(findings: Iterable[Finding | Breach]) -> list[Group]:
    """The findings of an agreement by their rule, in the order given."""
    rows = list(findings)
    order = {code: rank for rank, code in enumerate(dict.fromkeys(row.code for row in rows))}
    rows.sort(key=lambda row: order[row.code])
    return [Group(tuple(group)) for _code, group in groupby(rows, key=lambda row: row.code)]


def in_one_line(texts: list[str]) -> str:
    """Texts that begin alike as one: the beginning, the first few ends, and how many more; of several only the first sentence."""
    if len(texts) == 1:
        return texts[0]
    texts = list(dict.fromkeys(text.partition(". ")[0] for text in texts))
    beginning = commonprefix(texts).rpartition(" ")[0]
    ends = [text[len(beginning) :].strip() for text in texts]
    shown = ", ".join(ends[:NAMED_AT_MOST])
    if len(ends) > NAMED_AT_MOST:
        shown = _("%(some)s og %(number)s til") % {"some": shown, "number": len(ends) - NAMED_AT_MOST}
    elif len(ends) > 1:
        shown = _("%(some)s og %(last)s") % {"some": ", ".join(ends[:-1]), "last": ends[-1]}
    return f"{beginning} {shown}".strip()
