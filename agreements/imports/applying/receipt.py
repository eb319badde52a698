"""The same workbook back, with what became of each row. Several files come as one packed file."""

import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO

from django.utils.translation import gettext as _

from agreements.imports.applying.tables import books
from agreements.imports.plan import State
from agreements.imports.receipt import Said, receipt
from agreements.models import Import, ImportedScheme
from registry.excel.writing import MEDIA_TYPE

Statuses = dict[str, dict[int, Said]]  # by sheet and row
ZIP = "application/zip"


def receipt_of(of: Import) -> tuple[BinaryIO, str, str]:
    """The file, its name and its media type."""
    files = list(of.files.all())
    made = [
        (receipt(book, bytes(row.content), statuses), f"{PurePath(row.name).stem}_{_('kvittering')}.xlsx")
        for book, row, statuses in zip(books(of), files, _statuses(of, len(files)), strict=True)
    ]
    if len(made) == 1:
        return *made[0], MEDIA_TYPE
    packed = tempfile.TemporaryFile()  # noqa: SIM115 - closed by whoever reads it
    with zipfile.ZipFile(packed, "w") as archive:
        for number, (content, name) in enumerate(made, 1):
            archive.writestr(f"{number:02} {name}", content.read())
            content.close()
    packed.seek(0)
    return packed, f"{_('kvittering')}_{of.pk}.zip", ZIP


def _statuses(of: Import, files: int) -> list[Statuses]:
    """What became of each row, by file."""
    tables = [(int(table["key"].partition(":")[0]), table["sheet"]) for table in of.about.get("tables", []) if table["used"]]
    found: list[Statuses] = [{} for _file in range(files)]
    for number, sheet in tables:
        found[number][sheet] = {}
    for scheme in of.schemes.all():
        words = outcome(of, scheme)
        for place in scheme.shown["places"]:
            number, sheet = tables[place["table"]]
            row = found[number][sheet]
            told, remarks = row.get(place["row"], ("", []))
            here = [remark for at, remark in _remarks(scheme) if at == (place["table"], place["row"])]
            row[place["row"]] = (f"{told}; {words}" if told and words not in told else words, [*remarks, *here])
    return found


def _remarks(scheme: ImportedScheme) -> Iterator[tuple[tuple[int, int], tuple[str, str]]]:
    """What is said of cells, each with the table and row it is about: what is asked, what is wrong, what stood there before."""
    for question in scheme.shown["questions"]:
        yield (question["table"], question["row"]), (question["column"], question["text"])
    for refusal in scheme.shown["refusals"]:
        right = _(" Riktig kan være «%(right)s».") % refusal if refusal["right"] else ""
        yield (refusal["table"], refusal["row"]), (refusal["column"], refusal["why"] + right)
    first = scheme.shown["places"][0]
    for change in scheme.shown["changes"] if scheme.state == State.CHANGED else ():
        before = change["before"] or _("tomt")
        yield (first["table"], first["row"]), (change["label"], _("I registeret sto: %(before)s") % {"before": before})


def outcome(of: Import, scheme: ImportedScheme) -> str:
    """What became of a scheme, or would: «ny», «avvist», «endret, og angret igjen»."""
    words = {
        State.NEW: _("ny"),
        State.CHANGED: _("endret"),
        State.ENDED: _("avsluttet"),
        State.UNCHANGED: _("uendret"),
        State.SKIPPED: _("hoppet over"),
        State.ASKED: _("må avklares"),
        State.REFUSED: _("avvist"),
    }[State(scheme.state)]
    if scheme.change_id and of.state == Import.State.UNDONE:
        return _("%(words)s, og ikke angret: %(why)s") % {"words": words, "why": scheme.note} if scheme.note else _("angret")
    if scheme.note:
        return _("ikke skrevet: %(why)s") % {"why": scheme.note}
    if scheme.state in (State.NEW, State.CHANGED, State.ENDED) and not scheme.change_id:
        return _("%(words)s, men ikke skrevet ennå") % {"words": words}
    return words
