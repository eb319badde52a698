"""Person-years and money, where they are known: sums of what is entered, and a municipality's part only of its own totals."""

from collections.abc import Iterable
from fractions import Fraction

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.legal_forms.catalogue import CATALOGUE
from agreements.statistics.areas import by_sector, without_area
from agreements.statistics.inventory import Scheme
from agreements.statistics.question import Question
from agreements.statistics.resources import Known, Part, Resources
from agreements.statistics.tables.table import AMOUNT, NUMBER, SHARE, TEXT, Cell, Column, Mark, Page, Row, Table, counted

CODE = "arsverk-og-kostnad"
HOSTED, ADVISED = Fraction(5, 100), Fraction(20, 100)  # NIVI: what host cooperation is at most; what one should cooperate on


def page(question: Question) -> Page:
    """The page."""
    found = Resources.until(question.directory.day.year)
    how = (
        _("Årsverk og kostnad gjelder hele samarbeidet, i det nyeste året som er ført inn til og med året datoen ligger i."),
        _("Summene er bare av samarbeidene der tallet er kjent. Det står «minst» når det ikke er kjent for alle."),
        _(
            "Tall for et helt samarbeid deles ikke på kommunene. Årsverkene i et vertskommunesamarbeid står hos verten, og et "
            "samarbeid med flere verter er holdt utenfor der. Betaling er bare det kommunen selv er ført opp med."
        ),
        _("Andelen regnes bare når kommunens egne tall for samme år er ført inn med kilde. Ellers står det en strek."),
        _(
            "Merkene på 5 og 20 % er NIVIs. I kartlegginger i 170 kommuner etter 2019 utgjorde vertskommunesamarbeid om lovpålagte "
            "oppgaver høyst 5 % av kommunenes økonomi og sysselsetting, og NIVI mener mye taler for samarbeid om minst 20 % av "
            "oppgavene. De er til sammenligning, og sier ikke noe om hvor mye en kommune bør eller må samarbeide."
        ),
    )
    lead = _("Hva samarbeidene bruker av årsverk og penger, så langt det er ført inn.")
    tables = (
        _known("sektorer", _("Etter sektor"), _("Sektor"), _sectors(question), question, found),
        _known("former", _("Etter samarbeidsform"), _("Form"), _forms(question), question, found),
        _hosted(question, found),
        _paid(question, found),
    )
    return Page(CODE, _("Årsverk og kostnad"), lead, tables, how, True)


Groups = Iterable[tuple[str, str, Iterable[Scheme]]]


def _sectors(question: Question) -> Groups:
    for sector, figure in by_sector(question.schemes, question.areas, ()).items():
        yield sector.value, str(sector.label), figure.schemes
    yield "uten", _("Område er ikke ført inn"), without_area(question.schemes)


def _forms(question: Question) -> Groups:
    for form in CATALOGUE:
        yield form.code, capfirst(_(form.label)), [scheme for scheme in question.schemes if scheme.form == form.code]


def _known(code: str, title: str, head: str, groups: Groups, question: Question, found: Resources) -> Table:
    """The groups of which anything is known, and all schemes; a scheme in several groups is once in all."""
    columns = (
        Column("antall", _("Samarbeid")),
        Column("arsverk-kjent", _("Årsverk kjent for")),
        Column("arsverk", _("Årsverk"), AMOUNT, bar=True),
        Column("kostnad-kjent", _("Kostnad kjent for")),
        Column("kostnad", _("Kostnad, kroner"), AMOUNT),
    )
    rows = []
    for name, label, schemes in (*groups, ("alle", _("Alle samarbeid"), question.schemes)):
        person_years, cost = (found.newest(schemes, numbers) for numbers in (found.person_years, found.cost))
        if person_years.schemes or cost.schemes:
            rows.append(Row(name, label, (counted(person_years.asked), *_sum(person_years), *_sum(cost))))
    years = _years(found.newest(question.schemes, numbers) for numbers in (found.person_years, found.cost))
    note = _("For hvert samarbeid det nyeste året som er ført inn. Årene er %(years)s.") % {"years": years} if rows else ""
    missing = _("Årsverk og kostnad er ikke ført inn for noen av de %(number)s samarbeidene.") % {"number": len(question.schemes)}
    return Table(code, title, head, columns, tuple(rows[:-1]), rows[-1] if rows else None, note, missing)


