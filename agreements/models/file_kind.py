"""What an uploaded file is, told by its content alone: a name or a declared type can say anything."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileKind(models.TextChoices):
    """The kinds of file the register takes."""

    PDF = "pdf", _("PDF")
    DOCX = "docx", _("Word")
    XLSX = "xlsx", _("Excel")
    ODT = "odt", _("ODT")
    TXT = "txt", _("ren tekst")

    @property
    def media_type(self) -> str:
        """What a browser is told."""
        return MEDIA_TYPES[self]


OFFICE = "application/vnd.openxmlformats-officedocument"
ODT_TYPE = "application/vnd.oasis.opendocument.text"
MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: f"{OFFICE}.wordprocessingml.document",
    FileKind.XLSX: f"{OFFICE}.spreadsheetml.sheet",
    FileKind.ODT: ODT_TYPE,
    FileKind.TXT: "text/plain; charset=utf-8",
}
INSIDE = {"word/document.xml": FileKind.DOCX, "xl/workbook.xml": FileKind.XLSX}
ALLOWED_CONTROLS = set("\n\r\t\f")


def file_kind(content: bytes) -> FileKind | None:
    """The kind, None for everything else: programs, pictures, web pages, and documents that carry macros."""
    if content.startswith(b"%PDF-"):
        return FileKind.PDF
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content)
    return FileKind.TXT if _is_text(content) else None


def _zipped(content: bytes) -> FileKind | None:
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                return None
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                return FileKind.ODT if archive.read("mimetype").decode("ascii", "replace").strip() == ODT_TYPE else None
    except (BadZipFile, NotImplementedError, RuntimeError, OSError):
        return None
    return next((kind for name, kind in INSIDE.items() if name in names), None)


def _is_text(content: bytes) -> bool:
    """Readable UTF-8 that is no page for a browser."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    start = text.lstrip()[:1]
    return bool(start) and start != "<" and all(c.isprintable() or c in ALLOWED_CONTROLS or ord(c) > 159 for c in text)
