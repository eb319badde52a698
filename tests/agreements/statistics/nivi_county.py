"""A county made to the figures that NIVI published for the autumn of 2019, as a workbook with the headings of its reports.

The municipalities are those there were, and so are the published figures; every scheme, region and number of one municipality
between the smallest and the largest is made up. The same workbook each time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from openpyxl import Workbook

from municipalities.models import MappingStatus, Municipality, Region, RegionMembership
from tests.makers import make_mapping_status, make_region

DAY, AS_OF = date(2019, 11, 15), "november 2019"
TROMS, FINNMARK = "19", "20"
NAMES = {TROMS: "Troms", FINNMARK: "Finnmark"}
DIVISION = "Prøveregioner 2019"
HEAD = ("Nr", "Navn samarbeidsordning", "Kommuner")

# How many schemes each takes part in, by made-up region: 28 and 21 on average.
TAKES_PART = {
    TROMS: {
        "Prøveregion Sør": {
            "Harstad": 31, "Kvæfjord": 27, "Skånland": 28, "Ibestad": 26, "Gratangen": 28, "Lavangen": 29, "Salangen": 30,
        },
        "Prøveregion Midt": {
            "Bardu": 29, "Målselv": 31, "Sørreisa": 28, "Dyrøy": 28, "Tranøy": 27, "Torsken": 25, "Berg": 24, "Lenvik": 33,
        },
        "Prøveregion Tromsø": {"Tromsø": 34, "Balsfjord": 29, "Karlsøy": 19},
        "Prøveregion Nord": {"Lyngen": 26, "Storfjord": 27, "Kåfjord": 26, "Skjervøy": 24, "Nordreisa": 28, "Kvænangen": 35},
    },
    FINNMARK: {
        "Prøveregion Vest": {
            "Alta": 29, "Loppa": 19, "Hasvik": 18, "Kvalsund": 20, "Hammerfest": 26, "Måsøy": 18, "Kautokeino": 17,
        },
        "Prøveregion Fjord": {"Nordkapp": 22, "Porsanger": 23, "Lebesby": 22, "Gamvik": 20, "Karasjok": 19},
        "Prøveregion Øst": {
            "Tana": 31, "Nesseby": 22, "Berlevåg": 20, "Båtsfjord": 19, "Vadsø": 21, "Vardø": 15, "Sør-Varanger": 18,
        },
    },
}  # fmt: skip
# Across the county line. Without a host the home is where most are; a tie is the lowest number, Troms.
ACROSS = {
    TROMS: (("Kvænangen", "Alta"), ("Nordreisa", "Kvænangen", "Alta"), ("Tromsø", "Hammerfest"), ("Tromsø", "Harstad", "Alta")),
    FINNMARK: (
        ("Kvænangen", "Alta", "Loppa"), ("Kvænangen", "Alta", "Hasvik", "Loppa"), ("Tromsø", "Alta", "Hammerfest", "Vadsø"),
    ),
}  # fmt: skip
WHOLE_COUNTY = {TROMS: 4, FINNMARK: 3}
SEVERAL_REGIONS = {TROMS: (4, 5, 6, 7, 8) * 9 + (6,), FINNMARK: (4, 5, 6) * 5 + (5, 5)}
IN_ONE_REGION = {TROMS: (30, 34, 12, 24), FINNMARK: (33, 24, 34)}


@dataclass(frozen=True)
class Made:
    """One made-up scheme: its number in its county, its name and who takes part."""

    county: str
    number: int
    name: str
    municipalities: tuple[str, ...]


def schemes() -> list[Made]:
    """All of them, those of Troms first."""
    left = {name: number for regions in TAKES_PART.values() for members in regions.values() for name, number in members.items()}
    for names in (names for found in ACROSS.values() for names in found):
        _take(left, names)
    made = []
    for county in TAKES_PART:
        found = [*ACROSS[county], *_within(county, left)]
        name = f"Oppdiktet ordning i {NAMES[county]} nr. %s"
        made += [Made(county, number, name % number, names) for number, names in enumerate(found, 1)]
    assert not any(left.values()), left
    return made


def workbook(*, one_sheet: bool = False, title: str = "oppdiktet for prøve") -> bytes:
    """As in a report: a title, the headings, a row a scheme; a sheet a county, or all in one."""
    book, found = Workbook(), schemes()
    book.remove(book.active)
    for name, counties in (("Begge", (TROMS, FINNMARK)),) if one_sheet else (("Troms", (TROMS,)), ("Finnmark", (FINNMARK,))):
        sheet = book.create_sheet(name)
        sheet.append([f"Formelle samarbeidsordninger, {title}"])
        sheet.append(HEAD)
        for made in found:
            if made.county in counties:
                sheet.append([made.number, made.name, _in_words(made)])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def make_division() -> None:
    """The made-up regions, from 2019 on, and every municipality of then as mapped."""
    for regions in TAKES_PART.values():
        for name, members in regions.items():
            region = make_region(name, Region.Kind.DIVISION, division=DIVISION)
            for municipality in Municipality.objects.on(DAY).filter(name__in=members):
                end = municipality.dissolved
                RegionMembership.objects.create(region=region, municipality=municipality, certainty="stated", valid_to=end)
                make_mapping_status(municipality, MappingStatus.Level.MAPPED, date(2026, 11, 20))


def _in_words(made: Made) -> str:
    """Who takes part as a report writes it."""
    everybody = sum(map(len, TAKES_PART[made.county].values()))
    return f"Alle kommunene i {NAMES[made.county]}" if len(made.municipalities) == everybody else ", ".join(made.municipalities)


def _within(county: str, left: dict[str, int]) -> Iterator[tuple[str, ...]]:
    """The schemes inside one county, so that every municipality comes to its number."""
    regions = list(TAKES_PART[county].values())
    everybody = [name for members in regions for name in members]
    for _number in range(WHOLE_COUNTY[county]):
        yield _take(left, everybody)
    for size in SEVERAL_REGIONS[county]:
        yield _take(left, _of_several(left, regions, size))
    for members, number in zip(regions, IN_ONE_REGION[county], strict=True):
        size, larger = divmod(sum(left[name] for name in members), number)
        for place in range(number):
            yield _take(left, _neediest(left, members, size + (place < larger)))


def _neediest(left: dict[str, int], names: Iterable[str], size: int) -> list[str]:
    """Those that lack most; so nobody is left with more than there are schemes."""
    return sorted(names, key=lambda name: -left[name])[:size]


def _of_several(left: dict[str, int], regions: Iterable[Iterable[str]], size: int) -> list[str]:
    """The neediest of each of two regions, and then whoever lacks most."""
    first, second = _neediest(left, [_neediest(left, members, 1)[0] for members in regions], 2)
    others = [name for members in regions for name in members if name not in (first, second)]
    return [first, second, *_neediest(left, others, size - 2)]


def _take(left: dict[str, int], names: Iterable[str]) -> tuple[str, ...]:
    for name in names:
        left[name] -= 1
    return tuple(names)
