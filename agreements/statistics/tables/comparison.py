"""Two municipalities or regions side by side, or more: how much they take part in, what it is about, and what they share."""

from django.utils.translation import gettext as _

from agreements.models.service_area import Sector
from agreements.statistics.areas import by_sector
from agreements.statistics.inventory import Scheme
from agreements.statistics.question import Compared, Question
from agreements.statistics.tables.table import Cell, Column, Page, Row, Table, counted

CODE = "sammenligning"


def page(question: Question) -> Page:
    """The page."""
    how = (
        _("En region har samarbeidene som minst ett medlem deltar i."),
        _("«Felles med de andre»: samarbeid der også noen fra hver av de andre er med."),
        _("Partnere er kommuner utenfor den som sammenlignes."),
    )
    names = [one.label for one in question.compared]
    lead = _("Velg to kommuner eller regioner, og se tallene side om side.")
    if len(names) > 1:
        lead = _("%(names)s og %(last)s side om side.") % {"names": ", ".join(names[:-1]), "last": names[-1]}
    return Page(CODE, _("Sammenligning"), lead, (_figures(question), _sectors(question)), how, True)


def _columns(question: Question) -> tuple[Column, ...]:
    return tuple(Column(one.code, one.label) for one in question.compared)


def _of(one: Compared, question: Question) -> list[Scheme]:
    return [scheme for scheme in question.schemes if scheme.municipalities & one.municipality_ids]


def _figures(question: Question) -> Table:
    own = {one: _of(one, question) for one in question.compared}
    rows = (
        ("samarbeid", _("Samarbeid"), [counted(schemes, _partial(one, question)) for one, schemes in own.items()]),
        ("vert", _("Som vert"), [counted(scheme for scheme in own[one] if scheme.hosts & one.municipality_ids) for one in own]),
        ("felles", _("Felles med de andre"), [counted(_shared(own[one], question)) for one in own]),
        ("uavklart", _("Ikke kjent om det fortsatt gjelder"), [counted(s for s in own[one] if s.unclear) for one in own]),
        ("kommuner", _("Kommuner"), [Cell(len(one.municipality_ids)) for one in own]),
        ("partnere", _("Ulike partnere"), [Cell(_partners(own[one], one)) for one in own]),
        ("grupper", _("Ulike grupper av kommuner"), [Cell(len({s.municipalities for s in own[one]})) for one in own]),
    )
    found = tuple(Row(code, label, tuple(cells)) for code, label, cells in rows) if len(own) > 1 else ()
    return Table("tall", _("Tallene"), _("Hva"), _columns(question), found, missing=_("Velg minst to ulike å sammenligne."))


def _shared(schemes: list[Scheme], question: Question) -> list[Scheme]:
    return [scheme for scheme in schemes if all(scheme.municipalities & one.municipality_ids for one in question.compared)]


def _partners(schemes: list[Scheme], one: Compared) -> int:
    return len(frozenset().union(*(scheme.municipalities for scheme in schemes)) - one.municipality_ids)


def _partial(one: Compared, question: Question) -> bool:
    return any(not question.coverage.is_full(pk) for pk in one.municipality_ids)


def _sectors(question: Question) -> Table:
    by_place = [by_sector(_of(one, question), question.areas, one.municipality_ids) for one in question.compared]
    rows = [
        Row(sector.value, str(sector.label), tuple(counted(found[sector].schemes) for found in by_place))
        for sector in Sector
        if any(found[sector].schemes for found in by_place)
    ]
    found = tuple(rows) if len(by_place) > 1 else ()
    return Table("sektorer", _("Etter sektor"), _("Sektor"), _columns(question), found, missing=_("Ingenting å vise ennå."))
