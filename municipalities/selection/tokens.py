"""A text cut into words and signs, each folded, with its place. Nothing but spaces falls outside a token."""

import re
from dataclasses import dataclass
from functools import lru_cache

from registry.search import fold

# A word with its loose accents, a run of line ends, or one sign.
_TOKEN = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+|[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]+|\S")
_HYPHENS = "-–‑"


@dataclass(frozen=True)
class Token:
    """A word or sign. `glued`: a hyphen joins it to the next, so that a name cannot end here."""

    start: int
    end: int
    folded: str
    glued: bool = False

    @property
    def is_word(self) -> bool:
        """Not a sign."""
        return self.folded[:1].isalnum()


@lru_cache(maxsize=10_000)
def _fold(word: str) -> str:
    if word.isspace():
        return "\n"
    return fold(word) or word if word[0].isalnum() else word


def tokenize(text: str) -> list[Token]:
    """The tokens of a text; the hyphen of «Sør-Varanger» and a line end before a small letter are as spaces."""
    found = [(match.start(), match.end(), match[0]) for match in _TOKEN.finditer(text)]
    tokens: list[Token] = []
    for place, (start, end, word) in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else (len(text) + 1, 0, " ")
        last = tokens[-1] if tokens else None
        if last and word in _HYPHENS and last.is_word and last.end == start and following[0] == end and following[2][0].isalnum():
            tokens[-1] = Token(last.start, end, last.folded, glued=True)
            continue
        if word.isspace() and following[2][:1].islower():
            continue
        tokens.append(Token(start, end, _fold(word)))
    return tokens
