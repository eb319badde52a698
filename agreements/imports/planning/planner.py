"""From tables to a plan: read the rows, find out which scheme each is, put them together, and see what would be otherwise."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements.actions.rows import check_rows
from agreements.actions.shares import end_shares
from agreements.imports.plan import Plan, Question, Scheme, State
from agreements.imports.planning.draft import Draft
from agreements.imports.planning.echo import Echo, without_echo
from agreements.imports.planning.group import Group, grouped
from agreements.imports.planning.judging import StandIns, breaches_of
from agreements.imports.planning.same import Register, find_in_register, joined, place_shown
from agreements.imports.planning.union import Union, union_of
from agreements.imports.rows.areas import Areas
from agreements.imports.rows.asking import Asking
from agreements.imports.rows.entry import read_row
from agreements.imports.rows.parties import UNKNOWN_PARTY, Parties
from agreements.imports.rows.reader import Context
from agreements.imports.rows.said import Said
from agreements.imports.table import Refusal, Table
from agreements.models import Agreement, ServiceArea, Stage
from agreements.models.whole import Whole, wholes_of
from registry.checked import Checking
from registry.periods import Span

AT_ONCE = 250  # schemes; what is in memory at one time


def plan(tables: Sequence[Table], answers: Mapping[str, str], day: date, as_of: Span | None = None) -> Plan:
    """What the tables would do to the register, with the answers given so far. Writes nothing."""
    return Planner(tables, answers, day, as_of).plan()


@dataclass
class Planner:
    """One planning, and what it has at hand."""

    tables: Sequence[Table]
    answers: Mapping[str, str]
    day: date
    as_of: Span | None = None
    checking: Checking = field(default_factory=Checking)
    stand_ins: StandIns = field(default_factory=StandIns)
    parents: dict[int, Agreement] = field(default_factory=dict)

    def __post_init__(self):
        self.asking = Asking(self.answers)
        self.register = Register.load()
        self.sheets = {number: self._called(table) for number, table in enumerate(self.tables)}
        self.context = Context(
            self.asking,
            Parties.load(self.asking, self.day),
            Areas.of(ServiceArea.objects.all()),
            self.day,
            self.as_of,
            self.register.names,
        )

    def _called(self, table: Table) -> str:
        several = len({other.file for other in self.tables}) > 1
        return f"{table.file}, {table.sheet}" if several else table.sheet

    def plan(self) -> Plan:
        """Every scheme in the order of the file."""
        echo = without_echo(self.tables)
        groups = grouped(self._read(echo))
        find_in_register(groups, self.register, self.asking, self.sheets)
        groups = joined(groups, self.asking, self.sheets)
        schemes: list[Scheme] = []
        left = iter(groups)
        while lot := list(islice(left, AT_ONCE)):
            schemes += self._lot(lot, echo)
        oddities = [oddity for table in self.tables for oddity in table.oddities]
        return Plan(schemes, oddities, list(self.context.parties.new.values()))

    def _read(self, echo: Echo) -> Iterator[Said]:
        for number, table in enumerate(echo.tables):
            for row in table.rows:
                yield read_row(self.context, number, table, row)

    def _lot(self, groups: list[Group], echo: Echo) -> list[Scheme]:
        """Some hundreds of schemes: compared with what is stored, then judged together."""
        self.parents = Agreement.objects.in_bulk({pk for group in groups if (pk := group.first("parent")) is not None})
        stored = wholes_of({group.agreement for group in groups if group.agreement is not None and _says_anything(group)})
        made, judged = [], {}
        for group in groups:
            scheme, whole = self._scheme(group, stored, echo)
            made.append((scheme, whole and whole.agreement.pk))
            if whole is not None:
                judged[whole.agreement.pk] = whole
        breaches = breaches_of(judged, self.day) if judged else {}
        for scheme, pk in made:
            scheme.breaches = breaches.get(pk, []) if pk else []
        return [scheme for scheme, _pk in made]

    def _scheme(self, group: Group, stored: Mapping[int, Whole], echo: Echo) -> tuple[Scheme, Whole | None]:
        name = group.name or self.register.names.get(group.agreement or 0, "")
        rows = tuple(dict.fromkeys(place.row for place in group.places))
        scheme = Scheme(name, rows, State.UNCHANGED, group.agreement, places=tuple(group.places))
        scheme.contradictions = [_left_out(words) for words in echo.left_out.get(group.agreement or 0, ())]
        scheme.refusals = list(group.refusals)
        if group.skipped or not _says_anything(group):
            scheme.state = State.SKIPPED if group.skipped else State.UNCHANGED
            scheme.questions = [] if group.skipped else group.questions
            return scheme, None
        union = union_of(group, self.asking, self.sheets)
        scheme.questions = list(dict.fromkeys([*self._about_all(group), *group.questions, *union.questions]))
        draft = self._draft(group, union, name)
        whole = stored.get(group.agreement) if group.agreement is not None else None
        if group.agreement is not None and whole is None:
            return scheme, None
        is_new = whole is None
        whole = self._try(scheme, draft, whole)
        scheme.contradictions = list(dict.fromkeys([*union.contradictions, *scheme.contradictions, *group.notes]))
        scheme.revision = None if is_new else whole.agreement.revision
        scheme.state = _state(scheme, is_new, whole)
        if scheme.state in (State.NEW, State.CHANGED, State.ENDED):
            scheme.draft = draft
        return scheme, whole if scheme.state != State.UNCHANGED else None

    def _about_all(self, group: Group) -> Iterator[Question]:
        """The one question that would answer for many unknown parties, before those about each."""
        one = next((question for question in group.questions if question.key.startswith(UNKNOWN_PARTY)), None)
        if one and (question := self.context.parties.about_all(group.places[0], one.column)):
            yield question

    def _try(self, scheme: Scheme, draft: Draft, stored: Whole | None) -> Whole:
        """Do it in memory, and see what is otherwise and what cannot be."""
        whole = stored or draft.blank()
        act = draft.act(whole, is_new=stored is None, stand_in=self.stand_ins.party)
        scheme.changes, scheme.contradictions = act.changes, act.contradictions + scheme.contradictions
        organisation = whole.agreement.organisation
        if organisation is not None and organisation.pk is None:
            whole.agreement.organisation = self.stand_ins.party(organisation)
        if (parent := self.parents.get(whole.agreement.parent_id or 0)) is not None:
            whole.agreement.parent = parent
        self.stand_ins.number(whole)
        try:
            if not scheme.refusals and (stored is None or act.changes):
                self._check(whole)
        except ValidationError as error:
            place = scheme.places[0]
            why = " ".join(message for message in error.messages)
            scheme.refusals.append(Refusal(place.row, _("samarbeid"), scheme.name, why, table=place.table))
        return whole

    def _check(self, whole: Whole) -> None:
        """The same as before it is stored, without asking the database. Raises ValidationError."""
        whole.own()
        end_shares(whole)
        self.checking.check(whole.agreement)
        for rows in whole.tables().values():
            for row in rows:
                self.checking.check(row)
        check_rows(whole)

    def _draft(self, group: Group, union: Union, name: str) -> Draft:
        draft = Draft(union, name, self.day, group.numbered)
        draft.text = next((row.text for row in group.rows if row.text), "")
        draft.named = [row.own_source for row in group.rows if row.own_source]
        draft.citations = list(self._citations(group))
        for row in group.rows:
            for year, figures in row.years.items():
                draft.years.setdefault(year, {}).update(_of_parties(row, figures))
        return draft

    def _citations(self, group: Group) -> Iterator[tuple[str, Span | None]]:
        """The rows of each table as one source."""
        ages = {row.place.table: row.age for row in group.rows if row.age}
        for number in dict.fromkeys(place.table for place in group.places):
            table, rows = self.tables[number], [place.row for place in group.places if place.table == number]
            words = place_shown(_span_of(rows), table.sheet)
            yield (f"{table.file}, {words}" if table.file else words), ages.get(number) or self.as_of or table.as_of


def _says_anything(group: Group) -> bool:
    """Whether any row says more than which scheme it is about."""
    told = any(row.name or row.values or row.years or row.own_source for row in group.rows)
    return told or not group.numbered or bool(group.parties or group.refusals)


def _state(scheme: Scheme, is_new: bool, whole: Whole) -> State:
    if scheme.refusals:
        return State.REFUSED
    if scheme.questions:
        return State.ASKED
    if is_new:
        return State.NEW
    if not scheme.changes:
        return State.UNCHANGED
    return State.ENDED if _ends(scheme, whole) else State.CHANGED


def _ends(scheme: Scheme, whole: Whole) -> bool:
    stage = str(dict(Stage.choices)[Stage.ENDED])
    return whole.agreement.stage == Stage.ENDED and any(change.after == stage for change in scheme.changes)


def _left_out(words: str) -> str:
    return _("%(party)s er part i registeret, men er tatt ut av listen i filen. Den blir stående.") % {"party": words}


def _of_parties(row: Said, figures: dict[str, int]) -> dict:
    """The figures with what is paid by party: by the municipality that the row is from."""
    own: dict[str, Any] = {name: value for name, value in figures.items() if name != "payment"}
    if "payment" in figures and row.parties:
        own["payments"] = {row.parties[0].key: figures["payment"]}
    return own


def _span_of(rows: Iterable[int]) -> str:
    rows = sorted(set(rows))
    return f"{rows[0]}–{rows[-1]}" if len(rows) > 1 else str(rows[0])
