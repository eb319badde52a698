"""From parties back to the shortest text people would write: "Alle kommuner i Troms unntatt Gratangen; Tana (vertskommune)"."""

from collections.abc import Iterable, Sequence

from municipalities.selection.expression import NOTHING_TOLD, Key, Told
from municipalities.selection.gazetteer import Gazetteer, Group
from municipalities.selection.resolver import Count, Party
from municipalities.selection.told import write_told
from municipalities.selection.words import COUNTY


def write(parties: Sequence[Party], gazetteer: Gazetteer, counts: Iterable[Count] = (), more: bool = False) -> str:
    """The parties in words that `resolver.read` reads as the same parties."""
    written = min(_ways(parties, gazetteer), key=len)
    tail = [f"{count.number} kommuner{_within(count)}" for count in counts] + (["m.fl."] if more else [])
    return "; ".join([written, *tail] if written else tail)


def _within(count: Count) -> str:
    return f" i {' og '.join(count.within)}" if count.within else ""


def _ways(parties: Sequence[Party], gazetteer: Gazetteer) -> list[str]:
    """All by name, or as one or two counties with those left out and those beside."""
    ways = [_names(parties, gazetteer)]
    named = {party.place.key for party in parties}
    counties = [group for group in gazetteer.groups.values() if group.kind == COUNTY and group.whole and group.members & named]
    for groups in [[county] for county in counties] + ([counties] if len(counties) > 1 else []):
        members = frozenset[Key]().union(*(group.members for group in groups))
        if len(members & named) * 2 > len(members):
            ways.append(_as_whole(groups, members, named, parties, gazetteer))
    return ways


def _as_whole(groups: list[Group], members: frozenset[Key], named: set[Key], parties: Sequence[Party], gazetteer: Gazetteer) -> str:
    names = [gazetteer.call(group.key) for group in groups]
    text = f"Alle kommuner i {_listed(names)}"
    missing = [key for key in gazetteer.places if key in members - named]
    if missing:
        text += f" unntatt {_listed([gazetteer.call(key) for key in missing])}"
    beside = [party for party in parties if party.place.key not in members or party.told != NOTHING_TOLD]
    return f"{text}; {_names(beside, gazetteer)}" if beside else text


def _names(parties: Sequence[Party], gazetteer: Gazetteer) -> str:
    return _listed([_name(party.place.key, party.told, gazetteer) for party in parties])


def _name(key: Key, told: Told, gazetteer: Gazetteer) -> str:
    words = write_told(told)
    name = gazetteer.call(key, told)
    return f"{name} ({words})" if words else name


def _listed(names: Sequence[str]) -> str:
    """With commas, and «og» before the last unless it could be read as part of a name."""
    if len(names) < 2:
        return "".join(names)
    joint = ", " if any(" og " in name for name in names) else " og "
    return ", ".join(names[:-1]) + joint + names[-1]
