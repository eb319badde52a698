"""Every figure of the small world, counted by hand."""

from datetime import date
from fractions import Fraction

import pytest

from agreements.models import Agreement, ServiceArea
from agreements.models.service_area import RecommendedArea, Sector
from agreements.statistics.areas import by_area, by_sector, without_area
from agreements.statistics.hosts import hosting
from agreements.statistics.inventory import Inventory
from agreements.statistics.levels import Level, bilateral, by_level
from agreements.statistics.municipality_schemes import by_size, municipality_figures, ranked, spread_of
from agreements.statistics.partners import pairs, partners_of
from agreements.statistics.question import Question, compared
from agreements.statistics.recommended import Answer, recommended_cells, region_cell
from agreements.statistics.tables import change, comparison, hosts, partners
from agreements.statistics.totals import totals
from municipalities.coverage import Coverage
from municipalities.directory import Directory
from municipalities.models import MappingStatus
from tests.agreements.statistics.world import DAY, make_world
from tests.makers import make_agreement, make_mapping_status, make_municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(kept):
    return kept(make_world)


def test_what_counts_is_each_scheme_but_networks_and_a_grunnavtale_with_tjenesteavtaler_in_force(world):
    inventory = world.inventory()
    counted = {"Barnevern", "Legevakt", "Brann", "Revisjon", "Havn", "Kjøp av IKT", "Krisesenter", "Felles lønn"}
    assert (world.names(inventory.schemes), world.names(inventory.basic_agreements)) == (counted, {"Grunnavtale"})
    assert world.names(world.inventory(purchase=False).schemes) == counted - {"Kjøp av IKT"}


def test_before_the_tjenesteavtale_the_grunnavtale_counts_itself(world):
    assert "Grunnavtale" in world.names(world.inventory(date(2021, 1, 1)).schemes)


def test_three_queries_however_many(world, django_assert_num_queries):
    directory = Directory.load(DAY)
    with django_assert_num_queries(3):
        Inventory.load(Agreement.objects.published(), directory)


def test_totals_add_up_over_the_counties_and_tell_what_crosses(world):
    inventory = world.inventory()
    found = totals(inventory.schemes, inventory)
    names = {county: world.names(schemes) for county, schemes in found.by_county.items()}
    # Revisjon has no host and no seat: three of five are in Troms. Krisesenter is a tie of Senja and Narvik: 18 is the lower.
    assert names == {
        "18": {"Krisesenter"},
        "55": {"Barnevern", "Legevakt", "Brann", "Revisjon", "Havn"},
        "56": {"Kjøp av IKT", "Felles lønn"},
    }
    assert sum(map(len, names.values())) + len(found.homeless) == len(found.schemes) == 8
    assert world.names(found.crossing) == {"Brann", "Revisjon", "Krisesenter"}
    assert world.names(found.foreign) == {"Krisesenter"}
    assert world.names(found.unclear) == {"Havn"}
    assert world.names(found.unknown_start) == {"Legevakt", "Havn", "Kjøp av IKT", "Krisesenter"}
    assert found.participations == 2 + 3 + 2 + 5 + 3 + 2 + 1 + 2
    assert (found.parties.mean, found.parties.middle) == (Fraction(22, 8), Fraction(5, 2))
    assert (found.parties.smallest, found.parties.largest) == (2, 5)


def test_the_seat_decides_where_nobody_hosts(world):
    make_agreement(
        "Museum", [(world.municipalities[name], "part") for name in ("Bardu", "Dyrøy", "Alta")], office="Alta", sources=["2025"]
    )
    inventory = world.inventory()
    assert next(scheme.home for scheme in inventory.schemes if scheme.pk == Agreement.objects.get(name="Museum").pk) == "56"


