"""What cooperation uses, where somebody has entered it: person-years, cost, and what each municipality has paid.

A number is of a year. Nothing is split between the parties, and nothing is guessed for a year that is not entered.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from agreements.models import AgreementYear, PartyYear
from agreements.statistics.inventory import Scheme
from municipalities.models import MunicipalityTotal

HUNDREDTHS = 100
Yearly = Mapping[int, Mapping[int, Fraction]]  # scheme → year → number


@dataclass(frozen=True)
class Known:
    """The sum over those of some schemes whose number is known, None when none is. `years`: the first and last it is of."""

    asked: tuple[Scheme, ...]
    schemes: tuple[Scheme, ...] = ()
    amount: Fraction | None = None
    years: tuple[int, int] | None = None

    @property
    def partial(self) -> bool:
        """Whether some of the schemes are not in the sum."""
        return len(self.schemes) < len(self.asked)


@dataclass(frozen=True)
class Part:
    """What a municipality uses on some schemes in one year, and what it uses in all that year, when that is entered."""

    known: Known
    year: int | None
    whole: Fraction | None = None
    source: str = ""
    url: str = ""

    @property
    def share(self) -> Fraction | None:
        """The part of the whole; None unless both are known."""
        return self.known.amount / self.whole if self.known.amount is not None and self.whole else None


@dataclass(frozen=True)
class Resources:
    """What is entered of the years until one. `payments` are by municipality, `totals` each municipality's own totals."""

    person_years: Yearly
    cost: Yearly
    payments: Mapping[int, Yearly]
    totals: Mapping[int, list[MunicipalityTotal]]

    @classmethod
    def until(cls, year: int) -> "Resources":
        """Read until the year. Three queries."""
        person_years, cost = defaultdict(dict), defaultdict(dict)
        rows = AgreementYear.objects.filter(year__lte=year).order_by()
        for pk, of, hundredths, kroner in rows.values_list("agreement", "year", "person_years_hundredths", "cost"):
            if hundredths is not None:
                person_years[pk][of] = Fraction(hundredths, HUNDREDTHS)
            if kroner is not None:
                cost[pk][of] = Fraction(kroner)
        totals: dict[int, list[MunicipalityTotal]] = defaultdict(list)
        for row in MunicipalityTotal.objects.filter(year__lte=year).order_by("year"):
            totals[row.municipality_id].append(row)
        return cls(person_years, cost, _payments(year), totals)

    def newest(self, schemes: Iterable[Scheme], numbers: Yearly) -> Known:
        """The sum of the newest number of each of the schemes."""
        schemes = tuple(schemes)
        return _sum(schemes, {scheme.pk: max(numbers[scheme.pk].items()) for scheme in schemes if numbers.get(scheme.pk)})

    def hosted_person_years(self, municipality_id: int, schemes: Iterable[Scheme]) -> Part:
        """The person-years of the schemes it hosts alone: with two hosts nobody has said whose they are."""
        wholes = [
            (row.year, Fraction(row.person_years_hundredths, HUNDREDTHS), row)
            for row in self.totals.get(municipality_id, ())
            if row.person_years_hundredths
        ]
        return _part([scheme for scheme in schemes if scheme.hosts == {municipality_id}], self.person_years, wholes)

    def paid(self, municipality_id: int, schemes: Iterable[Scheme]) -> Part:
        """What it has paid to the schemes it takes part in."""
        wholes = [(row.year, Fraction(row.expenditure), row) for row in self.totals.get(municipality_id, ()) if row.expenditure]
        own = [scheme for scheme in schemes if municipality_id in scheme.municipalities]
        return _part(own, self.payments.get(municipality_id, {}), wholes)


def _payments(year: int) -> Mapping[int, Yearly]:
    found: dict[int, dict[int, dict[int, Fraction]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(Fraction)))
    rows = PartyYear.objects.filter(year__lte=year, payment__isnull=False, participation__municipality__isnull=False).order_by()
    columns = ("participation__municipality", "participation__agreement", "year", "payment")
    for municipality_id, pk, of, kroner in rows.values_list(*columns):
        found[municipality_id][pk][of] += kroner  # one that left and came back the same year has two rows
    return found


def _part(schemes: list[Scheme], numbers: Yearly, wholes: list[tuple[int, Fraction, MunicipalityTotal]]) -> Part:
    """Of the newest year that the whole is entered for; without one, of the newest year of any of the schemes."""
    asked = tuple(schemes)
    of, whole, row = wholes[-1] if wholes else (None, None, None)
    of = of or max((year for scheme in asked for year in numbers.get(scheme.pk, ())), default=None)
    known = _sum(asked, {scheme.pk: (of, numbers[scheme.pk][of]) for scheme in asked if of in numbers.get(scheme.pk, ())})
    return Part(known, of, whole, row.source if row else "", row.url if row else "")


def _sum(asked: tuple[Scheme, ...], numbers: Mapping[int, tuple[int, Fraction]]) -> Known:
    if not numbers:
        return Known(asked)
    years = [year for year, _number in numbers.values()]
    schemes = tuple(scheme for scheme in asked if scheme.pk in numbers)
    return Known(asked, schemes, sum((number for _year, number in numbers.values()), Fraction()), (min(years), max(years)))
