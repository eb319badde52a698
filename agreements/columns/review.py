"""The columns of a yearly review, for staff: the board, and for the archive each confirmed line and each decided proposal."""

from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from agreements.columns.column import YES_NO, Column

WHOSE = (
    Column("number", _("kommunenummer"), _("Nummeret i dag."), itemgetter("number"), always=True),
    Column("municipality", _("kommune"), _("Navnet i dag."), itemgetter("municipality"), always=True, width=24),
)
REVIEW = (
    *WHOSE,
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

WHICH = (
    Column("agreement", _("nummer"), _("Nummeret på samarbeidet i registeret."), itemgetter("agreement"), "number"),
    Column("agreement_name", _("samarbeid"), _("Navnet på samarbeidet."), itemgetter("agreement_name"), width=44),
)
CONFIRMED_LINE = (
    *WHOSE,
    Column("confirmed_at", _("bekreftet"), _("Når listen ble bekreftet."), itemgetter("confirmed_at"), "moment"),
    Column("confirmed_on", _("slik det var"), _("Dagen listen gjelder for."), itemgetter("confirmed_on"), "date"),
    Column("name", _("navn"), _("Den som bekreftet. Slettes to år etter gjennomgangen."), itemgetter("name"), width=24),
    Column("title", _("stilling"), _("Stillingen til den som bekreftet."), itemgetter("title"), width=24),
    *WHICH,
    Column("form", _("samarbeidsform"), _("Slik den ble vist."), itemgetter("form"), width=30),
    Column("form_stated", _("formen er oppgitt"), _("Nei: formen ble vist som antatt."), itemgetter("form_stated"), YES_NO),
    Column("role", _("kommunens rolle"), _("Slik den ble vist."), itemgetter("role")),
    Column("hosts", _("vert"), _("Slik den ble vist."), itemgetter("hosts"), width=24),
    Column("parties", _("sammen med"), _("De andre partene, slik de ble vist."), itemgetter("parties"), width=60),
    Column("since", _("fra og med"), _("Slik det ble vist."), itemgetter("since")),
    Column("status", _("status"), _("Slik den ble vist."), itemgetter("status")),
    Column("answer", _("svar"), _("Kommunens svar."), itemgetter("answer"), width=24),
    Column("together", _("bekreftet samlet"), _("Bekreftet sammen med resten av listen."), itemgetter("together"), YES_NO),
)
DECIDED_PROPOSAL = (
    *WHOSE,
    *WHICH,
    Column("field", _("felt"), _("Hva forslaget gjelder."), itemgetter("field"), width=24),
    Column("old", _("sto da kommunen svarte"), _("Slik det ble vist."), itemgetter("old"), width=30),
    Column("new", _("riktig er, sier kommunen"), _("Kommunens ord."), itemgetter("new"), width=30),
    Column("parties", _("parter"), _("I et samarbeid som manglet, med kommunens ord."), itemgetter("parties"), width=30),
    Column("why", _("begrunnelse"), _("Kommunens ord."), itemgetter("why"), width=44),
    Column("at", _("mottatt"), _("Når forslaget kom."), itemgetter("at"), "moment"),
    Column("state", _("ble"), _("Hva forslaget ble."), itemgetter("state")),
    Column("decided_at", _("behandlet"), _("Når det ble behandlet."), itemgetter("decided_at"), "moment"),
    Column("decided_by", _("behandlet av"), _("Saksbehandleren."), itemgetter("decided_by"), width=24),
    Column("reason", _("svar til kommunen"), _("Slik det ble sendt."), itemgetter("reason"), width=44),
    Column("became", _("ble til"), _("Nummeret på samarbeidet som manglet."), itemgetter("became"), "number"),
)