def test_only_the_fully_mapped_are_compared_and_the_others_have_at_least_so_many(world):
    for name, level in (("Bardu", "mapped"), ("Senja", "confirmed"), ("Alta", "confirmed"), ("Dyrøy", "partial")):
        make_mapping_status(world.municipalities[name], MappingStatus.Level(level))
    inventory, people = world.inventory(), {world.municipalities["Bardu"].pk: 3_000, world.municipalities["Alta"].pk: 22_074}
    coverage = Coverage.of(inventory.directory)
    figures = municipality_figures(inventory, coverage, inventory.directory.existing(), people)
    assert {figure.entry.municipality.name: (figure.number, len(figure.hosted), figure.exact) for figure in figures} == {
        "Alta": (4, 1, True),
        "Bardu": (4, 2, True),
        "Dyrøy": (4, 0, False),
        "Loppa": (3, 0, False),
        "Senja": (5, 1, True),
    }
    spread = spread_of(figures)
    assert (spread.count, spread.mean, spread.smallest, spread.largest) == (3, Fraction(13, 3), 4, 5)
    assert [figure.entry.municipality.name for figure in ranked(figures)] == ["Senja", "Alta", "Bardu"]
    sizes = {size: [figure.entry.municipality.name for figure in found] for size, found in by_size(figures).items()}
    assert sizes == {3_000: ["Bardu"], 20_000: ["Alta"], None: ["Dyrøy", "Loppa", "Senja"]}


def test_nobody_mapped_gives_no_mean(world):
    inventory = world.inventory()
    figures = municipality_figures(inventory, Coverage.of(inventory.directory), inventory.directory.existing(), {})
    assert spread_of(figures).mean is None
    assert ranked(figures) == []


def test_each_scheme_is_on_one_level_in_the_order_of_precedence(world):
    make_agreement("Hele Troms", [(world.municipalities[name], "part") for name in ("Bardu", "Dyrøy", "Senja")], sources=["2025"])
    make_agreement("Bare én", [(world.municipalities["Bardu"], "part")], sources=["2025"], participants_complete=False)
    world.agreements |= {name: Agreement.objects.get(name=name) for name in ("Hele Troms", "Bare én")}
    inventory = world.inventory()
    found = {
        level: world.names(schemes) for level, schemes in by_level(inventory.schemes, world.counties(), world.regions()).items()
    }
    assert found == {
        Level.ACROSS: {"Brann", "Revisjon", "Krisesenter"},
        Level.COUNTY: {"Legevakt", "Havn", "Hele Troms", "Felles lønn", "Kjøp av IKT"},
        Level.REGIONS: set(),
        Level.REGION: {"Barnevern"},
        Level.UNPLACED: {"Bare én"},
    }
    assert world.names(bilateral(inventory.schemes)) == {"Barnevern", "Brann", "Felles lønn", "Kjøp av IKT", "Krisesenter"}


def test_without_the_whole_county_it_is_the_regions_that_count(world):
    counties = {number: members | {0} for number, members in world.counties().items()}  # one more in each county
    found = by_level(world.inventory().schemes, counties, world.regions())
    assert world.names(found[Level.REGIONS]) == {"Legevakt", "Havn"}
    assert world.names(found[Level.REGION]) == {"Barnevern", "Felles lønn", "Kjøp av IKT"}
    assert world.names(by_level(world.inventory().schemes, counties, {})[Level.UNPLACED]) == {
        *("Legevakt", "Havn", "Barnevern", "Felles lønn", "Kjøp av IKT")
    }


def test_a_scheme_is_counted_once_a_sector_and_by_who_takes_part_in_it(world):
    inventory, areas = world.inventory(), list(ServiceArea.objects.all())
    asked = {entry.municipality.pk for entry in inventory.directory.existing()}
    by_name = {area.name: figure for area, figure in by_area(inventory.schemes, areas, asked).items()}
    assert world.names(by_name["Barnevern"].schemes) == {"Barnevern", "Krisesenter"}
    assert by_name["Barnevern"].municipalities == world.ids("Bardu", "Dyrøy", "Senja")
    sectors = by_sector(inventory.schemes, areas, asked)
    assert world.names(sectors[Sector.ADMINISTRATION].schemes) == {"Revisjon", "Kjøp av IKT", "Felles lønn"}
    assert sectors[Sector.ADMINISTRATION].municipalities == asked
    assert sectors[Sector.CULTURE].schemes == ()
    assert world.names(without_area(inventory.schemes)) == {"Havn"}


