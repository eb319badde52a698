"""What a file must be before anything in it is read, so that no file can take the time or the memory of the server.

Refused are those that are something else than their name says, are locked, have macros or links to other files, or are larger
unpacked than a register can need. Nothing is unpacked to learn it but the sheets, once, a piece at a time and forgotten.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE
LARGEST_UNPACKED = 200 * MEGABYTE
LARGEST_TEXTS = 60 * MEGABYTE  # of all different texts together
LONGEST_TEXT = 32_767  # characters; Excel itself holds no more in a cell
LONGEST_TITLE = 31  # characters of a name of a sheet; Excel takes no more
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 100_000, 200, 50
MOST_PARTS = 2000
MOST_TAGS = 10_000_000
MOST_TEXTS = 2_000_000
LARGEST_SHOWN = 150 * MEGABYTE  # of the texts of all cells of a sheet; a text may stand in many
LARGEST_SMALL_PART = 10 * MEGABYTE  # styles, the list of sheets and the like
PIECE = MEGABYTE

_OLD_OFFICE, _ZIP, _EMPTY_ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"PK\x05\x06"
_IN_DIRECTORY = b"PK\x01\x02"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = gettext_lazy("Åpne den i Excel og lagre den som .xlsx.")
_OTHER_FILES = (  # how they begin, and what they are
    (b"%PDF", gettext_lazy("Dette er en PDF. Kopier tabellen i den og lim den inn i stedet.")),
    (b"{\\rtf", gettext_lazy("Dette er et tekstdokument (RTF). Kopier tabellen i det og lim den inn i stedet.")),
    (b"Rar!", gettext_lazy("Dette er et arkiv med flere filer. Pakk det ut og last opp én fil om gangen.")),
    (b"7z\xbc\xaf", gettext_lazy("Dette er et arkiv med flere filer. Pakk det ut og last opp én fil om gangen.")),
    (b"\x89PNG", gettext_lazy("Dette er et bilde. Registeret leser .xlsx og .csv.")),
    (b"\xff\xd8\xff", gettext_lazy("Dette er et bilde. Registeret leser .xlsx og .csv.")),
)
_OTHER_PARTS = (  # parts that tell what a packed file is
    ("word/", gettext_lazy("Dette er et Word-dokument. Kopier tabellen i det og lim den inn i stedet.")),
    ("ppt/", gettext_lazy("Dette er en PowerPoint-fil. Kopier tabellen i den og lim den inn i stedet.")),
    ("xl/workbook.bin", gettext_lazy("Filen er lagret som .xlsb. Åpne den i Excel og lagre den som .xlsx.")),
    ("content.xml", gettext_lazy("Filen er lagret i LibreOffice sitt format. Lagre den som .xlsx.")),
    ("Index/", gettext_lazy("Filen er fra Numbers. Eksporter den til Excel (.xlsx).")),
)
_LAST_VALUES = (b"</v>", b":v>", b"</t>", b":t>")
_ROW_NUMBER = re.compile(rb'row\s[^>]*?\br="(\d{1,9})"')


class Unreadable(ValueError):
    """A file that is refused: the words say why, and what to do instead."""


def broken() -> Unreadable:
    """Refusal of a file that is not whole, or not made as such a file must be."""
    return Unreadable(_("Filen er ødelagt eller ikke hel. Åpne den i Excel, lagre den på nytt som .xlsx, og last opp den."))


def too_many_rows() -> Unreadable:
    """Refusal of a file with more rows than MOST_ROWS."""
    return Unreadable(_("Filen har mer enn %(most)s rader. Del den i flere filer.") % {"most": grouped(MOST_ROWS)})


def too_many_columns() -> Unreadable:
    """Refusal of a file with more columns than MOST_COLUMNS."""
    message = _("Filen har innhold i mer enn %(most)s kolonner. Slett kolonnene som ikke hører til tabellen.")
    return Unreadable(message % {"most": MOST_COLUMNS})


def too_much_text() -> Unreadable:
    """Refusal of a file with more text than LARGEST_TEXTS."""
    return Unreadable(
        _("Filen har for mye tekst, mer enn %(most)s MB. Del den i flere filer.") % {"most": LARGEST_TEXTS // MEGABYTE}
    )


def grouped(number: int) -> str:
    """A number as people read it: 100 000."""
    return f"{number:,}".replace(",", " ")


def check_size(data: bytes) -> None:
    """Refuse an empty file and one larger than LARGEST_FILE."""
    if not data:
        raise Unreadable(_("Filen er tom."))
    if len(data) > LARGEST_FILE:
        size, most = -(-len(data) // MEGABYTE), LARGEST_FILE // MEGABYTE
        message = _("Filen er på %(size)s MB. Registeret tar imot filer på inntil %(most)s MB. Del den i flere filer.")
        raise Unreadable(message % {"size": size, "most": most})


def check_kind(data: bytes) -> None:
    """Refuse a file that begins as something else than a workbook or text does."""
    for beginning, words in _OTHER_FILES:
        if data.startswith(beginning):
            raise Unreadable(words)
    if data.startswith(_OLD_OFFICE):
        if _LOCKED in data:
            raise Unreadable(_("Filen er låst med passord. Ta bort passordet i Excel, lagre den, og last opp den."))
        raise Unreadable(_("Filen er lagret i et eldre format (.xls eller .doc). %(right)s") % {"right": _SAVE_AS})


def is_packed(data: bytes) -> bool:
    """Whether the file begins as a workbook does."""
    return data.startswith((_ZIP, _EMPTY_ZIP))


class Package:
    """The parts of a workbook, checked. A part is read a piece at a time."""

    def __init__(self, data: bytes):
        if data.count(_IN_DIRECTORY) > MOST_PARTS:
            raise Unreadable(_("Filen er pakket på en måte som ikke er vanlig. %(right)s") % {"right": _SAVE_AS})
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, OSError) as error:
            raise broken() from error
        self.sizes = {info.filename: info.file_size for info in self._zip.infolist()}
        self._check_parts()
        self._check_packing()

    def _check_parts(self) -> None:
        names = self.sizes
        for part, words in _OTHER_PARTS:
            if any(name.startswith(part) for name in names) and "xl/workbook.xml" not in names:
                raise Unreadable(words)
        if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
            raise Unreadable(_("Filen er ingen Excel-fil, men et arkiv med andre filer. Pakk det ut og last opp én fil om gangen."))
        if any(PurePosixPath(name).name.lower() == "vbaproject.bin" or "/macrosheets/" in name.lower() for name in names):
            raise Unreadable(_("Filen har makroer, og det tar registeret ikke imot. %(right)s") % {"right": _SAVE_AS})
        if any("/externallinks/" in name.lower() for name in names):
            raise Unreadable(
                _("Filen henter verdier fra andre filer. Velg Data → Rediger koblinger → Bryt kobling i Excel, og lagre den.")
            )

    def _check_packing(self) -> None:
        infos = self._zip.infolist()
        if sum(info.file_size for info in infos) > LARGEST_UNPACKED:
            message = _("Filen er liten, men blir mer enn %(most)s MB når den pakkes ut. Slett det som ikke hører til tabellen.")
            raise Unreadable(message % {"most": LARGEST_UNPACKED // MEGABYTE})
        if any(info.flag_bits & 1 for info in infos):
            raise Unreadable(_("Filen er låst med passord. Ta bort passordet, lagre den, og last opp den."))
        if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
            raise broken()

    def small(self, name: str) -> Iterator[bytes]:
        """A part that is small in every workbook people have made."""
        if self.sizes.get(name, 0) > LARGEST_SMALL_PART:
            raise broken()
        return self.pieces(name)

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part, a piece at a time; never more than the directory says it has. Raises Unreadable for one that is broken."""
        try:
            with self._zip.open(name) as part:
                while piece := part.read(PIECE):
                    yield piece
        except (KeyError, zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, zlib.error) as error:
            raise broken() from error

    def check_sheet(self, name: str) -> None:
        """Refuse a sheet that would take long to read, before it is read: too many tags, or a last row too far down."""
        tags, last = 0, 0
        for piece in self.pieces(name):
            tags += piece.count(b"<")
            if tags > MOST_TAGS:
                raise Unreadable(_("Filen har for mange celler. Slett tomme rader og kolonner med utseende, eller del filen."))
            value = max(piece.rfind(ending) for ending in _LAST_VALUES)
            if value > 0 and (found := _ROW_NUMBER.match(piece, max(piece.rfind(b"row ", 0, value), 0))):
                last = int(found[1])
            if last > MOST_ROWS and tags > MOST_ROWS * 4:
                raise too_many_rows()
