"""The template: one row a cooperation, help on every heading, drop-downs, and an example that is never imported."""

from collections.abc import Mapping, Sequence
from typing import BinaryIO

from django.utils.translation import gettext as _

from agreements.columns.agreement import ROLE_LABELS
from agreements.columns.read_me import PUBLISHER
from agreements.imports.fields import FIELDS, Kind
from agreements.imports.headings.template import EXAMPLE, IN_TEMPLATE, REQUIRED
from agreements.models import ServiceArea
from municipalities.directory import Directory
from registry.excel.form import Entry, form

WIDE = {
    "name": 42,
    "participants": 60,
    "purpose": 40,
    "legal_form": 34,
    "service_areas": 30,
    "source": 44,
    "source_url": 36,
    "note": 40,
}
OPEN_LISTS = ("service_areas", "host", "municipality")  # other words may be right too


def template(directory: Directory) -> BinaryIO:
    """The workbook. Drop-downs name the areas and municipalities that are in the register."""
    choices = _choices(directory)
    entries = [_entry(code, choices.get(code, ())) for code in IN_TEMPLATE]
    return form(_("Samarbeid"), PUBLISHER, entries, _advice())


def _entry(code: str, choices: Sequence[str]) -> Entry:
    field, example = FIELDS[code], _examples().get(code, "")
    helped = str(_helps().get(code, field.help))
    return Entry(field.title, helped, example, choices, code not in OPEN_LISTS, code in REQUIRED, WIDE.get(code, 20))


def _choices(directory: Directory) -> dict[str, list[str]]:
    found = {code: [str(label) for label in FIELDS[code].labels.values()] for code in IN_TEMPLATE if FIELDS[code].labels}
    found |= {code: [_("ja"), _("nei")] for code in IN_TEMPLATE if FIELDS[code].kind == Kind.YES_NO}
    found["service_areas"] = list(ServiceArea.objects.values_list("name", flat=True))
    names = [entry.municipality.name for entry in directory.existing()]
    return found | dict.fromkeys(("host", "municipality"), names)


def _examples() -> Mapping[str, str]:
    """One row, made up so that nobody takes it for a cooperation there is."""
    return {
        "name": EXAMPLE + _("Legevakt for Vik og Nes"),
        "service_areas": _("Legevakt"),
        "legal_form": str(FIELDS["legal_form"].labels["vertskommune"]),
        "participants": _("Vik, vertskommune; Nes; Berg, fra 01.01.2020, til og med 31.12.2025"),
        "participants_complete": _("ja"),
        "valid_from_text": "01.01.2018",
        "last_day_text": "",
        "purpose": _("Felles legevakt på kveld, natt og helg"),
        "legal_basis": _("koml. § 20-2"),
        "notice_months": "12",
        "source": _("Samarbeidsavtale vedtatt i Vik kommunestyre, sak 17/45"),
        "source_date": "14.12.2017",
    }


def _helps() -> Mapping[str, str]:
    """What is asked for here, where the export's help tells what stands there."""
    dates = _("Så nøyaktig som du vet det: 31.12.2025, oktober 2012, 2008 eller ca. 2008. Tomt når det ikke er kjent.")
    roles = ", ".join(str(label) for label in ROLE_LABELS.values())
    return {
        "name": _("Hva samarbeidet heter. Én rad for hvert samarbeid."),
        "participants": _("Alle parter med semikolon mellom. Rolle og tid kan stå etter navnet, med komma. Roller: %(roles)s.")
        % {"roles": roles},
        "service_areas": _("Velg ett område, eller skriv flere med semikolon mellom."),
        "legal_form": _("Velg formen avtalen sier. La cellen stå tom når du ikke vet."),
        "participants_complete": _("Ja når alle parter er ført opp her, nei når det er flere."),
        "valid_from_text": _("Første dag samarbeidet gjelder. %(dates)s") % {"dates": dates},
        "last_day_text": _("Siste dag det gjelder. %(dates)s") % {"dates": dates},
        "organisation": _("Selskapet eller organet som er opprettet. Tomt når det ikke er noe."),
        "org_number": _("Ni sifre."),
        "host": _("Kommunen som utfører oppgaven for de andre. Tomt når ingen gjør det."),
    }


def _advice() -> list[str]:
    return [
        _("Fyll ut arket «Samarbeid»: én rad for hvert samarbeid. De mørke overskriftene må fylles ut, de andre når du vet det."),
        _("Eksempelraden leses ikke. Du kan la den stå. Kolonner du ikke trenger, kan du slette."),
        _("Skriv det kilden sier. La cellen stå tom når du ikke vet; ingenting blir gjettet."),
        _("Last opp filen under Import. Du får se hva som blir endret før noe lagres."),
    ]
