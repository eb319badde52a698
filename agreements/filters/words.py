"""What the words of a search mean: municipalities and service areas are recognised, the rest is text.

"barnevern Sør-Varanger" is an area and a municipality; "museum 5601" is text and a municipality. A recognised word narrows
by party or area, and still finds what has the word in its name, so that recognising never hides a hit.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from agreements.models import Agreement, ServiceArea
from municipalities.directory import Directory, Entry
from municipalities.models import Municipality, Organisation
from registry.search import fold

LONGEST_NAME = 5  # words in the longest name of a municipality or area
SHORTEST_START = 4  # letters before the beginning of an area's name is enough: "barnevern" also means Barnevernvakt
MOST_WORDS = 12


@dataclass(frozen=True)
class Areas:
    """What is recognised as service areas: the folded words, and the areas so named, those named exactly so first."""

    text: str
    areas: tuple[ServiceArea, ...]


@dataclass(frozen=True)
class Place:
    """What is recognised as a municipality: the folded words, and the municipalities so named, those of the day first."""

    text: str
    entries: tuple[Entry, ...]


@dataclass
class Words:
    """A search, read."""

    places: list[Place] = field(default_factory=list)
    areas: list[Areas] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)

    def without(self, text: str, other: str) -> str:
        """The same search with another name for one of its places."""
        named = [found.text for found in [*self.areas, *self.places]]
        return " ".join([other if word == text else word for word in [*named, *self.rest]])


def read_words(text: str, directory: Directory, known_areas: Iterable[ServiceArea]) -> Words:
    """Read a search: at each place the longest name that is known, else a plain word."""
    tokens, found = fold(text).replace(",", " ").split()[:MOST_WORDS], Words()
    areas = [(area, spellings(area)) for area in known_areas]
    while tokens:
        for length in range(min(LONGEST_NAME, len(tokens)), 0, -1):
            phrase = " ".join(tokens[:length])
            if entries := directory.find(phrase) or directory.by_name(phrase.replace(" ", "-")):
                found.places.append(Place(phrase, tuple(entries)))
            elif named := _areas_named(phrase, areas):
                found.areas.append(Areas(phrase, tuple(named)))
            else:
                continue
            tokens = tokens[length:]
            break
        else:
            found.rest.append(tokens.pop(0))
    return found


def spellings(area: ServiceArea) -> list[str]:
    """The folded names of an area: its own and its synonyms."""
    return [fold(name) for name in [area.name, *area.synonyms.splitlines()] if name.strip()]


def _areas_named(phrase: str, areas: list[tuple[ServiceArea, list[str]]]) -> list[ServiceArea]:
    exact = [area for area, names in areas if phrase in names]
    begun = [area for area, names in areas if len(phrase) >= SHORTEST_START and any(name.startswith(phrase) for name in names)]
    return list(dict.fromkeys([*exact, *begun]))


def matching(queryset: QuerySet, words: Words, parties: QuerySet) -> QuerySet:
    """Agreements in which each of the words is found; `parties` are the participations that count."""
    for place in words.places:
        ids = [entry.municipality.pk for entry in place.entries]
        queryset = queryset.filter(with_party(parties.filter(municipality__in=ids)) | _has_word(place.text))
    for area in words.areas:
        queryset = queryset.filter(with_area(Q(pk__in=[found.pk for found in area.areas])) | Q(search_text__contains=area.text))
    for word in words.rest:
        municipalities = Municipality.objects.filter(search_text__contains=word).order_by()
        organisations = Organisation.objects.filter(search_text__contains=word).order_by()
        queryset = queryset.filter(
            Q(search_text__contains=word)
            | Q(organisation__in=organisations)
            | with_area(Q(search_text__contains=word))
            | with_party(parties.filter(Q(municipality__in=municipalities) | Q(organisation__in=organisations)))
        )
    return queryset


def with_party(parties: QuerySet) -> Q:
    """The condition that one of these participations is in the agreement.

    Not as `Exists`, which SQLite asks anew for each agreement: the parties asked for are mostly few.
    """
    return Q(pk__in=parties.order_by().values("agreement"))


def with_area(condition: Q) -> Q:
    """The condition that the agreement is about an area of the kind."""
    areas = ServiceArea.objects.filter(condition).order_by()
    return Q(pk__in=Agreement.service_areas.through.objects.filter(servicearea__in=areas).values("agreement"))


def _has_word(text: str) -> Q:
    """The text as whole words: «Alta» is not in «avtalt»."""
    begins = [Q(search_text__contains=f"{before}{text}") for before in " -/("]
    whole = Q(search_text__startswith=text)
    for condition in begins:
        whole |= condition
    return whole
