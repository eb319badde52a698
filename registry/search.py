"""Folding: how text is made comparable, so that `karasjohka` finds Kárášjohka and `malselv` finds Målselv on any database."""

import unicodedata

_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss", "–": "-", "—": "-", "’": "'"})


def fold(text: str) -> str:
    """Lower case without accents, with plain letters for æ ø đ ŋ ŧ and single spaces. Never longer than needed to compare."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS).split())


_ALPHABET = {"æ": "z1", "ä": "z1", "ø": "z2", "ö": "z2", "å": "z3", "aa": "z3"}


def sort_key(text: str) -> str:
    """A key that orders names as Norwegian does (æ, ø, å last) on both databases, with Sámi letters beside their plain ones."""
    lowered = unicodedata.normalize("NFC", text.lower())
    for letter in ("æ", "ä", "ø", "ö", "å"):
        lowered = lowered.replace(letter, _ALPHABET[letter])
    return fold(lowered)
