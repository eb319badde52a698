"""Is this scheme the same as that one? Asked when an agreement is saved, and for each row of a file. It warns, and decides nothing.

The first half compares without a database; `Known` finds the likest of many; `similar_to` and `schemes_of` fetch what is compared.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.legal_forms.catalogue import CATALOGUE
from agreements.models import Agreement, AgreementSuccession, Participation
from registry.search import fold

STEM = 6  # letters: «barnevern», «barnevernet» and «barneverntjeneste» are one word
NAME, PARTIES, AREAS = 3, 2, 2  # how much each tells
ALIKE = 0.64  # from here on one is asked
NEARLY = (
    ALIKE * (NAME + PARTIES + AREAS) - max(PARTIES, AREAS)
) / NAME  # how alike the names of two are that differ in party or area
MOST = 5

_FILLING = """
    og i om for av med på til fra mellom de den det avtale avtalen samarbeid samarbeidet samarbeidsavtale kommunesamarbeid
    vertskommunesamarbeid tjenesteavtale grunnavtale kommune kommunen kommuner kommunene kommunal kommunalt kommunale
    interkommunal interkommunalt interkommunale felles
"""
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class Scheme:
    """What is compared of one agreement. `related`: those it is known to belong with, as its successor, so that nobody asks."""

    pk: int | None
    names: tuple[str, ...]
    parties: frozenset = frozenset()
    areas: frozenset[str] = frozenset()
    complete: bool = False
    organisation: int | None = None
    related: frozenset[int] = frozenset()
    words: tuple[frozenset[str], ...] = field(init=False, compare=False)

    def __post_init__(self):
        object.__setattr__(self, "words", tuple(telling_words(name) for name in self.names))


@dataclass(frozen=True)
class Likeness:
    """How alike two schemes are, from 0 to 1, and why, in words."""

    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """One that may be the same."""

    scheme: Scheme
    likeness: Likeness


def telling_words(name: str) -> frozenset[str]:
    """The beginnings of the words that tell one scheme from another: not its legal form, and not what stands in brackets."""
    words = next((found for text in (_BRACKETS.sub(" ", name), name) if (found := _words(text) - _EMPTY)), _words(name) or {name})
    return frozenset(word[:STEM] for word in words)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", fold(text)))


_EMPTY = _words(" ".join([_FILLING, *(f"{form.label} {form.short_label}" for form in CATALOGUE)]))


def compare(one: Scheme, other: Scheme) -> Likeness:
    """How alike they are; the same whichever comes first."""
    same_body = one.organisation is not None and one.organisation == other.organisation
    name, both, areas = _same_name(one, other), one.parties & other.parties, one.areas & other.areas
    reasons = []
    if name > 0:
        reasons.append(_("samme navn") if name == 1 else _("lignende navn"))
    if same_body:
        reasons.append(_("samme organisasjon"))
    if both:
        reasons.append(ngettext("%(number)s felles part", "%(number)s felles parter", len(both)) % {"number": len(both)})
    if areas:
        reasons.append(_("samme område: %(areas)s") % {"areas": ", ".join(sorted(areas))})
    return Likeness(_score(one, other), tuple(reasons))


def _score(one: Scheme, other: Scheme) -> float:
    """From 0 to 1. What is not known of one of them counts neither way."""
    same_body = one.organisation is not None and one.organisation == other.organisation
    total, weight = NAME * (1.0 if same_body else _same_name(one, other)), NAME
    if one.parties and other.parties:
        both = len(one.parties & other.parties)
        # In a list that is not complete the others may be there too.
        every = len(one.parties) + len(other.parties) - both
        whole = every if one.complete and other.complete else min(len(one.parties), len(other.parties))
        total, weight = total + PARTIES * both / whole, weight + PARTIES
    if one.areas and other.areas:
        whole = min(len(one.areas), len(other.areas))
        total, weight = total + AREAS * len(one.areas & other.areas) / whole, weight + AREAS
    return total / weight


def _same_name(one: Scheme, other: Scheme) -> float:
    """Of the words of two names, how many are the same."""
    return max(2 * len(ours & theirs) / (len(ours) + len(theirs)) for ours in one.words for theirs in other.words)


def alike(scheme: Scheme, among: Iterable[Scheme]) -> list[Candidate]:
    """Those that may be the same, the most alike first. The scheme itself, and those it is known to belong with, are left out."""
    found = []
    for other in among:
        known = scheme.pk is not None and (other.pk == scheme.pk or other.pk in scheme.related or scheme.pk in other.related)
        if not known and _score(scheme, other) >= ALIKE:
            found.append(Candidate(other, compare(scheme, other)))
    return sorted(found, key=lambda candidate: (-candidate.likeness.score, candidate.scheme.pk or 0))


class Known:
    """Many schemes in memory, of which the likest are found without comparing with each: `alike` in a thousandth of the time.

    `Known.load()` reads the whole register in two queries; `Known([])` and `add` gather others, as those of a file.
    """

    def __init__(self, schemes: Iterable[Scheme] = ()):
        self.schemes: list[Scheme] = []
        self._by: dict[tuple, set[int]] = defaultdict(set)  # the places in the list, by word, party, area and body; None: has none
        for scheme in schemes:
            self.add(scheme)

    @classmethod
    def load(cls) -> "Known":
        """Every agreement there is, but those merged into another."""
        return cls(schemes_of(Agreement.objects.all()))

    def add(self, scheme: Scheme) -> None:
        """One more to compare with."""
        place = len(self.schemes)
        self.schemes.append(scheme)
        words = {("word", word) for word in frozenset().union(*scheme.words)}
        parties = {("party", party) for party in scheme.parties or [None]}
        areas = {("area", area) for area in scheme.areas or [None]}
        for key in (*words, *parties, *areas, ("body", scheme.organisation)):
            self._by[key].add(place)

    def likest(self, scheme: Scheme) -> list[Candidate]:
        """Those that may be the same, the most alike first: what `alike` finds among all."""
        return alike(scheme, self._near(scheme))[:MOST]

    def _near(self, scheme: Scheme) -> Iterable[Scheme]:
        """All that can be alike, and few others: they share a word, and area and party as far as both tell; or nearly the name."""
        words = frozenset().union(*scheme.words)
        ways = [[("word", word) for word in words]]  # each finds all; the one that finds fewest is taken
        ways += [[("area", area) for area in (*scheme.areas, None)]] if scheme.areas else []
        ways += [[("party", party) for party in (*scheme.parties, None)]] if scheme.parties else []
        pool = set().union(*min(([self._by.get(key, ()) for key in keys] for keys in ways), key=_number))
        found = {place for place in pool if _shares(self.schemes[place], scheme.parties, words)}
        found.update(*(self._by.get(("word", word), ()) for name in scheme.words for word in self._rarest(name)))
        if scheme.organisation is not None:
            found |= self._by.get(("body", scheme.organisation), set())
        return [self.schemes[place] for place in sorted(found)]

    def _rarest(self, name: frozenset[str]) -> list[str]:
        """So many of the words that a name which is nearly the same must have one of them."""
        by_rarity = sorted(name, key=lambda word: len(self._by.get(("word", word), ())))
        return by_rarity[: len(name) - _least_shared(name) + 1]


def _number(sets: Iterable[Collection]) -> int:
    return sum(map(len, sets))


def _shares(scheme: Scheme, parties: frozenset, words: frozenset[str]) -> bool:
    """Whether it has one of the words, and one of the parties as far as both tell."""
    apart = parties and scheme.parties and parties.isdisjoint(scheme.parties)
    return not apart and any(not words.isdisjoint(theirs) for theirs in scheme.words)


def _least_shared(name: frozenset[str]) -> int:
    """How many words a name must share to be nearly the same."""
    return ceil(len(name) * NEARLY / (2 - NEARLY))


def similar_to(agreement: Agreement) -> list[Candidate]:
    """Agreements that may be the same as a stored one, in five queries; as `Known` finds them, but few are read."""
    [scheme] = schemes_of(Agreement.objects.filter(pk=agreement.pk)) or [None]
    if scheme is None:
        return []
    near = Agreement.objects.filter(merged_into=None).filter(_near(scheme)).order_by().values_list("pk", flat=True)
    return alike(scheme, schemes_of(Agreement.objects.filter(pk__in=list(near))))[:MOST]


def _near(scheme: Scheme) -> Q:
    """The condition of `Known._near`, a little wider: the words may stand in the purpose too."""
    shared = Q()
    for word in frozenset().union(*scheme.words):
        shared |= Q(search_text__contains=word)
    parties = Participation.objects.filter(agreement=OuterRef("pk")).order_by()
    areas = Agreement.service_areas.through.objects.filter(agreement=OuterRef("pk"))
    if scheme.parties:
        keys = {kind: [key for of, key in scheme.parties if of == kind] for kind in ("municipality", "organisation")}
        same = Q(municipality__in=keys["municipality"]) | Q(organisation__in=keys["organisation"])
        shared &= Exists(parties.filter(same)) | ~Exists(parties)
    if scheme.areas:
        shared &= Exists(areas.filter(servicearea__name__in=scheme.areas)) | ~Exists(areas)
    for name in scheme.words:
        hits = [Case(When(search_text__contains=word, then=1), default=0) for word in name]
        shared |= GreaterThanOrEqual(sum(hits, Value(0)), _least_shared(name))
    return shared | Q(organisation=scheme.organisation) if scheme.organisation else shared


def schemes_of(agreements: QuerySet) -> list[Scheme]:
    """What is compared of each, in two queries however many there are. Those already merged into another are left out."""
    agreements = agreements.filter(merged_into=None).order_by()
    links: dict[int, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    for pk, kind, key, name in _links(agreements):
        links[pk][kind].append((key, name))
    return [
        Scheme(
            pk,
            _names(name, former),
            frozenset((kind, key) for kind in ("municipality", "organisation") for key, _name in links[pk][kind]),
            frozenset(name for _key, name in links[pk]["area"]),
            complete,
            organisation,
            frozenset([*(key for key, _name in links[pk]["related"]), *([parent] if parent else [])]),
        )
        for pk, name, former, complete, organisation, parent in agreements.values_list(
            "pk", "name", "former_names", "participants_complete", "organisation", "parent"
        )
    ]


def _links(agreements: QuerySet) -> QuerySet:
    """Everything that hangs on the agreements as one list: whose, what kind, which, and its name where it is shown."""
    ids = agreements.values("pk")
    parties = Participation.objects.filter(agreement__in=ids).order_by()
    areas = Agreement.service_areas.through.objects.filter(agreement__in=ids)
    carried_on = AgreementSuccession.objects.filter(predecessor__in=ids).order_by()
    return _link(parties.filter(organisation=None), "agreement_id", "municipality", "municipality_id").union(
        _link(parties.filter(municipality=None), "agreement_id", "organisation", "organisation_id"),
        _link(areas, "agreement_id", "area", "servicearea_id", F("servicearea__name")),
        _link(carried_on, "predecessor_id", "related", "successor_id"),
        all=True,
    )


def _link(rows: QuerySet, agreement: str, kind: str, key: str, name: Any = None) -> QuerySet:
    text = CharField()
    rows = rows.annotate(link_kind=Value(kind, output_field=text), link_name=Value("", output_field=text) if name is None else name)
    return rows.values_list(agreement, "link_kind", key, "link_name")


def _names(name: str, former_names: str) -> tuple[str, ...]:
    return (name, *(line for line in former_names.splitlines() if line.strip()))
