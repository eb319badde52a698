"""The plan of an import as the register is now, and what the page says of it as a whole."""

from agreements.imports.applying import asking, tables
from agreements.imports.oddities import told
from agreements.imports.plan import Plan
from agreements.imports.planning import plan
from agreements.imports.table import Table
from agreements.models import Import
from registry.parameters import today
from registry.periods import parse_date


def make_plan(of: Import, read: list[Table]) -> Plan:
    """What the tables would do to the register as it is now. Writes nothing."""
    return plan(read, asking.values(of), today(), parse_date(of.as_of_text) if of.as_of_text else None)


def about_plan(made: Plan, read: list[Table]) -> dict:
    """What the page says of the file and the plan, as plain values."""
    return {
        "read": [tables.plain(table) for table in read],
        "rows": sum(len(table.rows) for table in read),
        "oddities": [{"code": oddity.code, "text": told(oddity)} for oddity in made.oddities],
        "counts": {state.value: number for state, number in made.counts.items()},
        **asking.told(made),
        "organisations": [str(organisation) for organisation in made.organisations],
    }
