"""The columns of organisations."""

from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from agreements.columns.column import Column
from municipalities.models import Organisation

ORGANISATION = (
    Column(
        "id", _("nummer i registeret"), _("Registerets eget nummer. Det endres aldri."), itemgetter("id"), "number", always=True
    ),
    Column("name", _("organisasjon"), _("Navnet i dag."), itemgetter("name"), always=True, width=42),
    Column("kind", _("slag"), _("Hva slags organisasjon."), itemgetter("kind"), labels=dict(Organisation.Kind.choices), width=30),
    Column("org_number", _("organisasjonsnummer"), _("Ni sifre. Tomt: ikke kjent."), itemgetter("org_number"), width=14),
    Column(
        "org_form",
        _("organisasjonsform"),
        _("Koden i Enhetsregisteret. Tomt: ikke kjent."),
        itemgetter("org_form"),
        width=14,
    ),
    Column("seat", _("kontorsted"), _("Der organisasjonen har kontor."), itemgetter("seat")),
)