def test_who_hosts_for_whom_and_from_outside(world):
    inventory, north = world.inventory(), sorted(world.ids("Bardu", "Dyrøy"))
    bardu, dyroy = (world.municipalities[name].pk for name in ("Bardu", "Dyrøy"))
    found = hosting(inventory.with_any(north), north)
    assert ({pk: world.names(schemes) for pk, schemes in found.hosted.items()}) == {
        bardu: {"Barnevern", "Legevakt"},
        dyroy: set(),
    }
    assert found.partners[bardu] == {dyroy: 2, world.municipalities["Senja"].pk: 1}
    assert (found.number, found.hosts, len(found.largest), found.herfindahl, found.balance) == (2, [bardu], 2, None, None)
    everybody = hosting(inventory.schemes, sorted(world.ids("Bardu", "Dyrøy", "Senja", "Alta", "Loppa")))
    assert (everybody.number, everybody.herfindahl) == (4, None)  # under five an index is noise
    south = hosting(inventory.schemes, sorted(world.ids("Dyrøy", "Senja")))
    assert world.names(south.from_outside) == {"Barnevern", "Legevakt"}


def test_who_hosts_is_said_in_words_and_nobody_is_named_before_others_who_host_as_much(world):
    municipalities = world.municipalities

    def said():
        return hosts.page(Question.ask(Directory.load(DAY), "prøve")).lead

    assert said() == "3 kommuner er vert i til sammen 4 samarbeid. Bardu er vert for 2 av 4."
    make_agreement("To verter", [(municipalities[name], "vertskommune") for name in ("Dyrøy", "Senja")], sources=["2025"])
    # one with two hosts is one
    assert said() == "4 kommuner er vert i til sammen 5 samarbeid. Bardu og Senja er vert for flest, 2 hver."


def test_the_index_is_one_when_one_hosts_all_and_its_least_when_all_host_alike(world):
    municipalities = [world.municipalities[name] for name in ("Bardu", "Dyrøy")]
    for number in range(6):
        parties = [(municipalities[number % 2], "vertskommune"), (municipalities[1 - number % 2], "samarbeidskommune")]
        make_agreement(f"Likt {number}", parties, sources=["2025"])
    fresh = [scheme for scheme in world.inventory().schemes if scheme.pk not in {a.pk for a in world.agreements.values()}]
    municipality_ids = [municipality.pk for municipality in municipalities]
    alike = hosting(fresh, municipality_ids)
    assert (alike.herfindahl, alike.balance) == (Fraction(1, 2), 1)
    one = hosting([scheme for scheme in fresh * 2 if municipality_ids[0] in scheme.hosts], municipality_ids)
    assert (one.herfindahl, one.balance) == (1, 0)


def test_partners_are_counted_by_sets_and_by_how_often(world):
    inventory, regions = world.inventory(), world.regions()
    bardu = partners_of(inventory, world.municipalities["Bardu"].pk, regions)
    # Barnevern with Dyrøy; Legevakt and Havn with Dyrøy and Senja; Revisjon with all
    dyroy, senja, alta, loppa = (world.municipalities[name].pk for name in ("Dyrøy", "Senja", "Alta", "Loppa"))
    assert (bardu.sets, dict(bardu.often)) == (3, {dyroy: 4, senja: 3, alta: 1, loppa: 1})
    assert (world.names(bardu.within_region), bardu.share_within) == ({"Barnevern"}, Fraction(1, 4))
    assert partners_of(inventory, world.municipalities["Narvik"].pk, regions).share_within is None
    met = pairs(inventory.schemes)
    assert world.names(met[tuple(sorted((dyroy, senja)))]) == {"Legevakt", "Havn", "Revisjon"}


def test_partners_of_two_days_stand_side_by_side(world):
    question = Question.ask(Directory.load(DAY), "prøve", since=date(2026, 1, 1))
    rows = {row.label: [cell.value for cell in row.cells] for row in partners.page(question).tables[1].rows}
    # Brann, which Senja and Alta of one region have between them, came in between; they met in Revisjon before
    assert rows["Alta"] == [2, 3, Fraction(2, 3), Fraction(3, 4), 4]
    assert rows["Senja"] == [3, 4, 0, Fraction(1, 5), 5]


