"""Fylkesrapport: every page of figures in one report, a sheet and bars for each table, and first what one must know of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agreements.columns.statistics import all_rows, chart_of, file_columns
from agreements.models import Agreement
from agreements.reports.report import Asked, Column, Heading, Item, Opens, Place, Report, Sheet, facts, text
from agreements.statistics.question import Compared, Question
from agreements.statistics.tables.catalogue import PAGES
from agreements.statistics.tables.table import Page, Table
from agreements.statistics.totals import totals
from municipalities.coverage import Coverage
from registry.excel.safety import LONGEST_TITLE
from registry.periods import show_day

CODE = "fylkesrapport"
MANY, NARROW = 20, 5  # columns from which headings stand on end, and how wide a number is there


@dataclass(frozen=True)
class Part:
    """One table in the report: the page it is of, and the title of its sheet, «3.1 Etter sektor»."""

    page: Page
    table: Table
    title: str

    @property
    def code(self) -> str:
        """What no other table of the report is called."""
        return f"{self.page.code}-{self.table.code}"

    @property
    def sheet(self) -> Sheet:
        """Its sheet."""
        columns, rows = _columns(self.table), all_rows(self.table)
        return Sheet(self.code, self.title, columns, lambda: rows, note=self.table.note, chart=chart_of(self.table, columns))


def _sheets(asked: Asked) -> list[Sheet]:
    question = _compared(asked.question)
    pages = [make(question) for make in PAGES.values()]
    parts = [part for number, page in enumerate(pages, 1) for part in _parts(number, page)]
    shown = [part for part in parts if part.table.rows]
    first = facts("innhold", _now("Innhold"), [*_about(asked, question), *(_line(part) for part in parts)])
    return [first, *(part.sheet for part in shown), text("slik", _now("Slik teller vi"), _how(pages))]


def _compared(question: Question) -> Question:
    """The regions of the place side by side; in a region its municipalities."""
    municipality_ids, division = set(question.municipality_ids), question.division
    regions = [
        Compared(region.slug, region.name, frozenset(division.members(pk)))
        for pk, region in division.regions.items()
        if municipality_ids & set(division.members(pk))
    ]
    if len(regions) < 2:
        day = question.directory.day
        regions = [Compared(one.number(day), one.municipality.name, frozenset({one.municipality.pk})) for one in question.entries]
    return question.comparing(tuple(regions))


def _parts(number: int, page: Page) -> Iterator[Part]:
    """The tables of a page, numbered as chapters are."""
    for place, table in enumerate(page.tables, 1):
        chapter = f"{number}.{place}" if len(page.tables) > 1 else str(number)
        yield Part(page, table, _cut(f"{chapter} {table.title}"))


def _cut(title: str) -> str:
    """As many whole words as the name of a sheet can have."""
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE + 1].rpartition(" ")[0].rstrip(" ,")


def _columns(table: Table) -> tuple[Column, ...]:
    """The columns as the page of figures has them; where there are many their headings stand on end."""
    first, *others = file_columns(table)
    if len(others) > MANY:
        others = [replace(column, turned=True, width=NARROW) for column in others]
    return first, *others


def _line(part: Part) -> tuple[str, str]:
    """What stands of a table in the contents."""
    if not part.table.rows:
        return part.title, part.table.missing or _now("Ingen tall på denne datoen.")
    return Opens(part.title, part.page.title if part.page.title != part.table.title else part.page.lead, part.code)


def _how(pages: list[Page]) -> Iterator[str]:
    for page in pages:
        yield Heading(page.title)
        yield from (Item(text) for text in page.how)


def _about(asked: Asked, question: Question) -> Iterator[tuple[str, str]]:
    """Of what day and place it is, how much is mapped, what is unknown, and what is left out."""
    day = asked.day
    found = totals(question.schemes, question.inventory)
    yield _now("Gjelder"), _now("%(place)s, per %(day)s.") % {"place": asked.name, "day": show_day(day)}
    yield _now("Nye og avsluttede"), _now("Regnet fra %(day)s.") % {"day": show_day(question.earlier.directory.day)}
    yield _now("Regioner"), _now("Inndelingen «%(name)s».") % {"name": question.division.name or "–"}
    yield _now("Kjøp og salg"), _now("Kjøp og salg av tjenester er med.")
    yield _now("Dekning"), _coverage(asked.coverage, question.municipality_ids)
    yield _now("Ukjente datoer"), _unknown(len(found.unknown_start), len(found.unclear), _never_spoken_of(asked))
    yield _now("Ikke alle parter"), _named(len(found.incomplete))
    yield _now("Holdt utenfor"), _left_out(len(question.basic_agreements))
    yield _now("Antall"), _now("Antall sier ikke hvor omfattende samarbeidet er.")


def _coverage(coverage: Coverage, municipality_ids: Sequence[int]) -> str:
    mapped = sum(coverage.is_full(pk) for pk in municipality_ids)
    said = _now("%(mapped)s av %(all)s kommuner i registeret er ferdig kartlagt, %(confirmed)s har bekreftet listen sin.") % {
        "mapped": coverage.mapped,
        "all": coverage.municipalities,
        "confirmed": coverage.confirmed,
    }
    here = _now("Her: %(mapped)s av %(all)s.") % {"mapped": mapped, "all": len(municipality_ids)}
    rest = _now("Tall for de andre er «minst». At noe ikke er kartlagt, betyr ikke at samarbeid mangler.")
    return " ".join([said, *([here] if len(municipality_ids) < coverage.municipalities else []), rest])


def _never_spoken_of(asked: Asked) -> int:
    """How many schemes of the whole register have no known start, and no source of the day or before. One query."""
    return Agreement.objects.published().counting().unknown_start_before(asked.day).count()


def _unknown(start: int, unclear: int, never: int) -> str:
    said = [
        _now("%(number)s samarbeid har ukjent startdato.") % {"number": start},
        ngettext(
            "For %(number)s samarbeid er det ikke kjent om det fortsatt gjelder.",
            "For %(number)s samarbeid er det ikke kjent om de fortsatt gjelder.",
            unclear,
        )
        % {"number": unclear},
    ]
    if never:
        said.append(
            _now("%(number)s samarbeid i registeret har ukjent start og er ikke omtalt før datoen. De er ikke med.")
            % {"number": never}
        )
    return " ".join(said)


def _named(number: int) -> str:
    return _now("I %(number)s samarbeid er ikke alle partene navngitt.") % {"number": number}


def _left_out(basic_agreements: int) -> str:
    said = _now("Avsluttede samarbeid, nettverk, prosjekter og forslag.")
    if basic_agreements:
        words = ngettext(
            "Også %(number)s grunnavtale, fordi tjenesteavtalene under den telles.",
            "Også %(number)s grunnavtaler, fordi tjenesteavtalene under dem telles.",
            basic_agreements,
        )
        said = f"{said} {words % {'number': basic_agreements}}"
    return said


REPORT = Report(
    CODE,
    _("Fylkesrapport"),
    _("Hele statistikken i ett: hvor mange, hvor, om hva, i hvilke former, hvem som er vert og hvem som er partnere, med figurer."),
    frozenset({Place.COUNTY, Place.REGION, Place.REGISTER}),
    _sheets,
    since=_("Sammenlign med"),
)
