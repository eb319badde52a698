"""Borders of municipalities from a GeoJSON file (RFC 7946), read as if somebody wished us ill: all of it, or nothing."""

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

MOST_BYTES = 2 * 1024 * 1024
NUMBERS = (
    "kommunenummer",
    "kommunenr",
    "knr",
    "municipality_number",
    "number",
    "nummer",
)  # what the number is called, surest first
NAMES = ("kommunenavn", "navn", "name")
WGS84 = re.compile(r"(CRS:?84|EPSG:+(4326|4258))$", re.IGNORECASE)  # ETRS89 is the same here, to less than a metre
NORWAY = ((0, 36), (56, 82))  # degrees east and north
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
Point = tuple[float, float]
Ring = list[Point]
Polygon = list[Ring]  # the first is the edge, the others are holes


class BadFile(ValueError):
    """The file cannot be used; the message says where and why."""


@dataclass(frozen=True)
class Feature:
    """One area of the file: its place among them, the number and name it has there ("" for none), and its polygons."""

    place: int
    number: str
    name: str
    polygons: list[Polygon]

    def __str__(self):
        said = " ".join(text for text in (self.number, self.name) if text)
        return said or _("flate %(place)s") % {"place": self.place}


def read(content: bytes) -> list[Feature]:
    """Every area of the file. Raises BadFile."""
    if len(content) > MOST_BYTES:
        raise BadFile(_("Filen er større enn 2 MB. Bruk en forenklet utgave av grensene."))
    try:
        whole = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise BadFile(_("Filen er ikke tekst i UTF-8.")) from error
    except (ValueError, RecursionError) as error:
        raise BadFile(_("Filen er ikke lesbar JSON.")) from error
    if not isinstance(whole, dict) or whole.get("type") != "FeatureCollection" or not isinstance(whole.get("features"), list):
        raise BadFile(_("Filen er ikke GeoJSON med en samling flater (FeatureCollection)."))
    _check_system(whole.get("crs"))
    if not whole["features"]:
        raise BadFile(_("Filen har ingen flater."))
    found = [_feature(place, feature) for place, feature in enumerate(whole["features"], start=1)]
    if not any(feature.number for feature in found):
        known = sorted({str(name)[:40] for feature in whole["features"] for name in feature.get("properties") or {}})
        told = {"wanted": ", ".join(NUMBERS), "known": ", ".join(known[:12]) or _("ingen")}
        raise BadFile(_("Ingen flate har kommunenummer. Det skal hete en av: %(wanted)s. Filen har: %(known)s.") % told)
    return found


def _no_number(text: str) -> float:
    raise ValueError(text)


def _check_system(system: Any) -> None:
    """The system of coordinates, where an older file names one."""
    if system is None:
        return
    properties = system.get("properties") if isinstance(system, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str) or not WGS84.search(name):
        raise BadFile(_("Filen har koordinatsystemet «%(name)s». Det skal være WGS84 (EPSG:4326).") % {"name": str(name)[:60]})


def _feature(place: int, feature: Any) -> Feature:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise BadFile(_("Flate %(place)s er ikke en flate (Feature).") % {"place": place})
    properties = feature.get("properties") or {}
    if not isinstance(properties, dict):
        raise BadFile(_("Flate %(place)s har ikke lesbare egenskaper.") % {"place": place})
    named = {str(name).lower(): value for name, value in properties.items()}
    number = next((text for name in NUMBERS if (text := _number(named.get(name)))), "") or _number(feature.get("id"))
    name = next((value for name in NAMES if isinstance(value := named.get(name), str)), "")
    found = Feature(place, number, CONTROLS.sub(" ", name).strip()[:60], [])
    return replace(found, polygons=list(_polygons(found, feature.get("geometry"))))


def _number(value: Any) -> str:
    """Four digits: 301 is 0301. Empty for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return ""
    text = str(value).strip() if isinstance(value, str) else f"{value:04}" if 0 < value < 10_000 else ""
    return text if re.fullmatch(r"[0-9]{4}", text) else ""


def _polygons(feature: Feature, geometry: Any) -> Iterator[Polygon]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        told = {"feature": feature, "kind": str(kind)[:40]}
        raise BadFile(_("Flaten %(feature)s er ikke en flate, men «%(kind)s». Bare Polygon og MultiPolygon kan leses.") % told)
    coordinates = geometry.get("coordinates")
    polygons = coordinates if kind == "MultiPolygon" else [coordinates]
    if not isinstance(polygons, list) or not polygons or not all(isinstance(rings, list) and rings for rings in polygons):
        raise BadFile(_("Flaten %(feature)s har ingen koordinater.") % {"feature": feature})
    for rings in polygons:
        yield [_ring(feature, ring) for ring in rings]


def _ring(feature: Feature, ring: Any) -> Ring:
    if not isinstance(ring, list) or len(ring) < 4 or ring[0] != ring[-1]:
        raise BadFile(_("Flaten %(feature)s har en grense som ikke er lukket.") % {"feature": feature})
    return [_point(feature, point) for point in ring[:-1]]


def _point(feature: Feature, point: Any) -> Point:
    numbers = point[:2] if isinstance(point, list) else []
    if len(numbers) < 2 or not all(isinstance(one, int | float) and not isinstance(one, bool) for one in numbers):
        raise BadFile(_("Flaten %(feature)s har en koordinat som ikke er to tall.") % {"feature": feature})
    for number, (low, high) in zip(numbers, NORWAY, strict=True):
        if not (-(10**9) < number < 10**9 and math.isfinite(number) and low <= number <= high):
            told = {"feature": feature, "point": str(numbers)[:60]}
            raise BadFile(
                _("Flaten %(feature)s har koordinaten %(point)s utenfor Norge. Det skal være grader i WGS84, lengde før bredde.")
                % told
            )
    return float(numbers[0]), float(numbers[1])
