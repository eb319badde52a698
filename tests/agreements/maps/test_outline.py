"""Borders as drawings: neighbours share their border, areas keep their size, and what is drawn stays small."""

import math

from hypothesis import given
from hypothesis import strategies as st

from agreements.maps.outline import LIGHTEST, _area, _straightened, draw


def square(east, north, side=1.0):
    return [[(east, north), (east + side, north), (east + side, north + side), (east, north + side)]]


def points(path):
    """The corners of a path of one ring."""
    start, steps = path[1:-1].split("l")
    x, y = map(int, start.split())
    numbers = [int(one) for one in steps.replace("-", " -").split()]
    found = [(x, y)]
    for across, down in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + across, y + down
        found.append((x, y))
    return found


def test_neighbours_share_the_points_of_their_border():
    drawn = draw({"a": [square(18, 69)], "b": [square(19, 69)]}).outlines
    assert len(set(points(drawn["a"].path)) & set(points(drawn["b"].path))) == 2


def test_finnmark_is_no_wider_than_it_is():
    drawn = draw({"a": [square(20, 58)], "b": [square(20, 70)]}).outlines
    wide = [_area(points(drawn[key].path)) for key in "ab"]
    true = [math.sin(math.radians(north + 1)) - math.sin(math.radians(north)) for north in (58, 70)]  # areas on a sphere
    assert abs(wide[1] / wide[0] / (true[1] / true[0]) - 1) < 0.02


def test_labels_and_hatching_lie_inside_and_nothing_vanishes():
    drawn = draw({"a": [square(18, 69)], "islet": [square(25, 69.5, 0.0001)]}).outlines
    left, top, right, bottom = drawn["a"].corners
    assert left < drawn["a"].label[0] < right and top < drawn["a"].label[1] < bottom
    assert drawn["a"].hatch.startswith("M")
    assert drawn["islet"].path


def test_a_border_of_many_points_is_drawn_light():
    rings = [[(18 + math.cos(n / 3000) + 0.01 * math.sin(n), 69 + math.sin(n / 3000)) for n in range(18_800)]]
    drawn = draw({str(n): [[[(x + n / 5, y) for x, y in ring] for ring in rings]] for n in range(5)}).outlines
    assert sum(len(outline.path) for outline in drawn.values()) <= LIGHTEST


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_straightening_never_fails_and_never_leaves_a_point_twice_in_a_row(ring):
    found = _straightened(ring)
    assert all(one != two for one, two in zip(found, found[1:], strict=False))
