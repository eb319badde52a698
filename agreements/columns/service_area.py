"""The columns of service areas."""

from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from agreements.columns.column import Column


def _of(name: str, key: str):
    return lambda record: record[name] and record[name][key]


SERVICE_AREA = (
    Column("code", _("kode"), _("Områdets faste kode."), itemgetter("code"), always=True),
    Column("label", _("samarbeidsområde"), _("Navnet."), itemgetter("label"), always=True, width=34),
    Column("sector_code", _("sektor, kode"), _("Sektorens kode."), _of("sector", "code")),
    Column("sector", _("sektor"), _("Sektoren området hører til."), _of("sector", "label"), width=28),
    Column("kostra_function", _("KOSTRA-funksjon"), _("Nummeret på funksjonen."), _of("kostra_function", "code"), width=12),
    Column("kostra_label", _("KOSTRA-funksjonens navn"), _("Navnet på funksjonen."), _of("kostra_function", "label"), width=34),
    Column("recommended_area_number", _("anbefalt område, nummer"), _("Ett til ni."), _of("recommended_area", "number"), "number"),
    Column(
        "recommended_area", _("anbefalt område"), _("Ett av de ni anbefalte områdene."), _of("recommended_area", "label"), width=40
    ),
)
