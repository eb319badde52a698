"""Which legal forms are used: stated by a source and assumed by us told apart."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.legal_forms.catalogue import CATALOGUE
from agreements.statistics.question import Question
from agreements.statistics.tables.table import Column, Page, Row, Table, counted

CODE = "former"


def page(question: Question) -> Page:
    """The page."""
    how = (
        _("«Antatt» betyr at ingen kilde oppgir formen. Vi har gått ut fra hva slags samarbeid det er."),
        _("Kjøp og salg av tjenester er ikke en samarbeidsform etter kommuneloven § 17-1, men telles i kartleggingen."),
    )
    columns = (
        Column("antall", _("Samarbeid")),
        Column("oppgitt", _("Oppgitt i kilden"), bar=True),
        Column("antatt", _("Antatt"), bar=True),
    )
    rows = []
    for form in CATALOGUE:
        found = [scheme for scheme in question.schemes if scheme.form == form.code]
        stated = [scheme for scheme in found if scheme.form_stated]
        assumed = [scheme for scheme in found if not scheme.form_stated]
        if found:
            rows.append(Row(form.code, capfirst(_(form.label)), (counted(found), counted(stated), counted(assumed))))
    rows.sort(key=lambda row: -row.cells[0].value)
    table = Table(CODE, _("Etter samarbeidsform"), _("Form"), columns, tuple(rows), missing=_("Ingen samarbeid på denne datoen."))
    return Page(CODE, _("Samarbeidsformer"), _("Hvilke rettslige former samarbeidene har."), (table,), how)
