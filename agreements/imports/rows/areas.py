"""Service areas by their names, codes and the register's other words for them. An unknown word is a question with the nearest."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from agreements.models import Sector, ServiceArea
from registry.search import fold

_ENDINGS = ("en", "et", "n", "a", "ene", "r", "er", "s", "t")  # barnevernet, legevakten
_BEFORE = re.compile(r"^(?:interkommunale?|interkommunalt|felles|kommunale?|kommunalt|samarbeid om|samarbeid innen)\s+")
NEAREST = 4


@dataclass
class Areas:
    """The service areas in memory, by every word for them."""

    areas: list[ServiceArea]
    by_word: dict[str, list[ServiceArea]] = field(default_factory=dict)
    _known: dict[str, tuple] = field(default_factory=dict)

    @classmethod
    def of(cls, areas: Iterable[ServiceArea]) -> "Areas":
        """Index them: a name means one area, a code or a synonym may mean several."""
        made = cls(list(areas))
        for area in made.areas:
            for word in {fold(line) for line in (area.code, *area.synonyms.splitlines())}:
                made.by_word.setdefault(word, []).append(area)
        made.by_word |= {fold(area.name): [area] for area in made.areas}
        return made

    def read(self, text: str) -> tuple[list[ServiceArea], list[str]]:
        """The areas of a cell, and the parts of it that are not understood."""
        if text not in self._known:
            self._known[text] = self._read(text)
        return self._known[text]

    def _read(self, text: str) -> tuple[list[ServiceArea], list[str]]:
        found: dict[int, ServiceArea] = {}
        asked: list[str] = []
        for part in filter(None, (piece.strip() for piece in re.split(r"[;\n]", text))):
            pieces = [part] if self.meant(part) else [piece.strip() for piece in part.split(",") if piece.strip()]
            for piece in pieces:
                meant = self.meant(piece) or self._either_way(piece)
                if len(meant) == 1:
                    found[meant[0].pk] = meant[0]
                else:
                    asked.append(piece)
        return list(found.values()), asked

    def _either_way(self, text: str) -> list[ServiceArea]:
        """«110-sentral / nødmelding brann» is one area twice; «Plan / kystsone» may be the one, the other or both."""
        meant = [self.meant(piece) for piece in text.split("/")]
        return list({area.pk: area for areas in meant for area in areas}.values()) if all(meant) else []

    def meant(self, text: str) -> list[ServiceArea]:
        """Those called so, in this form of the word or with another ending."""
        folded = fold(text)
        for word in (folded, _BEFORE.sub("", folded)):
            for ending in ("", *_ENDINGS):
                if word.endswith(ending) and (found := self.by_word.get(word.removesuffix(ending))):
                    return found
        return []

    def nearest(self, text: str) -> list[ServiceArea]:
        """What could be meant: the several of that name, those of the sector called so, else those most like it."""
        folded = fold(text)
        if found := self.meant(text) or self._either_way(text):
            return found
        sector = next((code for code, label in Sector.choices if fold(str(label)) == folded), None)
        if sector:
            return [area for area in self.areas if area.sector == sector]
        within = [word for word in self.by_word if len(word) > 3 and (word in folded or (len(folded) > 3 and folded in word))]
        words = [*within, *get_close_matches(folded, self.by_word, n=NEAREST, cutoff=0.6)]
        near = {area.pk: area for word in words for area in self.by_word[word]}
        return list(near.values())[:NEAREST]
