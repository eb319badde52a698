"""What a person is asked about a file, and what they have answered. One question is asked once, however many rows it is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from agreements.imports.plan import Choice, Place, Question
from registry.search import fold

LONGEST_KEY = 100


def key_of(*parts: str) -> str:
    """A key that is the same as long as what is asked about is."""
    key = ":".join(fold(part) for part in parts)
    return key if len(key) <= LONGEST_KEY else f"{key[:60]}:{sha256(key.encode(errors='replace')).hexdigest()[:16]}"


@dataclass
class Asking:
    """The answers by key, and the questions as they are first asked."""

    answers: Mapping[str, str]
    asked: dict[str, Question] = field(default_factory=dict)

    def answer(self, key: str) -> str:
        """What was answered, "" for nothing yet."""
        return self.answers.get(key, "").strip()

    def ask(
        self, key: str, place: Place, column: str, said: str, text: str, choices: Iterable[Choice] = (), *, free: bool = False
    ) -> Question:
        """The question, with the place where it is first asked."""
        if key not in self.asked:
            self.asked[key] = Question(key, place.row, column, said[:300], text, tuple(choices), free, place.table)
        return self.asked[key]
