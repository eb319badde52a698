"""A world of six municipalities, small enough to count by hand: three in Troms, two in Finnmark, one that is only a neighbour."""

from dataclasses import dataclass, field
from datetime import date

from agreements.models import Agreement, AgreementYear, PartyYear
from agreements.statistics.inventory import Inventory
from municipalities.directory import Directory
from municipalities.models import Municipality, MunicipalityTotal, Organisation, OwnershipReport, Region, RegionMembership
from tests.makers import hold, make_agreement, make_area, make_county, make_municipality, make_organisation, make_region

DAY = date(2026, 6, 1)


@dataclass
class World:
    """The municipalities by name, and the agreements by theirs.

    Nord and Sør are regions of one division: Nord holds Bardu and Dyrøy, Sør holds Senja, Alta and Loppa. Narvik is in none.

    | scheme          | parties                        | form    | about            |
    | Barnevern       | Bardu host, Dyrøy              | host    | barnevern        |
    | Legevakt        | Bardu host, Dyrøy, Senja       | host    | legevakt         |
    | Brann           | Senja host, Alta               | host    | brann            |
    | Revisjon        | all five                       | IKS     | revisjon         |
    | Havn            | Bardu, Dyrøy, Senja            | AS      | –                |
    | Kjøp av IKT     | Loppa buyer, Alta seller       | purchase| IKT              |
    | Krisesenter     | Senja, Narvik, a Finnish one   | other   | barnevern        |
    | Grunnavtale     | Alta, Loppa                    | other   | –                |
    | – Felles lønn   | Alta host, Loppa               | host    | IKT              |
    | Nettverk        | Bardu, Dyrøy                   | network | –                |

    What is entered of years: Barnevern 8,5 person-years and 9 million in 2024, 10 person-years in 2025; Legevakt 4,25 and
    6 million in 2025; Revisjon 3 million in 2025. Bardu paid 4 million to Barnevern and 2 to Legevakt in 2025, Dyrøy 3 to
    Barnevern. In all Bardu had 285 person-years and 300 million in 2025, Dyrøy 100 person-years in 2024. Dyrøy's council adopted
    an ownership report in March 2024, Senja's in the October of the election, Alta's the year before.
    """

    municipalities: dict[str, Municipality] = field(default_factory=dict)
    agreements: dict[str, Agreement] = field(default_factory=dict)
    areas: dict[str, int] = field(default_factory=dict)

    def inventory(self, day=DAY, **options) -> Inventory:
        """What counts on the day."""
        return Inventory.load(Agreement.objects.published(), Directory.load(day), **options)

    def ids(self, *names) -> set[int]:
        """The municipalities of these names."""
        return {self.municipalities[name].pk for name in names}

    def names(self, schemes) -> set[str]:
        """The names of these schemes."""
        return {name for name, agreement in self.agreements.items() if agreement.pk in {scheme.pk for scheme in schemes}}

    def counties(self) -> dict[str, set[int]]:
        """The municipalities of each county of the register."""
        return {"55": self.ids("Bardu", "Dyrøy", "Senja"), "56": self.ids("Alta", "Loppa")}

    def regions(self) -> dict[int, int]:
        """The region of each municipality."""
        return dict(RegionMembership.objects.on(DAY).values_list("municipality", "region"))


def make_world() -> World:
    """The world in the database."""
    world = World()
    troms, finnmark, nordland = make_county(), make_county("56", "Finnmark"), make_county("18", "Nordland", in_register=False)
    for name, number, county in (
        *(("Bardu", "5520", troms), ("Dyrøy", "5528", troms), ("Senja", "5530", troms)),
        *(("Alta", "5601", finnmark), ("Loppa", "5614", finnmark), ("Narvik", "1806", nordland)),
    ):
        world.municipalities[name] = make_municipality(name, number, county)
    for region, names in (("Nord", ("Bardu", "Dyrøy")), ("Sør", ("Senja", "Alta", "Loppa"))):
        made = make_region(region, Region.Kind.DIVISION, division="prøve")
        for name in names:
            RegionMembership.objects.create(region=made, municipality=world.municipalities[name], certainty="stated")
    _register(world)
    _years(world)
    return world


