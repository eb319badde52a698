"""The tables of an import: its files read, and each sheet with the headings it is known by, remembered or given by a person."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from django.utils.translation import gettext as _

from agreements.imports.fields import names_schemes
from agreements.imports.headings import Headings, recognise, table_of
from agreements.imports.reading import Book, Sheet, Unreadable, read_file, read_paste
from agreements.imports.table import Table
from agreements.models import Import, RememberedHeadings
from registry.models import User

EXAMPLES = 3  # values shown of a column nobody has placed
LOOKED_AT = 50  # rows under the headings, for those examples
LOOKED_AT = 50  # rows under the headings, for the examples


@dataclass(frozen=True)
class Place:
    """A sheet of an import: which of its files it is in (from 0), and its name there."""

    file: int
    sheet: str

    @property
    def key(self) -> str:
        """How the person's choices for it are stored."""
        return f"{self.file}:{self.sheet}"


@dataclass(frozen=True)
class Found:
    """A sheet that may be a table, and what its columns are known as."""

    place: Place
    file: str
    sheet: Sheet
    headings: Headings


def books(of: Import) -> Iterator[Book]:
    """Each file, read. Raises Unreadable with words."""
    for row in of.files.all():
        content = bytes(row.content)
        if not content:
            raise Unreadable(_("Filen er slettet hos oss fordi importen er gammel. Last den opp på nytt."))
        yield read_paste(content.decode()) if of.pasted else read_file(row.name, content)


def sheets_of(of: Import) -> list[Found]:
    """The sheets to read: those asked for by name, else those that are tables; a hidden one only when asked for."""
    found = []
    asked = of.headings.get("sheets") or []
    for number, book in enumerate(books(of)):
        known = [Found(Place(number, sheet.name), book.name, sheet, recognise(sheet)) for sheet in book.sheets if sheet.lines]
        chosen = [one for one in known if one.sheet.name in asked] if asked else [one for one in known if not one.sheet.hidden]
        tables = [one for one in chosen if names_schemes(one.headings.columns.values())]
        found += chosen if asked else tables or chosen[:1]
    if asked and (missing := set(asked) - {one.sheet.name for one in found}):
        raise Unreadable(_("Arket «%(name)s» finnes ikke, eller er tomt.") % {"name": min(missing)})
    if not found:
        raise Unreadable(_("Filen har ingen rader med innhold."))
    return found


def chosen_columns(found: Found, of: Import) -> dict[int, str] | None:
    """What a person said of the columns that nobody has placed, now or once before; None when nobody has."""
    said = of.headings.get("tables", {}).get(found.place.key)
    if said is None and (remembered := RememberedHeadings.objects.filter(shape=found.headings.key).first()):
        said = remembered.columns
    return {int(column): code for column, code in said.items()} if said else None


def is_used(found: Found, of: Import) -> bool:
    """Whether the sheet is read: a person may have left it out."""
    return found.place.key not in of.headings.get("left_out", [])


def is_asked(found: Found, of: Import) -> bool:
    """Whether a person must say what some column is, or which one is the name."""
    if not is_used(found, of):
        return False
    chosen = chosen_columns(found, of) or {}
    nameless = not names_schemes({**found.headings.columns, **chosen}.values())
    if of.headings.get("unasked"):
        if nameless:
            message = _("Ingen overskrift i arket «%(sheet)s» er navnet på samarbeidet. Bruk siden /import/ og velg kolonnen der.")
            raise Unreadable(message % {"sheet": found.sheet.name})
        return False
    return nameless or bool(found.headings.unknown.keys() - chosen.keys())


def read_tables(sheets: list[Found], of: Import) -> list[Table]:
    """The tables, with what a person has said of their columns."""
    return [replace(table_of(one.sheet, chosen_columns(one, of)), file=one.file) for one in sheets if is_used(one, of)]


def about_headings(sheets: list[Found], of: Import) -> list[dict]:
    """What the page for headings shows of each sheet, as plain values."""
    return [
        {
            "key": one.place.key,
            "file": one.file,
            "sheet": one.sheet.name,
            "shape": one.headings.key,
            "used": is_used(one, of),
            "asked": is_asked(one, of),
            "columns": [[column, code] for column, code in sorted(one.headings.columns.items())],
            "unknown": [[column, heading, _examples(one, column)] for column, heading in sorted(one.headings.unknown.items())],
            "chosen": {str(column): code for column, code in (chosen_columns(one, of) or {}).items()},
        }
        for one in sheets
    ]


def _examples(found: Found, column: int) -> list[str]:
    below = [line for line in found.sheet.lines if line.number > found.headings.row][:LOOKED_AT]
    cells = (line.cells[column] for line in below if column < len(line.cells))
    values = dict.fromkeys(str(cell).strip()[:80] for cell in cells if cell not in (None, ""))
    return list(values)[:EXAMPLES]


def remember(of: Import, said: dict[str, dict[str, str]], left_out: list[str], *, by: User | None) -> None:
    """Keep what a person said of each table, for this import and for the next with the same headings."""
    shapes = {table["key"]: table["shape"] for table in of.about.get("tables", [])}
    of.headings = {**of.headings, "tables": {**of.headings.get("tables", {}), **said}, "left_out": left_out}
    for key, columns in said.items():
        if columns and key in shapes:
            RememberedHeadings.objects.update_or_create(shape=shapes[key], defaults={"columns": columns, "chosen_by": by})


def plain(table: Table) -> dict:
    """What is kept of a table beside its rows."""
    told = {name: value for name, value in asdict(replace(table, rows=[])).items() if name not in ("rows", "oddities")}
    return {**told, "rows": len(table.rows)}
