"""★ What is written of one scheme: an act on a `Whole`, the same for the plan that shows it and for whoever applies it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from agreements.imports.planning.act import Act
from agreements.imports.planning.columns import write_columns
from agreements.imports.planning.figures import write_figures
from agreements.imports.planning.partaking import write_parties
from agreements.imports.planning.union import Union
from agreements.models import Agreement, Source
from agreements.models.whole import Whole
from registry.periods import Span


@dataclass
class Draft:
    """What the file says of one scheme, ready to be written. Small: the rows are made when they are asked for.

    `citations` are the places in the file, `named` the sources that the file names itself, `years` the figures.
    """

    union: Union
    name: str
    day: date
    numbered: bool = False
    text: str = ""
    citations: list[tuple[str, Span | None]] = field(default_factory=list)
    named: list[Source] = field(default_factory=list)
    years: dict[int, dict[str, Any]] = field(default_factory=dict)

    def whole(self) -> Whole:
        """A new scheme, unsaved, with all its rows."""
        whole = self.blank()
        self.act(whole, is_new=True)
        return whole

    def blank(self) -> Whole:
        """A new scheme of which nothing is written yet."""
        return Whole(Agreement(name=self.name))

    def __call__(self, whole: Whole) -> None:
        """Change a stored scheme as the file says."""
        self.act(whole)

    def act(self, whole: Whole, *, is_new: bool = False, stand_in: Callable[[Any], Any] | None = None) -> Act:
        """Write what is news, and tell what it was. `stand_in` gives a party for another while the plan only looks."""
        act = Act(whole, self.union, self.day, self.numbered, is_new)
        write_columns(act, self.name, self.text)
        write_parties(act, stand_in)
        write_figures(act, self.years)
        self._write_sources(act)
        return act

    def _write_sources(self, act: Act) -> None:
        """The source each row names, when it is not known; the file itself, when it tells anything new."""
        known = {row.citation for row in act.whole.sources}
        for source in self.named:
            if source.citation not in known:
                act.change("kilde", "", source.citation)
                act.whole.add(_copy(source))
        if act.changes or act.is_new:
            act.whole.add(*(_source(citation, age) for citation, age in self.citations if citation not in known))


def _copy(source: Source) -> Source:
    columns = ("citation", "url", "as_of_first", "as_of", "as_of_precision", "as_of_text")
    return Source(**{column: getattr(source, column) for column in columns})


def _source(citation: str, age: Span | None) -> Source:
    source = Source(citation=citation[:500])
    source.set_as_of(age)
    return source
