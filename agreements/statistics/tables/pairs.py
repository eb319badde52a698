"""Who cooperates with whom: every two municipalities that have schemes in common, those with most first."""

from django.utils.translation import gettext as _

from agreements.statistics.partners import pairs
from agreements.statistics.question import Question
from agreements.statistics.tables.table import Column, Page, Row, Table, counted

CODE, SHARED = "nettverk", "antall"
JOINT = "-"  # between the numbers of the two, in the code of their row


def page(question: Question) -> Page:
    """The page. What two have in common is known in full when the list of one of them is."""
    met, directory, coverage = pairs(question.schemes), question.directory, question.coverage
    order = {town: place for place, town in enumerate(question.towns)}
    found = []
    for pair, schemes in met.items():
        if all(town in order for town in pair):
            one, two = (directory[town] for town in sorted(pair, key=order.__getitem__))
            at_least = not any(map(coverage.is_full, pair))
            code = JOINT.join(entry.number(directory.day) for entry in (one, two))
            label = _("%(one)s og %(two)s") % {"one": one.municipality.name, "two": two.municipality.name}
            found.append(Row(code, label, (counted(schemes, at_least),)))
    places = {entry.number(directory.day): place for place, entry in enumerate(question.entries)}
    found.sort(key=lambda row: (-common(row), *(places[number] for number in numbers(row))))
    how = (
        _("Tallet er samarbeid der begge kommunene er med, også sammen med andre."),
        _("Et samarbeid mellom mange kommuner gir mange par: tre kommuner er tre par, ti kommuner er 45."),
        _("«Minst» betyr at ingen av de to er ferdig kartlagt. De kan ha flere felles samarbeid enn dem som er registrert."),
        _("Parter som ikke er kommuner, og kommuner utenfor det tallene gjelder, er ikke med."),
    )
    table = Table(
        CODE,
        _("Felles samarbeid"),
        _("Kommuner"),
        (Column(SHARED, _("Felles samarbeid")),),
        tuple(found),
        missing=_("Ingen av kommunene har registrert felles samarbeid i dette utvalget."),
    )
    lead = _("Strekene går mellom kommuner som har felles samarbeid. Jo bredere strek, jo flere.")
    return Page(CODE, _("Hvem samarbeider med hvem"), lead, (table,), how, True)


def common(row: Row) -> int:
    """How many schemes the two municipalities of a row have in common."""
    return len(row.cells[0].schemes or ())


def numbers(row: Row) -> tuple[str, ...]:
    """The numbers of the two municipalities of a row."""
    return tuple(row.code.split(JOINT))
