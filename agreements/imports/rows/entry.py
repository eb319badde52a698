"""★ One row of a table as what it says of a scheme."""

from django.utils.translation import gettext as _

from agreements.imports.plan import Choice
from agreements.imports.rows.about import read_areas, read_body, read_figures, read_source, read_texts
from agreements.imports.rows.asking import key_of
from agreements.imports.rows.law import read_law
from agreements.imports.rows.period import read_period
from agreements.imports.rows.reader import Context, RowReader
from agreements.imports.rows.said import Said
from agreements.imports.rows.values import read_whole
from agreements.imports.rows.who import read_participation, read_parties
from agreements.imports.table import Row, Table
from registry.search import fold

NO_PARENT = "-"
LONGEST_NAME = 300
NUMBERS = {"id", "agreement_id"}


def is_of_parties(table: Table) -> bool:
    """Whether each row of the table is about one party of a scheme."""
    return not {"party", "party_number"}.isdisjoint(table.columns)


def read_row(context: Context, number: int, table: Table, row: Row) -> Said:
    """What the row says. What cannot be used is among its refusals, what a person must tell among its questions."""
    reader = RowReader.of(context, number, table, row)
    said = reader.said
    said.whole = not is_of_parties(table)
    said.name = " ".join(reader.text("name", "agreement").split())
    _read_number(reader)
    if len(said.name) > LONGEST_NAME:
        reader.refuse("name", _("Navnet er på %(length)s tegn. Det er plass til 300.") % {"length": len(said.name)})
    if not said.name and said.number is None:
        reader.refuse("name", _("Raden har ikke noe navn på samarbeidet."))
        return said
    if row.values.keys() <= NUMBERS:
        return said
    if not said.whole:
        read_law(reader)
        read_participation(reader)
        return said
    _read_scheme(reader)
    return said


def _read_scheme(reader: RowReader) -> None:
    start, last = read_period(reader)
    reader.keep("start", start)
    reader.keep("last_day", last)
    read_law(reader)
    _read_parent(reader)
    read_texts(reader)
    read_areas(reader)
    read_body(reader)
    read_figures(reader)
    read_source(reader)
    read_parties(reader)


def _read_number(reader: RowReader) -> None:
    """The register's own number of the scheme; one it has not is refused, a name that is of another scheme is asked about later."""
    code = "id" if reader.value("id") is not None else "agreement_id"
    found = reader.take("number", code, read_whole)
    reader.said.values.pop("number", None)
    if found is None:
        return
    if found not in reader.context.schemes:
        why = _("Registeret har ikke noe samarbeid med nummer %(number)s.") % {"number": found}
        reader.refuse(code, why, _("La feltet stå tomt når samarbeidet er nytt."))
        return
    reader.said.number = found


def _read_parent(reader: RowReader) -> None:
    """The grunnavtale it lies under: one that the register has, by number or name."""
    schemes, name, number = reader.context.schemes, reader.text("parent"), reader.take("parent", "parent_id", read_whole)
    if number is not None:
        if number not in schemes:
            reader.said.values.pop("parent")
            reader.refuse("parent_id", _("Registeret har ikke noe samarbeid med nummer %(number)s.") % {"number": number})
        return
    if not name:
        return
    found = reader.context.by_name.get(fold(name), [])
    key = key_of("grunnavtale", name)
    answer = reader.context.asking.answer(key)
    if len(found) == 1 or answer in map(str, found):
        reader.keep("parent", found[0] if len(found) == 1 else int(answer))
    elif answer != NO_PARENT:
        choices = [*(Choice(str(pk), f"{schemes[pk]} ({pk})") for pk in found), Choice(NO_PARENT, _("Uten grunnavtale"))]
        reader.ask(key, "parent", _("Hvilken grunnavtale er «%(name)s»?") % {"name": name}, choices)
