"""The texts of a workbook: each different one kept once, as Excel shows it."""

import re
from sys import getsizeof

from django.utils.translation import gettext as _

from registry.excel.safety import LARGEST_TEXTS, LONGEST_TEXT, Unreadable, too_much_text

EMPTY_TEXT = getsizeof("")
LONGEST_WRITTEN = LONGEST_TEXT * 8  # every character may be written as a code
_WRITTEN_AS_CODE = re.compile("_x([0-9A-Fa-f]{4})_")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_EDGES = "\u200b\u2060\ufeff"


def tidy(text: str) -> str:
    """A text without blanks around it and with one kind of line end. Raises Unreadable for characters nobody can see or store."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _LINE_ENDS.sub("\n", text)
    if found := _INVISIBLE.search(text):
        near = _INVISIBLE.sub(" ", text).strip()[:40]
        message = _("Teksten «%(text)s» har et usynlig kontrolltegn (U+%(code)04X). Slett det, lagre filen, og prøv igjen.")
        raise Unreadable(message % {"text": near, "code": ord(found[0])})
    return text.strip().strip(_EDGES).strip()


class Texts:
    """The texts seen so far. Refuses a text longer than Excel holds, and more than a register can need."""

    def __init__(self) -> None:
        self._known: dict[str, str | None] = {}
        self._size = 0

    def of(self, raw: str) -> str | None:
        """The text as it is shown, None for one of blanks."""
        try:
            return self._known[raw]
        except KeyError:
            if len(raw) > LONGEST_WRITTEN:
                raise too_much_text() from None
            text = tidy(_WRITTEN_AS_CODE.sub(lambda match: chr(int(match[1], 16)), raw)) or None
            self._size += getsizeof(raw) - EMPTY_TEXT
            if self._size > LARGEST_TEXTS:
                raise too_much_text() from None
            self._known[raw] = text
            return text
