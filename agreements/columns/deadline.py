"""The columns of deadlines."""

from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from agreements.columns.column import YES_NO, Column
from agreements.models import NO_DEADLINE, DeadlineKind

DEADLINE = (
    Column("day", _("dato"), _("Tom når dagen ikke er kjent."), itemgetter("day"), "date", exact=itemgetter("exact"), always=True),
    Column("shown", _("dato med ord"), _("Så nøyaktig som kilden sier det."), itemgetter("shown"), always=True),
    Column(
        "kind",
        _("frist"),
        _("Hva som skjer den dagen."),
        itemgetter("kind"),
        labels={**dict(DeadlineKind.choices), NO_DEADLINE: _("ingen frist registrert")},
        always=True,
        width=28,
    ),
    Column("past", _("passert"), _("Om dagen er passert uten at det er fulgt opp i registeret."), itemgetter("past"), YES_NO),
    Column("about", _("gjelder"), _("Tilskuddsgiveren, eller det fristen er regnet ut fra."), itemgetter("about"), width=44),
    Column("id", _("samarbeid, nummer"), _("Registerets eget nummer. Det endres aldri."), itemgetter("id"), "number", always=True),
    Column("agreement", _("samarbeid"), _("Navnet i dag."), itemgetter("agreement"), always=True, width=42),
    Column("url", _("adresse"), _("Samarbeidets side i registeret."), itemgetter("url"), width=36),
)
