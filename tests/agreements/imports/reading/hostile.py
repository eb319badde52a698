"""Files that mean harm, or are nothing of what they are called: name → (file name, bytes, a word that the refusal must have)."""

import io
import random
import zipfile

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OF_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)) + "]>"
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def packed(parts, compress=zipfile.ZIP_DEFLATED):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", compress) as package:
        for name, content in parts.items():
            with package.open(name, "w", force_zip64=True) as part:
                for piece in [content] if isinstance(content, bytes | str) else content:
                    part.write(piece.encode() if isinstance(piece, str) else piece)
    return whole.getvalue()


def workbook(rows="", shared="", before="", **more):
    """A workbook of one sheet; `rows` is text or an iterable of pieces."""
    rows = [rows] if isinstance(rows, str) else rows
    sheet = [f'<worksheet xmlns="{MAIN}"><sheetData>', *rows, "</sheetData></worksheet>"]
    relation = f'<Relationship Id="{{}}" Type="{OF_OFFICE}/{{}}" Target="{{}}"/>'
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f'{before}<workbook xmlns="{MAIN}" xmlns:r="{OF_OFFICE}"><sheets>'
            '<sheet name="Ark" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": "<Relationships>"
            + relation.format("rId1", "worksheet", "worksheets/sheet1.xml")
            + relation.format("rId2", "sharedStrings", "sharedStrings.xml")
            + "</Relationships>",
            "xl/sharedStrings.xml": shared or f'<sst xmlns="{MAIN}"/>',
            "xl/worksheets/sheet1.xml": sheet,
            **more,
        }
    )


def ordinary():
    book = Workbook()
    book.active.append(["Navn", "Kommuner"])
    book.active.append(["Legevakt", "Bardu, Målselv"])
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def many_rows(number, cells=12):
    letters = [get_column_letter(place + 1) for place in range(cells)]
    row = '<row r="#">' + "".join(f'<c r="{letter}#"><v>#</v></c>' for letter in letters) + "</row>"
    for first in range(1, number + 1, 1000):  # to pack a million pieces would take longer than all the rest
        yield "".join(row.replace("#", str(place)) for place in range(first, min(first + 1000, number + 1)))


def text_cells(text):
    return f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'


def lying(data):
    """The sheet's size in the directory set to a hundred bytes."""
    name = data.rindex(b"xl/worksheets/sheet1.xml")
    return data[: name - 22] + (100).to_bytes(4, "little") + data[name - 18 :]


def hostile_files():
    """Every one of them."""
    yield from something_else()
    yield from with_more_than_cells()
    yield from broken()
    yield from bombs()
    yield from too_large()
    yield from texts()


def something_else():
    """What its name does not say."""
    good = ordinary()
    yield "zero bytes", "a.xlsx", b"", "tom"
    yield "a PDF", "a.xlsx", b"%PDF-1.7\n1 0 obj", "PDF"
    yield "rich text", "a.xlsx", b"{\\rtf1 hei}", "RTF"
    yield "a picture", "a.xlsx", b"\x89PNG\r\n\x1a\n", "bilde"
    yield "a page", "a.xlsx", b"<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>", "nettside"
    yield "a page as .xls", "a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "nettside"
    yield "a page as .csv", "a.csv", b"\xef\xbb\xbf<html><table><tr><td>1</td></tr></table></html>", "nettside"
    yield "old Excel", "a.xlsx", OLE + bytes(600) + "Workbook".encode("utf-16-le") + bytes(100), "eldre format"
    yield "locked", "a.xlsx", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(100), "passord"
    yield "Word", "a.xlsx", packed({"[Content_Types].xml": "", "word/document.xml": ""}), "Word"
    yield "LibreOffice", "a.xlsx", packed({"mimetype": "", "content.xml": ""}), "LibreOffice"
    yield "binary Excel", "a.xlsx", packed({"[Content_Types].xml": "", "xl/workbook.bin": ""}), "xlsb"
    yield "an archive", "a.xlsx", packed({"a.csv": "a;b", "b.xlsx": good}), "arkiv"
    yield "a workbook as .csv", "a.csv", good, ".csv"
    yield "text as .xlsx", "a.xlsx", b"Navn;Kommuner\nLegevakt;Bardu\n", "ikke en Excel-fil"
    yield "text as .exe", "a.exe", b"Navn;Kommuner\nLegevakt;Bardu\n", ".xlsx og .csv"


def with_more_than_cells():
    """Macros, and links to other files."""
    yield "macros", "a.xlsm", workbook(text_cells("a"), **{"xl/vbaProject.bin": b"x"}), "makroer"
    yield "macros hidden in a name", "a.xlsx", workbook(text_cells("a"), **{"xl/other/VbaProject.BIN": b"x"}), "makroer"
    yield "old macros", "a.xlsx", workbook(text_cells("a"), **{"xl/macrosheets/sheet1.xml": b"x"}), "makroer"
    yield "links to other files", "a.xlsx", workbook(text_cells("a"), **{"xl/externalLinks/externalLink1.xml": ""}), "Bryt kobling"


