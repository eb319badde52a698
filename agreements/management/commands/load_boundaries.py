"""`manage.py load_boundaries FILE.geojson`: borders of municipalities for the map, from Kartverket's open file or another like it.

All or nothing, and what is loaded replaces what was there, so it may be run again. The file is not part of the register: it is
read once, and what is kept is the drawing.
"""

from collections.abc import Iterable
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from agreements.maps.geojson import MOST_BYTES, BadFile, Feature, read
from agreements.maps.outline import Drawing, draw
from municipalities.directory import Directory, Entry
from municipalities.models import Boundary, BoundaryFile
from registry.parameters import today

CREDIT = "© Kartverket"
NAMED = 20  # at most so many are named in one line


class Command(BaseCommand):
    """Loads the borders."""

    help = _("Laster kommunegrenser til kartet fra en GeoJSON-fil (WGS84, høyst 2 MB). Kan trygt kjøres flere ganger.")

    def add_arguments(self, parser):
        """The file, and whom to credit."""
        parser.add_argument("file", type=Path, help=_("GeoJSON med én flate per kommune og kommunenummeret som egenskap."))
        parser.add_argument(
            "--credit", default=CREDIT, help=_("Hvem som har laget grensene, og lisensen. Uten valg: © Kartverket.")
        )

    def handle(self, *args, file: Path, credit: str, **options):
        """Read, match, draw; then store all at once."""
        directory = Directory.load(today())
        try:
            with file.open("rb") as stream:
                features = read(stream.read(MOST_BYTES + 1))
            matched, others = match(features, directory)
            drawing = draw({number: feature.polygons for number, (_entry, feature) in matched.items()})
            entries, credit = {number: entry for number, (entry, _feature) in matched.items()}, credit.strip() or CREDIT
            store(drawing, entries, file.name, credit)
        except OSError as error:
            raise CommandError(_("%(file)s kan ikke åpnes: %(why)s.") % {"file": file, "why": error.strerror}) from error
        except BadFile as error:
            raise CommandError(f"{file.name}: {error}") from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.writelines(f"{line}\n" for line in _told(matched, others, directory, drawing, credit))


Matched = dict[str, tuple[Entry, Feature]]


def match(features: Iterable[Feature], directory: Directory) -> tuple[Matched, list[Feature]]:
    """The areas by the number of their municipality today, also where they have an older one; and those that are none of ours.

    Raises BadFile when two are the same municipality, and when none is one.
    """
    matched: Matched = {}
    others = []
    for feature in features:
        found = [entry for entry in directory.by_number(feature.number) if entry.in_register(directory.day)]
        if len(found) != 1:
            others.append(feature)
            continue
        number = found[0].number(directory.day)
        if number in matched:
            told = {"name": found[0].municipality.name, "one": matched[number][1].place, "two": feature.place}
            raise BadFile(_("%(name)s står to ganger, som flate %(one)s og %(two)s.") % told)
        matched[number] = (found[0], feature)
    if not matched:
        raise BadFile(_("Ingen av flatene er en kommune i registeret: %(others)s.") % {"others": _named(others)})
    return matched, others


@transaction.atomic
def store(drawing: Drawing, entries: dict[str, Entry], name: str, credit: str) -> None:
    """Put the drawing in place of the one there was."""
    BoundaryFile.objects.all().delete()
    file = BoundaryFile(name=name, credit=credit, width=drawing.width, height=drawing.height)
    file.save()
    for number, outline in drawing.outlines.items():
        (x, y), (left, top, right, bottom) = outline.label, outline.corners
        place = {"label_x": x, "label_y": y, "left": left, "top": top, "right": right, "bottom": bottom}
        row = Boundary(file=file, municipality=entries[number].municipality, path=outline.path, hatch=outline.hatch, **place)
        row.save()


def _told(matched: Matched, others: list[Feature], directory: Directory, drawing: Drawing, credit: str) -> Iterable[str]:
    existing = directory.existing()
    size = sum(len(outline.path) for outline in drawing.outlines.values()) // 1000
    told = {"number": len(matched), "all": len(existing), "size": size, "credit": credit}
    yield _("Grenser for %(number)s av %(all)s kommuner er lest inn (%(size)s kB). Kilde: %(credit)s.") % told
    missing = [entry for entry in existing if entry.number(directory.day) not in matched]
    older = [(feature, number) for number, (_entry, feature) in matched.items() if feature.number != number]
    if missing:
        yield _("Ikke i filen: %(names)s.") % {
            "names": _named(f"{one.number(directory.day)} {one.municipality.name}" for one in missing)
        }
    if older:
        yield _("Har tidligere nummer i filen: %(names)s.") % {
            "names": _named(f"{feature} ({number})" for feature, number in older)
        }
    if others:
        yield _("Ikke kommuner i registeret i dag, så de er utelatt: %(names)s.") % {"names": _named(others)}


def _named(things: Iterable[object]) -> str:
    names = [str(one) for one in things]
    more = _(" og %(number)s til") % {"number": len(names) - NAMED} if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
