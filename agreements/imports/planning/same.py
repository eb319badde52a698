"""Which scheme of the register a group of rows is, and which groups are the same. Without doubt, or a person tells."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from agreements import matching
from agreements.imports.plan import Choice
from agreements.imports.planning.group import Group
from agreements.imports.rows.asking import Asking, key_of
from agreements.models import Agreement, Publication
from registry.search import fold

_BRACKETS = re.compile(r"\([^()]*\)")
NEW, SKIP, YES, NO = "ny", "-", "ja", "nei"


@dataclass
class Register:
    """Every scheme of the register as far as it is compared, in three queries. Those withdrawn are not found again."""

    schemes: dict[int, matching.Scheme]
    forms: dict[int, str]
    ends: dict[int, date | None]
    known: matching.Known
    texts: dict[int, str]
    by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def load(cls) -> "Register":
        """Read them, and index their names."""
        shown = Agreement.objects.exclude(publication=Publication.WITHDRAWN)
        columns = ("pk", "legal_form", "valid_to", "participants_text")
        more = list(shown.filter(merged_into=None).order_by().values_list(*columns))
        schemes = {scheme.pk: scheme for scheme in matching.schemes_of(shown) if scheme.pk is not None}
        known = matching.Known(schemes.values())
        forms, ends = {pk: form for pk, form, _end, _text in more}, {pk: end for pk, _form, end, _text in more}
        made = cls(
            schemes, forms, ends, known, {pk: text for pk, _form, _end, text in more if pk in schemes and not schemes[pk].parties}
        )
        for pk, scheme in made.schemes.items():
            for name in scheme.names:
                made.by_name[_bare(name)].append(pk)
        return made

    @property
    def names(self) -> dict[int, str]:
        """Each by its number."""
        return {pk: scheme.names[0] for pk, scheme in self.schemes.items()}


def certain(one: matching.Scheme, other: matching.Scheme, forms: tuple[str, str]) -> bool:
    """Whether two are the same without doubt: a name in common, and the body or the parties of the one among those of the other.

    What stands in brackets is no part of the name. Beside a name that says more than what it is about, as «Astafjord barnevern»,
    one party tells enough, and a list may have grown.
    """
    common = set(map(_bare, one.names)) & set(map(_bare, other.names))
    if not common or (all(forms) and forms[0] != forms[1]):
        return False
    if one.organisation and one.organisation == other.organisation:
        return True
    fewer, more = sorted((one.parties, other.parties), key=len)
    named = any(len(matching.telling_words(name)) > 1 for name in common)
    if not fewer <= more or len(fewer) < (1 if named else 2):
        return False
    return named or fewer == more or not (one.complete and other.complete)


def _bare(name: str) -> str:
    """The name to compare by."""
    return fold(_BRACKETS.sub(" ", name)) or fold(name)


def find_in_register(groups: list[Group], register: Register, asking: Asking, sheets: dict[int, str]) -> None:
    """Tell each group which scheme of the register it is; where that is in doubt, it gets a question."""
    for group in groups:
        if group.agreement is not None:
            _check_name(group, register, asking)
        elif group.name:
            _find(group, register, asking, sheets)


def _find(group: Group, register: Register, asking: Asking, sheets: dict[int, str]) -> None:
    scheme, form = group.scheme(), group.first("legal_form") or ""
    called = [register.schemes[pk] for name in scheme.names for pk in register.by_name.get(_bare(name), ())]
    same = {
        other.pk: other
        for other in called
        if (certain(scheme, other, (form, register.forms[other.pk or 0])) or _word_for_word(group, scheme, other, register))
        and (register.ends[other.pk or 0] is None or group.first("last_day"))
    }
    if len(same) == 1:
        group.agreement = next(iter(same))
        return
    candidates = register.known.likest(scheme)
    candidates += [
        matching.Candidate(other, matching.compare(scheme, other))
        for other in called
        if other.pk not in {one.scheme.pk for one in candidates} and not (scheme.parties and other.parties)
    ]
    if not candidates:
        return
    place = group.places[0]
    key = key_of("finnes", sheets[place.table], str(place.row), group.name)
    answer = asking.answer(key)
    if answer == NEW:
        return
    if answer == SKIP:
        group.skipped = True
    elif answer in {str(one.scheme.pk) for one in candidates}:
        group.agreement = int(answer)
    else:
        choices = [Choice(str(one.scheme.pk), _label(one)) for one in candidates]
        choices += [Choice(NEW, _("Nei, det er et nytt samarbeid")), Choice(SKIP, _("Hopp over raden"))]
        text = _("Er «%(name)s» det samme som et samarbeid i registeret?") % {"name": group.name}
        group.questions.append(asking.ask(key, place, _("samarbeid"), group.name, text, choices))


def _word_for_word(group: Group, scheme: matching.Scheme, other: matching.Scheme, register: Register) -> bool:
    """Whether nobody is named in either, and all that is told of them is the same: a row that was taken in before."""
    if scheme.parties or other.pk not in register.texts or scheme.areas != other.areas or group.name not in other.names:
        return False
    told = next((row.text for row in group.rows if row.text), "")
    return bool(told) and register.texts[other.pk] == told


def _label(candidate: matching.Candidate) -> str:
    words = {"name": candidate.scheme.names[0], "pk": candidate.scheme.pk, "why": ", ".join(candidate.likeness.reasons)}
    return _("Ja, «%(name)s» (nummer %(pk)s): %(why)s") % words


def _check_name(group: Group, register: Register, asking: Asking) -> None:
    """A number beside the name of something else: has the scheme been renamed, or the row moved?"""
    stored = register.schemes.get(group.agreement or 0)
    if stored is None or not group.name or any(fold(group.name) == fold(name) for name in stored.names):
        return
    if matching.telling_words(group.name) & frozenset().union(*stored.words):
        return
    key = key_of("nytt navn", str(group.agreement), group.name)
    answer = asking.answer(key)
    if answer == NO:
        group.skipped = True
    elif answer != YES:
        words = {"pk": group.agreement, "stored": stored.names[0], "name": group.name}
        text = _("Nummer %(pk)s er «%(stored)s» i registeret, men heter «%(name)s» i filen. Har det fått nytt navn?") % words
        choices = [Choice(YES, _("Ja, samarbeidet har fått nytt navn")), Choice(NO, _("Nei, hopp over raden"))]
        group.questions.append(asking.ask(key, group.places[0], _("samarbeid"), group.name, text, choices))


@dataclass
class _Kept:
    """The groups so far, and how to find those that may be the same as another."""

    groups: list[Group] = field(default_factory=list)
    by_number: dict[int, Group] = field(default_factory=dict)
    by_name: dict[str, list[Group]] = field(default_factory=lambda: defaultdict(list))
    by_scheme: dict[int, Group] = field(default_factory=dict)
    known: dict[int, matching.Known] = field(default_factory=lambda: defaultdict(matching.Known))

    def add(self, group: Group) -> None:
        """One more; those of the register are found by their number alone."""
        self.groups.append(group)
        if group.agreement is not None:
            self.by_number[group.agreement] = group
            return
        self.by_name[_bare(group.name)].append(group)
        scheme = group.scheme()
        self.by_scheme[id(scheme)] = group
        for table in group.tables:
            self.known[table].add(scheme)

    def elsewhere(self, group: Group, scheme: matching.Scheme) -> list[Group]:
        """Those of other tables that may be the same: whoever writes one list tells its schemes apart by their names."""
        known = [known for table, known in self.known.items() if table not in group.tables]
        found = [self.by_scheme[id(one.scheme)] for some in known for one in some.likest(scheme)]
        return [one for one in dict.fromkeys(found) if _bare(one.name) != _bare(group.name)]


def joined(groups: list[Group], asking: Asking, sheets: dict[int, str]) -> list[Group]:
    """Groups that are of one scheme as one: of the same in the register, the same without doubt, or as a person says."""
    kept = _Kept()
    for group in groups:
        if group.agreement is not None:
            other = kept.by_number.get(group.agreement)
        else:
            other = _of_same_name(group, kept, asking) or _of_like_name(group, kept, asking, sheets) if group.name else None
        if other is not None:
            other.join(group)
        else:
            kept.add(group)
    return kept.groups


def _of_same_name(group: Group, kept: _Kept, asking: Asking) -> Group | None:
    others = kept.by_name.get(_bare(group.name), [])
    if not others:
        return None
    scheme, form = group.scheme(), group.first("legal_form") or ""
    for other in others:
        grown = scheme.parties != other.keys() and not other.tables.isdisjoint(group.tables)  # in one list they may be two
        if not grown and certain(scheme, other.scheme(), (form, other.first("legal_form") or "")):
            return other
    near = [one for one in others if matching.compare(scheme, one.scheme()).score >= matching.ALIKE or not _told_apart(scheme, one)]
    if not near:
        return None
    key = key_of("samme navn", group.name)
    answer = asking.answer(key)
    if answer == YES:
        return near[0]
    if answer != NO:
        text = _("Flere rader heter «%(name)s». Er det ett og samme samarbeid?") % {"name": group.name}
        choices = [Choice(YES, _("Ja, det er ett samarbeid")), Choice(NO, _("Nei, de er forskjellige"))]
        question = asking.ask(key, group.places[0], _("samarbeid"), group.name, text, choices)
        for one in (group, *near):  # none of them is written before it is known
            one.questions += [] if question in one.questions else [question]
    return None


def _told_apart(scheme: matching.Scheme, other: Group) -> bool:
    """Whether both say who all their parties are, and have none in common."""
    return scheme.complete and other.scheme().complete and not scheme.parties & other.keys()


def _of_like_name(group: Group, kept: _Kept, asking: Asking, sheets: dict[int, str]) -> Group | None:
    for other in kept.elsewhere(group, group.scheme()):
        place, there = group.places[0], other.places[0]
        key = key_of("samme", *(f"{sheets[one.table]} {one.row}" for one in (place, there)), group.name, other.name)
        answer = asking.answer(key)
        if answer == YES:
            return other
        if answer != NO:
            words = {"name": group.name, "other": other.name, "place": place_shown(there.row, sheets[there.table])}
            text = _("Er «%(name)s» det samme som «%(other)s» (%(place)s)?") % words
            choices = [Choice(YES, _("Ja, det er ett samarbeid")), Choice(NO, _("Nei, det er to"))]
            question = asking.ask(key, place, _("samarbeid"), group.name, text, choices)
            group.questions.append(question)
            other.questions.append(question)
    return None


def place_shown(row: int | str, sheet: str) -> str:
    """Where in the file, in words."""
    return _("ark %(sheet)s, rad %(row)s") % {"sheet": sheet, "row": row}
