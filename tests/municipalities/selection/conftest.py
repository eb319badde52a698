"""Who there is, as plain data: the municipalities of Troms with some beside, on a day before and a day after the mergers."""

from datetime import date

import pytest

from municipalities.selection.gazetteer import Gazetteer, Group, Place
from municipalities.selection.words import COUNTY, ORGANISATION

REFORM = date(2020, 1, 1)
TROMS = [
    ("Tromsø", "5501"), ("Harstad", "5503"), ("Kvæfjord", "5510"), ("Ibestad", "5514"), ("Gratangen", "5516"),
    ("Lavangen", "5518", "Loabák", "Loabága"), ("Bardu", "5520"), ("Salangen", "5522"), ("Målselv", "5524"),
    ("Sørreisa", "5526"), ("Dyrøy", "5528"), ("Balsfjord", "5532"), ("Karlsøy", "5534"), ("Lyngen", "5536"),
    ("Storfjord", "5538"), ("Kåfjord", "5540", "Gáivuotna", "Gáivuona suohkan", "Kaivuono"), ("Skjervøy", "5542"),
    ("Nordreisa", "5544"), ("Kvænangen", "5546"),
]  # fmt: skip
FINNMARK = [
    ("Alta", "5601"), ("Sør-Varanger", "5605"), ("Vadsø", "5607"), ("Nordkapp", "5620"), ("Lebesby", "5624"), ("Gamvik", "5626"),
    ("Tana", "5628", "Deatnu", "Deanu"), ("Berlevåg", "5630"), ("Vardø", "5634"), ("Nesseby", "5636", "Unjárga", "Unjargga"),
]  # fmt: skip
MERGED = {"Senja": ["Berg", "Lenvik", "Torsken", "Tranøy"], "Tjeldsund": ["Skånland", "Tjeldsund"], "Hammerfest": ["Hammerfest"]}
OLD_NUMBER = {"Nordkapp": "2019", "Kåfjord": "1940", "Lenvik": "1931", "Målselv": "1924", "Bardu": "1922"}
BODIES = [
    ("Troms fylkeskommune", "TFK"), ("Finnmark fylkeskommune", "FFK"), ("Troms og Finnmark fylkeskommune",),
    ("Utsjoki kommune (Finland)", "Utsjok"), ("Nordkappregionen havn IKS", "Nordkapp og Porsanger havn IKS"),
    ("IKA Finnmark IKS",), ("Midt-Tromsrådet",), ("Alta Kraftlag SA", "Alta Kraftlag"),
]  # fmt: skip
MIDT_TROMS = frozenset({"Målselv", "Bardu", "Sørreisa", "Dyrøy"})


def gazetteer(day: date) -> Gazetteer:
    """Everybody on a day."""
    after = day >= REFORM
    municipalities = []
    for name, number, *others in TROMS + FINNMARK:
        numbers = (OLD_NUMBER[name], number) if name in OLD_NUMBER else (number,)
        municipalities.append(Place(name, name, spellings=tuple(others), numbers=numbers))
    for name, parts in MERGED.items():
        old = tuple(f"{part} (til 2019)" for part in parts)
        municipalities.append(Place(name, name, begins=REFORM, forebears=() if after else old))
        for key, part in zip(old, parts, strict=True):
            numbers = (OLD_NUMBER[part],) if part in OLD_NUMBER else ()
            municipalities.append(Place(key, part, numbers=numbers, ends=REFORM, heirs=(name,) if after else ()))
    municipalities += [Place(name, name) for name in ("Narvik", "Hamarøy")]
    heirs = ("Hamarøy", "Narvik") if after else ()
    municipalities.append(Place("Tysfjord", "Tysfjord", numbers=("1850",), ends=REFORM, heirs=heirs))
    bodies = [Place(name, name, ORGANISATION, tuple(aliases)) for name, *aliases in BODIES]
    bodies[5] = Place("IKA Finnmark IKS", "IKA Finnmark IKS", ORGANISATION, numbers=("996878996",))
    here = [municipality.key for municipality in municipalities if municipality.existed_on(day)]
    in_troms = {name for name, *_ in TROMS} | ({"Senja", "Tjeldsund"} if after else set())
    in_finnmark = {name for name, *_ in FINNMARK} | {"Hammerfest"}
    if not after:
        in_troms |= {f"{part} (til 2019)" for part in [*MERGED["Senja"], "Skånland"]}
        in_finnmark = in_finnmark - {"Hammerfest"} | {"Hammerfest (til 2019)"}
    assert in_troms | in_finnmark <= set(here)
    groups = [
        Group("troms", "Troms", COUNTY, frozenset(in_troms)),
        Group("finnmark", "Finnmark", COUNTY, frozenset(in_finnmark)),
        Group("nordland", "Nordland", COUNTY, frozenset({"Narvik", "Hamarøy"}), whole=False),
        Group("mt-region", "Midt-Troms", "kommuneregion", MIDT_TROMS | {"Lavangen"}, inferred=MIDT_TROMS),
        Group("mt-council", "Midt-Tromsrådet", "regionråd", MIDT_TROMS),
        Group("mt-old", "Midt-Troms regionråd", "regionråd", exists=False),
        Group("nt", "Nord-Troms", "kommuneregion", frozenset({"Skjervøy", "Nordreisa", "Kåfjord"})),
        Group("sv", "Sør-Varanger", "kommuneregion", frozenset({"Sør-Varanger"})),
        Group("vv", "Vadsø og Vardø", "kommuneregion", frozenset({"Vadsø", "Vardø"})),
        Group("tr", "Tromsøregionen", "kommuneregion", frozenset({"Tromsø", "Karlsøy"})),
        Group("empty", "Øst-Finnmarkrådet", "regionråd"),
    ]
    return Gazetteer.of(day, [*municipalities, *bodies], groups)


@pytest.fixture(scope="session")
def now():
    return gazetteer(date(2026, 1, 1))


@pytest.fixture(scope="session")
def before():
    return gazetteer(date(2019, 12, 31))
