"""The columns of legal forms."""

from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from agreements.columns.column import YES_NO, Column

LEGAL_FORM = (
    Column("code", _("kode"), _("Formens faste kode."), itemgetter("code"), always=True),
    Column("label", _("samarbeidsform"), _("Navnet."), itemgetter("label"), always=True, width=44),
    Column("short_label", _("kort navn"), _("Slik den står i lister."), itemgetter("short_label"), width=28),
    Column("statute", _("hjemmel"), _("Loven formen følger."), itemgetter("statute"), width=30),
    Column("old_statute", _("eldre hjemmel"), _("Etter kommuneloven av 1992."), itemgetter("old_statute"), width=24),
    Column(
        "roles",
        _("roller"),
        _("Rollene partene kan ha."),
        lambda record: "; ".join(role["label"] for role in record["roles"]),
        width=34,
    ),
    Column(
        "legal_person", _("eget rettssubjekt"), _("Om samarbeidet er et eget rettssubjekt."), itemgetter("legal_person"), YES_NO
    ),
    Column("in_koml_17_1", _("nevnt i koml. § 17-1"), _("Om formen er nevnt i paragrafen."), itemgetter("in_koml_17_1"), YES_NO),
    Column(
        "counts_as_formal", _("telles med"), _("Om formen telles som formelt samarbeid."), itemgetter("counts_as_formal"), YES_NO
    ),
)
