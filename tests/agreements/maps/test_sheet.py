"""A picture to keep: its text has room, and its colours are those of the pages."""

import re
from pathlib import Path

from agreements.maps import sheet
from agreements.maps.sheet import lay_out
from agreements.maps.tile_map import Scale, Shade

STYLES = (Path(__file__).parents[3] / "registry/static/registry/register.css").read_text()


def test_the_colours_are_those_of_the_pages():
    light = dict(re.findall(r"--([\w-]+): (#\w+)", STYLES.split("@media")[0]))
    assert sheet.FILLS[1:] == tuple(light[f"seq-{step}"] for step in range(1, 6))
    assert (sheet.INK, sheet.INK_2, sheet.LINE, sheet.HATCHES[0]) == (light["ink"], light["ink-2"], light["line-2"], light["line"])
    steps = re.findall(r"\.seq-(\d) { --fill: var\(--seq-\d\); --hatch: var\(--seq-(\d)\); }", STYLES)
    assert {int(step): sheet.FILLS[int(hatch)] for step, hatch in steps} == dict(enumerate(sheet.HATCHES[1:], start=1))


def test_long_texts_and_many_keys_go_on_below_each_other():
    scale = Scale([Shade(step, step, step, "et ganske langt ord") for step in range(1, 6)], "ikke kartlagt", blank=True)
    found = lay_out("En tittel " * 12, ["ord " * 80], scale, True, ["kilde"], (110, 90, 220, 180))
    assert len(found.title) > 1 and len(found.above) > 1
    lines = [line.y for line in [*found.title, *found.above, *found.below]]
    assert lines == sorted(set(lines)) and lines[-1] < found.height
    assert (found.left, found.top + 90 > found.above[-1].y) == (24 - 110, True)
    assert len({key.y for key in found.keys}) > 1
    assert max(key.y for key in found.keys) < found.below[0].y
    assert all(key.x + 20 < found.width for key in found.keys)
    assert (found.keys[-1].step, found.keys[-1].hatched) == (0, True)