def _sum(known: Known, at_least: bool = False) -> tuple[Cell, Cell]:
    """For how many it is known, and the sum."""
    none = known.amount is None
    return counted(known.schemes), Cell(known.amount, known.schemes or None, not none and (at_least or known.partial))


def _years(sums: Iterable[Known]) -> str:
    found = [year for known in sums for year in known.years or ()]
    first, last = min(found, default=0), max(found, default=0)
    return str(last) if first == last else f"{first}–{last}"


def _hosted(question: Question, found: Resources) -> Table:
    of_municipality = question.inventory.of_municipality
    parts = {pk: found.hosted_person_years(pk, of_municipality.get(pk, ())) for pk in question.municipality_ids}
    heads = (_("Vert for"), _("Årsverk kjent for"), _("Årsverk der"), _("Årsverk i kommunen"))
    missing = _("Årsverk er ikke ført inn for noen kommune, verken i alt eller i samarbeid den er vert for.")
    return _shares("verter", _("Årsverk hos vertskommunen"), heads, parts, question, missing)


def _paid(question: Question, found: Resources) -> Table:
    of_municipality = question.inventory.of_municipality
    parts = {pk: found.paid(pk, of_municipality.get(pk, ())) for pk in question.municipality_ids}
    heads = (_("Deltar i"), _("Betaling kjent for"), _("Betalt, kroner"), _("Kommunens utgifter, kroner"))
    missing = _("Betaling og utgifter er ikke ført inn for noen kommune.")
    return _shares("betaling", _("Det kommunene betaler"), heads, parts, question, missing)


def _shares(code: str, title: str, heads: tuple[str, ...], parts: dict[int, Part], question: Question, missing: str) -> Table:
    """The municipalities of which the part or the whole is known."""
    names = ("antall", "kjent", "sum", "i-alt")
    kinds = (NUMBER, NUMBER, AMOUNT, AMOUNT)
    columns = (
        Column("andel", _("Andel"), SHARE, bar=True),
        *(Column(name, head, kind) for name, head, kind in zip(names, heads, kinds, strict=True)),
        Column("ar", _("År"), TEXT),
        Column("kilde", _("Kilde"), TEXT),
    )
    rows = []
    for entry in question.entries:
        part, at_least = parts[entry.municipality.pk], not question.coverage.is_full(entry.municipality.pk)
        if part.whole is not None or part.known.schemes:
            share = Cell(part.share, at_least=part.share is not None and (at_least or part.known.partial))
            told = (Cell(part.whole), Cell(str(part.year)), Cell(part.source, link=part.url))
            cells = (share, counted(part.known.asked, at_least), *_sum(part.known, at_least), *told)
            number = entry.number(question.directory.day)
            rows.append(Row(number, entry.municipality.name, cells, number=number))
    known = {"number": len(rows), "all": len(question.municipality_ids)}
    note = _("Noe er ført inn for %(number)s av %(all)s kommuner. De andre står ikke her.") % known
    return Table(code, title, _("Kommune"), columns, tuple(rows), note=note if rows else "", missing=missing, marks=_marks(rows))


def _marks(rows: list[Row]) -> tuple[Mark, ...]:
    """Only against a share that is known."""
    if not any(row.cells[0].value is not None for row in rows):
        return ()
    return (
        Mark(HOSTED, _("5 %: vertskommunesamarbeid om lovpålagte oppgaver på det meste, etter NIVI")),
        Mark(ADVISED, _("20 %: så mye av oppgavene anbefaler NIVI samarbeid om, minst")),
    )
