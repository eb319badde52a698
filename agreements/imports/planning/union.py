"""What several rows say of one scheme, as one: lists are put together, and of what cannot both be a person chooses."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.columns.agreement import FORM_LABELS
from agreements.imports.plan import Choice, Place, Question
from agreements.imports.planning.group import Group
from agreements.imports.planning.same import place_shown
from agreements.imports.rows.asking import Asking, key_of
from agreements.imports.rows.parties import SaidParty
from agreements.imports.rows.who import gathered
from agreements.legal_forms.catalogue import HOST_ROLE
from agreements.models import Agreement, Stage
from agreements.models.states import AgreementType
from municipalities.models.region import Certainty
from registry.periods import Span, show_date

DECISIVE = ("legal_form", "start", "last_day", "organisation", "parent", "agreement_type", "stage")


@dataclass
class Union:
    """What the rows of a group say together."""

    values: dict[str, Any] = field(default_factory=dict)
    parties: list[SaidParty] = field(default_factory=list)
    contradictions: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def union_of(group: Group, asking: Asking, sheets: dict[int, str]) -> Union:
    """The union, with what contradicts told and, where it decides something, asked about."""
    made = Union()
    rows = group.whole
    for column in dict.fromkeys(column for row in rows for column in row.values):
        said = [(row, row.values[column]) for row in rows if column in row.values]
        put_together = TOGETHER.get(column)
        if put_together:
            made.values[column] = put_together([value for _row, value in said])
            continue
        different = _different(column, [value for _row, value in said])
        made.values[column] = different[0]
        if len(different) > 1 and column not in ("legal_form_certainty", "office"):
            _contradict(made, group, column, said, asking, sheets)
    made.parties = gathered(group.parties)
    _who_is_missing(made, group, sheets)
    _one_host(made, group, asking)
    return made


def _different(column: str, values: list[Any]) -> list[Any]:
    """The values that differ; of two dates that can be the same day the one that tells it most exactly."""
    kept: list[Any] = []
    for value in values:
        if not isinstance(value, Span):
            if value not in kept:
                kept.append(value)
            continue
        alike = next((n for n, one in enumerate(kept) if one.first <= value.last and value.first <= one.last), None)
        if alike is None:
            kept.append(value)
        elif value.last - value.first < kept[alike].last - kept[alike].first:
            kept[alike] = value
    return kept


def _contradict(
    made: Union, group: Group, column: str, said: list[tuple[Any, Any]], asking: Asking, sheets: dict[int, str]
) -> None:
    label = label_of(column)
    choices: dict[str, tuple[Place, Any]] = {}
    for row, value in said:
        choices.setdefault(shown(column, value), (row.place, value))
    places = [f"«{words}» ({place_shown(place.row, sheets[place.table])})" for words, (place, _value) in choices.items()]
    told = f"{capfirst(label)}: {', '.join(places)}."
    if column not in DECISIVE:
        made.contradictions.append(told)
        return
    key = key_of("motsier", group.name, column, *choices)
    answer = asking.answer(key)
    if answer in choices:
        made.values[column] = choices[answer][1]
        return
    made.contradictions.append(told)
    options = [Choice(words, words) for words in choices]
    text = _("Radene er ikke enige om %(what)s. Hva er rett?") % {"what": label}
    made.questions.append(asking.ask(key, said[-1][0].place, label, group.name, text, options))


def _who_is_missing(made: Union, group: Group, sheets: dict[int, str]) -> None:
    """Who is named in one list and not in another that says it is whole."""
    lists = [row for row in group.rows if row.whole and row.parties and row.values.get("names_everybody")]
    for row in lists[1:] and lists:
        missing = [party.party.name for party in made.parties if party.key not in {one.key for one in row.parties}]
        if missing:
            words = {"names": ", ".join(missing), "place": place_shown(row.place.row, sheets[row.place.table])}
            made.contradictions.append(_("%(place)s nevner ikke %(names)s.") % words)


def _one_host(made: Union, group: Group, asking: Asking) -> None:
    """Several rows with each their host."""
    hosts = [party for party in made.parties if party.role == HOST_ROLE and party.last_day is None]
    if len(hosts) < 2 or len({host.place for host in hosts}) < 2:
        return
    key = key_of("vert", group.name, *(host.party.name for host in hosts))
    names = {host.party.name: host for host in hosts}
    answer = asking.answer(key)
    if answer in names:
        made.parties = [
            party._replace(role="") if party in hosts and party is not names[answer] else party for party in made.parties
        ]
        return
    made.contradictions.append(_("Vertskommune: %(names)s.") % {"names": ", ".join(names)})
    text = _("Radene er ikke enige om hvem som er vertskommune. Hvem er det?")
    choices = [Choice(name, name) for name in names]
    made.questions.append(asking.ask(key, hosts[-1].place, _("vertskommune"), ", ".join(names), text, choices))


def label_of(column: str) -> str:
    """What people call the column."""
    if column in LABELS:
        return str(LABELS[column]())
    return str(getattr(Agreement._meta.get_field(column), "verbose_name", column))


def shown(column: str, value: Any) -> str:
    """A value as people read it."""
    if isinstance(value, Span):
        day = value.last if column == "last_day" else value.first
        return show_date(day, value.precision, value.text)
    if column in CODES:
        return str(CODES[column].get(value, value))
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    if column == "areas":
        return ", ".join(area.name for area in value)
    return "" if value is None else str(value)


CODES: dict[str, dict] = {
    "legal_form": FORM_LABELS,
    "legal_form_certainty": dict(Certainty.choices),
    "agreement_type": dict(AgreementType.choices),
    "stage": dict(Stage.choices),
}
LABELS: dict[str, Callable[[], str]] = {
    "start": lambda: _("fra og med"),
    "last_day": lambda: _("til og med"),
    "areas": lambda: _("samarbeidsområder"),
    "names_everybody": lambda: _("alle parter er ført inn"),
}
TOGETHER: dict[str, Callable[[list], Any]] = {
    "areas": lambda values: tuple({area.pk: area for areas in values for area in areas}.values()),
    "former_names": lambda values: "\n".join(dict.fromkeys(line for value in values for line in value.splitlines())),
    "note": lambda values: "\n".join(dict.fromkeys(line for value in values for line in value.splitlines())),
    "names_everybody": all,
    "participants_complete": all,
    "participants_stated_count": max,
    "unnamed_participants": lambda values: "; ".join(dict.fromkeys(values))[:300],
}