def _register(world: World) -> None:
    bardu, dyroy, senja, alta, loppa, narvik = world.municipalities.values()
    host, guest = "vertskommune", "samarbeidskommune"
    all_five = [(one, "deltaker") for one in (bardu, dyroy, senja, alta, loppa)]
    child, doctor, fire = make_area(), make_area("legevakt", "Legevakt", "helse"), make_area("brann", "Brann", "brann-beredskap")
    audit, it = make_area("revisjon", "Revisjon", "administrasjon"), make_area("ikt", "IKT", "administrasjon", recommended_area=1)
    finnish = make_organisation("Utsjoki", Organisation.Kind.FOREIGN)
    rows = (
        ("Barnevern", [(bardu, host), (dyroy, guest)], "vertskommune", [child], {"start": "2010"}),
        ("Legevakt", [(bardu, host), (dyroy, guest), (senja, guest)], "vertskommune", [doctor], {}),
        ("Brann", [(senja, host), (alta, guest)], "vertskommune", [fire], {"start": "2026-03-01"}),
        ("Revisjon", all_five, "iks", [audit], {"start": "2005"}),
        ("Havn", [(one, "aksjeeier") for one in (bardu, dyroy, senja)], "as", [], {"stage": "unknown"}),
        ("Kjøp av IKT", [(loppa, "kjoper"), (alta, "selger")], "kjop-og-salg", [it], {}),
        ("Krisesenter", [(senja, "part"), (narvik, "part"), (finnish, "part")], "annet-avtalebasert", [child], {}),
        ("Grunnavtale", [(alta, "part"), (loppa, "part")], "annet-avtalebasert", [], {"start": "2020"}),
        ("Felles lønn", [(alta, host), (loppa, guest)], "vertskommune", [it], {"start": "2022"}),
        ("Nettverk", [(bardu, "part"), (dyroy, "part")], "nettverk", [], {}),
    )
    for name, parties, form, areas, fields in rows:
        fields = {"sources": ["2025"], **fields, **({"parent": world.agreements["Grunnavtale"]} if name == "Felles lønn" else {})}
        world.agreements[name] = make_agreement(name, parties, areas, legal_form=form, **fields)


def _years(world: World) -> None:
    municipalities, found = world.municipalities, world.agreements
    for name, year, hundredths, cost in (
        *(("Barnevern", 2024, 850, 9_000_000), ("Barnevern", 2025, 1000, None), ("Legevakt", 2025, 425, 6_000_000)),
        *(("Revisjon", 2025, None, 3_000_000), ("Nettverk", 2025, 100, 1_000_000)),
    ):
        hold(found[name], AgreementYear(year=year, person_years_hundredths=hundredths, cost=cost))
    for name, party, payment in (("Barnevern", "Bardu", 4), ("Legevakt", "Bardu", 2), ("Barnevern", "Dyrøy", 3)):
        row = found[name].participations.get(municipality=municipalities[party])
        hold(found[name], PartyYear(participation=row, year=2025, payment=1_000_000 * payment))
    whole = {"source": "Årsregnskapet", "url": "https://bardu.kommune.no/regnskap"}
    MunicipalityTotal.objects.create(
        municipality=municipalities["Bardu"], year=2025, person_years_hundredths=28_500, expenditure=300_000_000, **whole
    )
    MunicipalityTotal.objects.create(
        municipality=municipalities["Dyrøy"], year=2024, person_years_hundredths=10_000, source="Telling"
    )
    for name, adopted in (("Dyrøy", date(2024, 3, 12)), ("Senja", date(2023, 10, 20)), ("Alta", date(2022, 5, 5))):
        OwnershipReport.objects.create(
            municipality=municipalities[name], adopted=adopted, case_number="PS 12", url="https://kommune.no/sak"
        )
