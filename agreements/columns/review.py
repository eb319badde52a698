"""The columns of the board of a yearly review, for staff."""

from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from agreements.columns.column import YES_NO, Column

REVIEW = (
    Column("number", _("kommunenummer"), _("Nummeret i dag."), itemgetter("number"), always=True),
    Column("municipality", _("kommune"), _("Navnet i dag."), itemgetter("municipality"), always=True, width=24),
    Column("state", _("tilstand"), _("Den som har svart, har startet. Å åpne lenken er ikke nok."), itemgetter("state"), width=24),
    Column("answered", _("besvart"), _("Samarbeid som er besvart."), itemgetter("answered"), "number"),
    Column("total", _("på listen"), _("Samarbeid på kommunens liste."), itemgetter("total"), "number"),
    Column("overdue", _("over fristen"), _("Fristen er ute, og listen er ikke bekreftet."), itemgetter("overdue"), YES_NO),
    Column("confirmed_at", _("bekreftet"), _("Når listen ble bekreftet."), itemgetter("confirmed_at"), "moment"),
    Column("waiting", _("forslag venter"), _("Endringsforslag som ikke er behandlet."), itemgetter("waiting"), "number"),
    Column("letters", _("brev"), _("Hva som ble av brevene."), itemgetter("letters"), width=34),
    Column("errors", _("svar fra e-posttjeneren"), _("Når et brev ikke kom frem."), itemgetter("errors"), width=44),
    Column("last", _("siste aktivitet"), _("Siste svar, forslag eller bekreftelse fra kommunen."), itemgetter("last"), "moment"),
)