def test_a_recommended_area_is_had_or_not_registered_or_not_mapped_and_an_empty_cell_tells_who_has_it(world):
    inventory, areas = world.inventory(purchase=False), list(ServiceArea.objects.all())
    loppa, alta, senja, bardu, dyroy = (world.municipalities[n].pk for n in ("Loppa", "Alta", "Senja", "Bardu", "Dyrøy"))
    near = {senja: ([alta, loppa], []), alta: ([senja, loppa], [loppa]), bardu: ([dyroy], [senja]), loppa: ([alta], [])}
    cells = recommended_cells(inventory, areas, {senja}, near)
    it = RecommendedArea.IT
    assert {pk: cells[pk][it].answer for pk in near} == {
        senja: Answer.NONE,
        alta: Answer.HAS,
        bardu: Answer.UNMAPPED,
        loppa: Answer.HAS,
    }
    assert world.names(cells[senja][it].near) == {"Felles lønn"}
    assert cells[bardu][it].near == ()
    of_it = {pk: cell[it] for pk, cell in cells.items()}
    assert region_cell([alta, loppa], of_it).answer == Answer.HAS
    assert region_cell([senja, alta, loppa], of_it).answer == Answer.SOME
    assert region_cell([senja], of_it).answer == Answer.NONE
    assert region_cell([senja, bardu], of_it).answer == Answer.UNMAPPED
    assert region_cell([], of_it).answer == Answer.UNMAPPED


def test_what_began_and_ended_accounts_for_the_difference_between_two_days(world):
    parties = [(world.municipalities["Alta"], "part"), (world.municipalities["Loppa"], "part")]
    world.agreements["Over"] = make_agreement("Over", parties, start="2015", last_day="2022-04-30", sources=["2016"])
    world.agreements["Kort"] = make_agreement("Kort", parties, start="2021-02", last_day="2021-06-30")  # between the two days
    question = Question.ask(Directory.load(DAY), "prøve", since=date(2021, 1, 1))
    cells = {row.code: row.cells[0] for row in change.page(question).tables[0].rows}
    named = {code: world.names(cell.schemes) for code, cell in cells.items() if cell.schemes is not None}
    assert named == {
        "for": {"Barnevern", "Revisjon", "Grunnavtale", "Over"},
        "nye": {"Brann", "Felles lønn"},
        "omtalt": {"Legevakt", "Havn", "Kjøp av IKT", "Krisesenter"},
        "avsluttet": {"Over"},
        "delt": {"Grunnavtale"},
        "igjen": set(),
        "na": {"Barnevern", "Revisjon", "Brann", "Felles lønn", "Legevakt", "Havn", "Kjøp av IKT", "Krisesenter"},
    }
    assert cells["annet"].value == 0


def test_a_merger_mixes_no_figures_of_before_and_after():
    lenvik, senja = make_municipality("Lenvik", dissolved=date(2020, 1, 1)), make_municipality("Senja", founded=date(2020, 1, 1))
    make_agreement("Legevakt", [(lenvik, "part", "2010"), (senja, "part", "2010")], start="2010")
    for day, municipality in ((date(2019, 12, 31), lenvik), (date(2020, 1, 1), senja)):
        inventory = Inventory.load(Agreement.objects.published(), Directory.load(day))
        assert set(inventory.of_municipality) == {municipality.pk}
        assert [entry.municipality for entry in inventory.directory.existing()] == [municipality]


def test_an_empty_register_has_no_figures_and_no_errors():
    inventory = Inventory.load(Agreement.objects.published(), Directory.load(DAY))
    found = totals(inventory.schemes, inventory)
    assert (found.schemes, found.parties.mean, found.by_county) == ((), None, {})
    assert by_level([], {}, {}) == {level: [] for level in Level}
    assert hosting([], []).herfindahl is None


def test_places_stand_side_by_side_with_what_they_share(world):
    directory = Directory.load(DAY)
    places = tuple(compared(["5520", "5530"], directory).values())
    cells = {row.code: row.cells for row in comparison.page(Question.ask(directory, "prøve", compared=places)).tables[0].rows}
    assert [world.names(cell.schemes) for cell in cells["samarbeid"]] == [
        {"Barnevern", "Legevakt", "Revisjon", "Havn"},
        {"Legevakt", "Brann", "Revisjon", "Havn", "Krisesenter"},
    ]
    assert [world.names(cell.schemes) for cell in cells["felles"]] == [{"Legevakt", "Revisjon", "Havn"}] * 2
    assert [world.names(cell.schemes) for cell in cells["vert"]] == [{"Barnevern", "Legevakt"}, {"Brann"}]
    assert [cell.value for cell in cells["partnere"]] == [4, 5]
    assert comparison.page(Question.ask(directory, "prøve", compared=places[:1])).tables[0].rows == ()
