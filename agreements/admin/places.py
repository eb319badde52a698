"""Where in the form of an agreement a field of the record is written, and what each form of cooperation has a use for."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from agreements.legal_forms.base import LegalForm
from agreements.legal_forms.catalogue import CATALOGUE
from agreements.legal_forms.fields import without

# Fields of the record, and of what the rules of law speak of, that the form has under another name. A share is a column of the
# parties' rows.
NAMED_OTHERWISE = {
    "valid_from": "start",
    "valid_to": "end",
    "organisation": "organisation_name",
    "parent": "parent_name",
    "ownerships": "share",
}
COLUMN_OF = {"share": "participations"}


def anchors(fields: Iterable[str], tables: Iterable[str]) -> dict[str, str]:
    """For each field of the record the id on the page where it is written: its own field, or the group of rows."""
    found = {name: f"id_{name}" for name in fields} | {name: f"{name}-group" for name in tables}
    found |= {column: f"{table}-group" for column, table in COLUMN_OF.items()}
    return found | {name: found[field] for name, field in NAMED_OTHERWISE.items() if field in found}


def forms_for_the_page() -> dict[str, dict]:
    """What the script of the page knows of each form of cooperation, by its code."""
    return {form.code: _for_the_page(form) for form in CATALOGUE}


def _for_the_page(form: LegalForm) -> dict:
    return {
        "without": [NAMED_OTHERWISE.get(field, field) for field in without(form)],
        "roles": [role.code for role in form.roles],
        "usual": _("– vanlig: %(role)s –") % {"role": _(form.default_role.label)},
        "misfit": _("Vises fordi det er fylt ut. Hører vanligvis ikke til formen %(form)s.") % {"form": _(form.short_label)},
    }