def broken():
    """Not whole, or not XML as a workbook has it."""
    good = ordinary()
    yield "cut short", "a.xlsx", good[: len(good) // 2], "ødelagt"
    yield "cut at its end", "a.xlsx", good[:-30], "ødelagt"
    yield "damaged inside", "a.xlsx", good.replace(b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheet9.xml", 1), "ødelagt"
    yield "no XML", "a.xlsx", workbook(before="hei"), "ødelagt"
    yield "laughs", "a.xlsx", workbook(text_cells("&i;"), before=LAUGHS), "ødelagt"
    yield "laughs in texts", "a.xlsx", workbook(shared=f"{LAUGHS}<sst>&i;</sst>"), "ødelagt"
    yield "an entity from outside", "a.xlsx", workbook(before=OUTSIDE), "ødelagt"


def bombs():
    """Small, and large when unpacked or read."""
    once = f'<sst xmlns="{MAIN}"><si><t>{"x" * 32_000}</t></si></sst>'
    quoting = (f'<row r="{row}">' + '<c t="s"><v>0</v></c>' * 20 + "</row>" for row in range(1, 50_001))
    big = [f'<sst xmlns="{MAIN}"><si><t>', *["x" * 1024 * 1024] * 100, "</t></si></sst>"]
    yield "a bomb", "a.xlsx", workbook([bytes(1024 * 1024).decode()] * 1000), "pakkes ut"
    yield "a bomb that lies", "a.xlsx", lying(workbook([" " * 1024 * 1024] * 300)), "ødelagt"
    yield (
        "a bomb in a bomb",
        "a.xlsx",
        workbook(more=b"", **{"xl/b.zip": packed({"a": bytes(250 * 1024 * 1024)}), "xl/c": bytes(210 * 1024 * 1024)}),
        "pakkes ut",
    )
    yield "one text quoted a million times", "a.xlsx", workbook(quoting, once), "tekst"
    yield "one text of 100 MB", "a.xlsx", workbook(["<row><c t='str'><v>", *["x" * 1024 * 1024] * 100, "</v></c></row>"]), "tekst"
    yield "one shared text of 100 MB", "a.xlsx", workbook(shared=big), "tekst"
    yield "fifteen million tags", "a.xlsx", workbook(["<row/>" * 100_000] * 150), "for mange celler"
    yield "one attribute of 100 MB", "a.xlsx", workbook(["<row r='", *["1" * 1024 * 1024] * 100, "'/>"]), "ødelagt"
    yield "five million tags in each other", "a.xlsx", workbook(["<a>" * 100_000] * 50), "ødelagt"
    yield "a million parts", "a.xlsx", b"PK\x03\x04" + b"PK\x01\x02".ljust(20, b"\0") * 1_000_000, "pakket"


def too_large():
    """More than a register can need."""
    columns = "".join(f'<c r="{get_column_letter(place)}1"><v>1</v></c>' for place in range(1, 16_385))
    yield "a million rows", "a.xlsx", workbook(many_rows(1_000_000, 5)), "100 000 rader"
    yield "a million rows without numbers", "a.xlsx", workbook(["<row><c><v>1</v></c></row>" * 1000] * 1000), "rader"
    yield "16,384 columns", "a.xlsx", workbook(f'<row r="1">{columns}</row>'), "200 kolonner"
    yield "a cell in the last corner", "a.xlsx", workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "200 kolonner"
    yield "a row beyond the last", "a.xlsx", workbook('<row r="1048577"><c r="A1"><v>1</v></c></row>'), "ødelagt"
    yield "a cell nowhere", "a.xlsx", workbook('<row r="1"><c r="å1"><v>1</v></c></row>'), "ødelagt"
    yield "a text that is not there", "a.xlsx", workbook('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), "ødelagt"
    yield "no number", "a.xlsx", workbook('<row r="1"><c r="A1"><v>1e999</v></c></row>'), "ødelagt"
    yield "too many sheets", "a.xlsx", many_sheets(), "51 ark"
    yield "40 MB", "a.xlsx", b"PK\x03\x04" + random.Random(1).randbytes(40 * 1024 * 1024), "20 MB"
    yield "40 MB of text", "a.csv", b"Navn;Kommuner\n" * 3_000_000, "20 MB"
    yield "a million rows of text", "a.csv", b"Navn;Kommuner\n" * 1_000_000, "100 000 rader"
    yield "nineteen million empty rows", "a.csv", b"\n" * 19_000_000, "rader"
    yield "nineteen million empty cells", "a.csv", b";" * 19_000_000, "200 kolonner"


def texts():
    """Texts that nobody can see or store, or that are none."""
    yield "NUL as a code", "a.xlsx", workbook(text_cells("a_x0000_b")), "U+0000"
    yield "half a character", "a.xlsx", workbook(text_cells("a_xD800_b")), "U+D800"
    yield "a quotation mark without its like", "a.csv", b'Navn;Kommuner\n"' + b"Legevakt;Bardu\n" * 100_000, "anførselstegn"
    yield "NUL in text", "a.csv", b"Navn;Kommuner\nLege\0vakt;Bardu\n", "U+0000"
    yield "a control character", "a.csv", b"Navn;Kommuner\nLege\x07vakt;Bardu\n", "U+0007"
    yield "bytes", "a.csv", b"\x81" + random.Random(1).randbytes(5000), "tekst"


def many_sheets():
    book = Workbook()
    for _sheet in range(50):
        book.create_sheet()
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()
