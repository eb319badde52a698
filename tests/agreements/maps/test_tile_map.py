"""The tile map: where tiles, hatching, county names and borders come, from the data alone."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.maps.tile_map import Cell, Scale, Shade, draw, shades


def cell(name="Dyrøy", county="Troms", place=(1, 3), number=9, at_least=False):
    return Cell(name, county, place, number, at_least, f"{name}: {number} samarbeid", "/kommuner/5528/")


def test_a_tile_lies_where_the_data_say_with_its_number_and_name():
    tile = draw([cell()]).counties[0].tiles[0]
    assert (tile.x, tile.y, tile.width, tile.height) == (113, 273, 104, 84)
    assert (tile.cell.shown, tile.middle, tile.number_line, tile.name_line) == ("9", 165, 319, 343)


def test_a_number_that_is_a_minimum_has_a_plus():
    assert draw([cell(at_least=True)]).counties[0].tiles[0].cell.shown == "9+"


def test_the_hatching_stays_inside_its_tile():
    assert draw([cell(place=(4, 3))]).counties[0].tiles[0].hatch.startswith("M446 285L455 276M446 303L473 276")
    assert draw([cell(place=(4, 3))]).counties[0].tiles[0].hatch.endswith("M539 354L544 349")


@pytest.mark.parametrize("sharing", [2, 3, 4])
def test_those_who_share_a_tile_lie_below_each_other_without_touching(sharing):
    tiles = draw([cell(name=str(n)) for n in range(sharing)]).counties[0].tiles
    assert len(tiles) == sharing
    for upper, lower in zip(tiles, tiles[1:], strict=False):
        assert upper.y + upper.height <= lower.y
    assert tiles[-1].y + tiles[-1].height <= 273 + 84.1


def test_each_county_is_a_picture_of_its_own_as_large_as_its_tiles():
    troms, finnmark = draw([cell(place=(0, 3)), cell(place=(4, 1)), cell("Alta", "Finnmark", (6, 2))]).counties
    assert (troms.view_box, finnmark.view_box) == ("0 90 550 270", "660 180 110 90")
    assert troms.narrow


def test_the_border_is_drawn_once_along_the_edges_that_two_counties_share():
    troms, finnmark = draw(
        [cell("Kvænangen", place=(5, 2)), cell("Loppa", "Finnmark", (5, 1)), cell("Alta", "Finnmark", (6, 2))]
    ).counties
    assert Counter(troms.border.split("M")[1:]) == Counter(["660 180v90", "550 180h110"])
    assert finnmark.border == ""


def test_the_name_of_a_county_stands_where_no_tile_is():
    county = draw([cell(place=(1, 1)), cell(place=(0, 2)), cell(place=(1, 2)), cell(place=(5, 0), county="Finnmark")]).counties[0]
    assert (county.label.x, county.label.y) == (3, 148)
    full = draw([cell()]).counties[0]
    assert full.label is None and full.phone_label is None


def test_an_empty_register_gives_an_empty_map():
    empty = draw([])
    assert (empty.counties, empty.scale.shades, empty.has_room_for_notes) == ([], [], False)


def test_the_scale_has_five_steps_from_the_lowest_to_the_highest():
    assert [step.range for step in shades([4, 6, 9, 14])] == ["4–6", "7–9", "10–12", "13–14"]
    assert [step.range for step in shades([0, 0])] == ["0"]


@given(st.lists(st.integers(0, 200), min_size=1))
def test_every_number_falls_in_exactly_one_step(numbers):
    scale = shades(numbers)
    assert len(scale) <= 5
    assert all(sum(step.low <= number <= step.high for step in scale) == 1 for number in numbers)


@given(
    st.lists(
        st.tuples(st.integers(0, 12), st.integers(0, 5), st.sampled_from(["Troms", "Finnmark", "Troms og Finnmark"])), max_size=60
    )
)
def test_whatever_the_positions_every_municipality_is_drawn_once(positions):
    cells = [cell(str(n), county, (column, row), n) for n, (column, row, county) in enumerate(positions)]
    drawn = [tile.cell.name for county in draw(cells).counties for tile in county.tiles]
    assert sorted(drawn) == sorted(cell.name for cell in cells)


def test_where_nothing_is_known_a_tile_has_no_shade_and_a_text_of_its_own():
    unknown = Cell("Dyrøy", "Troms", (1, 3), None, True, "Dyrøy: ikke kartlagt", "/", text="?")
    tiles = {tile.cell.name: tile for tile in draw([unknown, cell("Senja", place=(1, 2))]).counties[0].tiles}
    assert (tiles["Dyrøy"].shade, tiles["Dyrøy"].cell.shown, tiles["Senja"].shade) == (0, "?", 1)


def test_a_scale_in_words_says_what_each_number_means():
    scale = Scale([Shade(1, 0, 0, "ingen"), Shade(4, 1, 99, "har")], "ikke kartlagt", blank=True)
    drawn = draw([cell(number=number, place=(number, 0)) for number in (0, 1, 7)], scale)
    assert [tile.shade for tile in drawn.counties[0].tiles] == [1, 4, 4]
    assert [shade.range for shade in drawn.scale.shades] == ["ingen", "har"]


def test_the_box_is_that_of_the_tiles():
    assert draw([cell(place=(2, 1)), cell(place=(4, 1))]).box == (220, 90, 330, 90)
    assert draw([]).box == (0, 0, 110, 90)
