"""A file or a pasted table into a book: what it is, and whether it is what its name says."""

from pathlib import PurePath

from django.utils.translation import gettext as _

from agreements.imports.reading.book import Book, Sheet, Unreadable
from agreements.imports.reading.html_table import is_html
from agreements.imports.reading.pasted import pasted_sheet
from agreements.imports.reading.separated import decode, separated_lines
from agreements.imports.reading.workbook import workbook
from registry.excel.safety import check_kind, check_size, is_packed

XLSX, CSV, PASTE = "xlsx", "csv", "paste"
TEXT_ENDINGS = (".csv", ".txt", ".tsv")
_PAGES = ("<!doctype html", "<html", "<table", "<head", "<body", "<?xml")


def read_file(name: str, data: bytes) -> Book:
    """The sheets of a file. Raises Unreadable, whose words are for people, for anything that cannot be read."""
    check_size(data)
    check_kind(data)
    ending = PurePath(name.lower()).suffix
    if is_packed(data):
        if ending in TEXT_ENDINGS:
            raise Unreadable(
                _("Filen heter %(ending)s, men er en pakket fil. Er den fra Excel, gi den navnet .xlsx.") % {"ending": ending}
            )
        return _with_content(workbook(name, data))
    text = decode(data)
    if text.lstrip("\ufeff \t\r\n")[:20].lower().startswith(_PAGES) or (ending not in TEXT_ENDINGS and is_html(text)):
        raise Unreadable(_("Filen er en nettside eller XML. Åpne den i Excel og lagre den som .xlsx, eller lim inn tabellen."))
    if ending not in TEXT_ENDINGS:
        raise Unreadable(
            _("Filen heter «%(name)s», men er ikke en Excel-fil. Registeret leser .xlsx og .csv.") % {"name": name[-60:]}
        )
    sheet = Sheet(PurePath(name).stem, separated_lines(text))
    return _with_content(Book(name, CSV, [sheet] if sheet.lines else []))


def read_paste(text: str) -> Book:
    """The table in a pasted text. Raises Unreadable."""
    if not text.strip():
        raise Unreadable(_("Det er ikke limt inn noe."))
    sheet = pasted_sheet(text)
    return _with_content(Book("", PASTE, [sheet] if sheet.lines else []))


def _with_content(book: Book) -> Book:
    if not book.sheets:
        raise Unreadable(_("Filen har ingen rader med innhold."))
    return book
