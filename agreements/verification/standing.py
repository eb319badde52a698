"""Which answers still stand, and what has changed since somebody saw the list: nobody confirms what was never shown."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements.models import Agreement, Answer, Task
from agreements.verification.lines import Line
from registry.history import readable
from registry.models import Change
from registry.templatetags.page import listed

# What of a scheme stands in its line: a change of anything else unsettles no answer.
SHOWN = frozenset(
    {
        *("name", "legal_form", "legal_form_certainty", "service_areas", "valid_from", "participations", "participations.role"),
        *("participations.municipality", "participations.organisation", "participations.valid_from", "participations.valid_to"),
    }
)
NOTHING = "-"


def changes_since(seen: Mapping[int, int]) -> dict[int, list[str]]:
    """By scheme what its line says otherwise than in the revision seen, in words; what says the same is left out."""
    record = Agreement._meta.label_lower
    rows = Change.objects.filter(record=record, record_id__in=seen, revision__gt=min(seen.values())).order_by("pk") if seen else ()
    later = [change for change in rows if change.revision > seen[change.record_id]]
    said: dict[int, list[str]] = {}
    for entry in readable(later, SHOWN):
        said.setdefault(entry.change.record_id, []).extend(_in_words(line) for line in entry.lines)
    return {pk: words for pk, words in said.items() if words}


def _in_words(line) -> str:
    label = f"{line.label}, {line.row}" if line.row else line.label
    return _("%(label)s: %(before)s → %(after)s") % {"label": label, "before": line.before or "–", "after": line.after or "–"}


@dataclass(frozen=True)
class Standing:
    """The answers of a task that stand, by scheme, and by scheme what has unsettled one since it was given."""

    answers: Mapping[int, Answer]
    unsettled: Mapping[int, list[str]]

    @classmethod
    def of(cls, task: Task, lines: Iterable[Line]) -> "Standing":
        """One query, and two more when a scheme has been revised since it was said to be right."""
        revisions = {line.agreement: line.revision for line in lines}
        given = {answer.agreement_id: answer for answer in task.answers.all() if answer.agreement_id in revisions}
        older = {pk: one.revision for pk, one in given.items() if one.kind == Answer.Kind.RIGHT and one.revision < revisions[pk]}
        unsettled = changes_since(older)
        return cls({pk: answer for pk, answer in given.items() if pk not in unsettled}, unsettled)

    def rest(self, lines: Iterable[Line]) -> list[Line]:
        """The lines without an answer that stands."""
        return [line for line in lines if line.agreement not in self.answers]

    @property
    def settled(self) -> int:
        """How many lines are done with; what is being looked into is not."""
        return sum(answer.kind in Answer.SETTLED for answer in self.answers.values())

    @property
    def right(self) -> int:
        """How many lines are said to be right."""
        return sum(answer.kind == Answer.Kind.RIGHT for answer in self.answers.values())


@dataclass(frozen=True)
class Seen:
    """The list as a page showed it: each scheme with its revision and its answer. It travels with the form that confirms it."""

    lines: Mapping[int, tuple[int, str]]

    @classmethod
    def of(cls, lines: Iterable[Line], standing: Standing) -> "Seen":
        """As it stands now."""
        given = standing.answers
        kinds = {pk: str(answer.kind) for pk, answer in given.items()}
        return cls({line.agreement: (line.revision, kinds.get(line.agreement, "")) for line in lines})

    @classmethod
    def read(cls, text: str) -> "Seen":
        """From what the form sent back; whatever cannot be read was not seen."""
        found = {}
        for part in text.split():
            scheme, revision, kind = [*part.split(":"), "", ""][:3]
            if all(number.isascii() and number.isdigit() and len(number) < 19 for number in (scheme, revision)):
                found[int(scheme)] = (int(revision), "" if kind == NOTHING else kind)
        return cls(found)

    def __str__(self):
        return " ".join(f"{pk}:{revision}:{kind or NOTHING}" for pk, (revision, kind) in self.lines.items())

    def check(self, lines: Collection[Line], standing: Standing, *, answers: bool) -> None:
        """Raise ValidationError, in words, when the lines (and with `answers` what is answered on them) are other than was seen."""
        names = {line.agreement: line.name for line in lines}
        new = [name for pk, name in names.items() if pk not in self.lines]
        seen = [(line, self.lines[line.agreement][0]) for line in lines if line.agreement in self.lines]
        older = {line.agreement: revision for line, revision in seen if revision < line.revision}
        revised = [names[pk] for pk in changes_since(older)]
        now = Seen.of(lines, standing).lines
        other = [name for pk, name in names.items() if pk in self.lines and now[pk][1] != self.lines[pk][1]] if answers else []
        gone = answers and self.lines.keys() - names.keys()
        said = [
            text % {"names": listed(f"«{name}»" for name in which)}
            for text, which in (
                (_("Nytt på listen: %(names)s."), new),
                (_("Endret i registeret: %(names)s."), revised),
                (_("Besvart på nytt av en kollega eller i et annet vindu: %(names)s."), other),
            )
            if which
        ]
        if gone:
            said.append(_("%(number)s samarbeid er gått ut av listen.") % {"number": len(gone)})
        if said:
            raise ValidationError(" ".join([_("Listen er endret siden du åpnet siden."), *said, _("Se over og prøv igjen.")]))
