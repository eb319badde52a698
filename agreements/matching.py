"""Is this scheme the same as that one? Asked when an agreement is saved, and for each row of a file. It warns, and decides nothing.

The first half compares without a database; `similar_to` and `schemes_of` fetch what is compared, in two queries.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.legal_forms.catalogue import CATALOGUE
from agreements.models import Agreement, AgreementSuccession, Participation
from registry.search import fold

STEM = 6  # letters: «barnevern», «barnevernet» and «barneverntjeneste» are one word
NAME, PARTIES, AREAS = 3, 2, 2  # how much each tells
ALIKE = 0.64  # from here on one is asked
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
    """How alike they are; the same whichever comes first. What is not known of one of them counts neither way."""
    name = max((_shared(ours, theirs) for ours in one.words for theirs in other.words), default=0.0)
    same_body = one.organisation is not None and one.organisation == other.organisation
    weighed = [(NAME, max(name, float(same_body)))]
    both = one.parties & other.parties
    if one.parties and other.parties:
        # In a list that is not complete the others may be there too.
        whole = len(one.parties | other.parties) if one.complete and other.complete else min(len(one.parties), len(other.parties))
        weighed.append((PARTIES, len(both) / whole))
    if one.areas and other.areas:
        weighed.append((AREAS, len(one.areas & other.areas) / min(len(one.areas), len(other.areas))))
    score = sum(weight * part for weight, part in weighed) / sum(weight for weight, _part in weighed)
    reasons = []
    if name > 0:
        reasons.append(_("samme navn") if name == 1 else _("lignende navn"))
    if same_body:
        reasons.append(_("samme organisasjon"))
    if both:
        reasons.append(ngettext("%(number)s felles part", "%(number)s felles parter", len(both)) % {"number": len(both)})
    if one.areas & other.areas:
        reasons.append(_("samme område: %(areas)s") % {"areas": ", ".join(sorted(one.areas & other.areas))})
    return Likeness(score, tuple(reasons))


def _shared(ours: frozenset[str], theirs: frozenset[str]) -> float:
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def alike(scheme: Scheme, among: Iterable[Scheme]) -> list[Candidate]:
    """Those that may be the same, the most alike first. The scheme itself, and those it is known to belong with, are left out."""
    found = []
    for other in among:
        known = scheme.pk is not None and (other.pk == scheme.pk or other.pk in scheme.related or scheme.pk in other.related)
        if not known and (likeness := compare(scheme, other)).score >= ALIKE:
            found.append(Candidate(other, likeness))
    return sorted(found, key=lambda candidate: (-candidate.likeness.score, candidate.scheme.pk or 0))


def similar_to(agreement: Agreement) -> list[Candidate]:
    """Agreements that may be the same as a stored one. Two queries, that read only those with a word or a body in common."""
    words = frozenset().union(*(telling_words(name) for name in _names(agreement.name, agreement.former_names)))
    near = Q(pk=agreement.pk)
    for word in words:
        near |= Q(search_text__contains=word)
    if agreement.organisation_id:
        near |= Q(organisation=agreement.organisation_id)
    schemes = schemes_of(Agreement.objects.filter(near))
    return alike(next(scheme for scheme in schemes if scheme.pk == agreement.pk), schemes)[:MOST]


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
