"""Questions about what was not understood, in words a case officer answers by choosing or typing."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from municipalities.selection.expression import NotUnderstood, Piece, Why
from municipalities.selection.gazetteer import Gazetteer

_MOST_SHOWN = 60
_MANY_NAMES = 8


@dataclass(frozen=True)
class Question:
    """A piece of text, why it is asked about, and what could stand in its place. `about` is a detail for the message."""

    piece: Piece
    text: str
    why: Why
    candidates: tuple[str, ...] = ()
    about: str = ""

    @property
    def said(self) -> str:
        """What is wrong."""
        shown = " ".join(self.text.split())
        shown = f"{shown[:_MOST_SHOWN]}…" if len(shown) > _MOST_SHOWN else shown
        return _words()[self.why] % {"text": shown, "about": self.about}

    @property
    def message(self) -> str:
        """What is wrong, and what would be right."""
        if not self.candidates:
            return self.said
        quoted = [f"«{candidate}»" for candidate in self.candidates]
        choices = f" {_('eller')} ".join([", ".join(quoted[:-1]), quoted[-1]] if quoted[1:] else quoted)
        return f"{self.said} " + _("Skriv %(choices)s.") % {"choices": choices}

    def answered(self, whole: str, candidate: str) -> str:
        """The whole text with a candidate where the question was."""
        return whole[: self.piece.start] + candidate + whole[self.piece.end :]


def ask(term: NotUnderstood, text: str, gazetteer: Gazetteer) -> Question:
    """The question about a piece that is no party: the names found in it, else the names most like it."""
    written = term.piece.of(text)
    candidates = term.candidates
    if not candidates and term.names:
        known = [gazetteer.call(name.readings[0]) for name in term.names if len(name.readings) == 1]
        candidates = (", ".join(dict.fromkeys(known[:_MANY_NAMES])),) if known else ()
    if not candidates:
        candidates = tuple(gazetteer.nearest(written))
    return Question(term.piece, written, term.why, candidates)


def _words() -> dict[Why, str]:
    return {
        Why.UNKNOWN: _("Vi forstår ikke «%(text)s»."),
        Why.AMBIGUOUS: _("«%(text)s» kan bety flere."),
        Why.SPLIT: _("%(about)s ble delt mellom flere kommuner, så «%(text)s» kan bety hver av dem."),
        Why.NOT_THEN: _("«%(text)s» fantes ikke på denne datoen (%(about)s)."),
        Why.WHOSE: _("«%(text)s»: gjelder det bare denne, eller alle som er nevnt?"),
        Why.LAST_DAY: _("«%(text)s»: er det den siste dagen, eller den første etter at det var slutt?"),
        Why.YEAR: _("«%(text)s» kan være både et kommunenummer og et årstall."),
        Why.WHICH: _("«%(text)s» sier ikke hvilke kommuner det er."),
        Why.MEMBERS: _("Registeret kjenner ikke alle kommunene i %(about)s. Skriv navnene deres i stedet for «%(text)s»."),
        Why.COUNT: _("Antallet i «%(text)s» stemmer ikke: her er det %(about)s."),
        Why.NOT_IN: _("«%(text)s»: %(about)s er ikke blant dem det tas unntak fra."),
        Why.CONFLICT: _("«%(text)s» sier noe annet enn det som står ellers i teksten."),
    }
