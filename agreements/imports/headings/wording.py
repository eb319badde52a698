"""How a heading is made comparable: folded, put together where a line broke it, without marks at its end."""

import re
from collections.abc import Iterable, Mapping

from registry.search import fold

LONGEST = 300  # characters that a heading is known by
_BROKEN_WORD = re.compile(r"(?<=\w)[-\u00ad]\s*\n\s*(?=[a-zæøå])")
_IN_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
_MARKS = " .:;*?!-_/"


def plain(heading: object) -> str:
    """The heading as it is looked up: «Samarbeids-\\nform *» → samarbeidsform."""
    if heading is None:
        return ""
    return fold(whole(str(heading))).strip(_MARKS)


def whole(heading: str) -> str:
    """The heading on one line, with words that a line broke put together."""
    return " ".join(_BROKEN_WORD.sub("", heading[:LONGEST]).replace("\u00ad", "").split())


def spellings(heading: object) -> list[str]:
    """As it stands, without brackets and without what is in them: «Deltaker(e)» is «Deltakere», «Etablert (år)» is «Etablert»."""
    said = plain(heading)
    ways = (said, said.replace("(", "").replace(")", ""), _IN_BRACKETS.sub(" ", said).strip(_MARKS))
    return list(dict.fromkeys(text for text in ways if text))


def by_heading(words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """From {field: headings} to {heading: field}. A heading that two fields claim is a mistake of ours."""
    found: dict[str, str] = {}
    for code, headings in words.items():
        for heading in headings:
            if found.setdefault(plain(heading), code) != code:
                raise ValueError(heading)
    return found
