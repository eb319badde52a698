"""Folding: how text is made comparable, so that `karasjohka` finds Kárášjohka and `malselv` finds Målselv on any database."""

import unicodedata

_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss", "–": "-", "—": "-", "’": "'"})


def fold(text: str) -> str:
    """Lower case without accents, with plain letters for æ ø đ ŋ ŧ and single spaces. Never longer than needed to compare."""
    lowered = unicodedata.normalize("NFKC", text).lower()
    plain = unicodedata.normalize("NFKD", lowered).translate(_LETTERS)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


_LAST_LETTERS = {"æ": "zz1", "ä": "zz1", "ø": "zz2", "ö": "zz2", "å": "zz3"}
_KEY_LENGTH = 200  # what every sort_key column holds; beyond it the order does not matter


def sort_key(text: str) -> str:
    """A key that orders names as Norwegian does (æ, ø, å last) on both databases, with Sámi letters beside their plain ones."""
    lowered = unicodedata.normalize("NFC", text.lower())
    for letter, key in _LAST_LETTERS.items():
        lowered = lowered.replace(letter, key)
    return fold(lowered)[:_KEY_LENGTH]
