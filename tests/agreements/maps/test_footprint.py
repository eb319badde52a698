"""The footprint: which tiles are filled for whom."""

from agreements.maps.footprint import Ground

BERG, LENVIK, DYROY, NARVIK = 1, 2, 3, 4
GROUND = Ground({BERG: (1, 2), LENVIK: (1, 2), DYROY: (1, 3)})


def test_the_ground_shows_each_tile_once_and_is_as_large_as_its_tiles():
    assert GROUND.path == "M10 20h9v9h-9zM10 30h9v9h-9z"
    assert GROUND.view_box == "0 0 19 39"


def test_a_host_is_drawn_as_host_and_not_as_member_too():
    found = GROUND.footprint([BERG, DYROY], hosts=[DYROY])
    assert (found.members, found.hosts) == ("M10 20h9v9h-9z", "M10 30h9v9h-9z")


def test_those_who_share_a_tile_fill_it_once_and_a_host_among_them_wins():
    assert GROUND.footprint([BERG, LENVIK]).members == "M10 20h9v9h-9z"
    found = GROUND.footprint([BERG, LENVIK], hosts=[LENVIK])
    assert (found.members, found.hosts) == ("", "M10 20h9v9h-9z")


def test_one_without_a_tile_is_left_out():
    assert GROUND.footprint([NARVIK], hosts=[NARVIK]).members == ""


def test_without_municipalities_there_is_an_empty_picture():
    empty = Ground({})
    assert (empty.path, empty.view_box) == ("", "0 0 9 9")
