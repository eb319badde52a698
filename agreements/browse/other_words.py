"""The nearest search that can find something: "barnvern dyrøi" becomes "barnevern Dyrøy", and what is in no name is left out."""

from collections.abc import Iterable
from difflib import get_close_matches

from agreements.filters import AgreementFilterSet
from agreements.filters.words import spellings
from registry.search import fold

NEARNESS = 0.75  # how alike two words must be for one to be a slip of the pen for the other
SHORTEST = 3  # words shorter than this are not compared: too much looks like them


def other_words(selection: AgreementFilterSet) -> str:
    """Another search to offer when one has no hits; "" when there is none. One query."""
    words = selection.words
    if not words.rest:
        return ""
    known = _known(selection)
    named = [*(found.text for found in words.areas), *(place.entries[0].municipality.name for place in words.places)]
    read = [_nearest(word, known) for word in words.rest]
    return "" if read == words.rest else " ".join([*named, *(word for word in read if word)])


def _nearest(word: str, known: dict[str, str]) -> str:
    if any(word in one for one in known):
        return word
    near = get_close_matches(word, known, n=1, cutoff=NEARNESS) if len(word) >= SHORTEST else []
    return known[near[0]] if near else ""


def _known(selection: AgreementFilterSet) -> dict[str, str]:
    """Every word that is in a name, folded, with the word as it is written where that is one name."""
    known: dict[str, str] = {}
    for text in selection.queryset.order_by().values_list("search_text", flat=True):
        known |= _words([text])
    for area in selection.form.areas.values():
        known |= _words([*spellings(area)])
    for entry in selection.directory.entries.values():
        for name in entry.municipality.spellings:
            known |= {fold(name): name}
    return known


def _words(texts: Iterable[str]) -> dict[str, str]:
    return {word: word for text in texts for word in text.split()}
