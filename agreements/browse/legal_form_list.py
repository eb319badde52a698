"""`/samarbeidsformer/`: every form of cooperation, what it is, and how many use it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.columns.files import LEGAL_FORMS, FileChoice
from agreements.columns.records import legal_form_records
from agreements.legal_forms.base import LegalForm
from agreements.legal_forms.catalogue import CATALOGUE
from agreements.models import Agreement
from agreements.statistics.legal_forms import Use, by_legal_form
from municipalities.directory import Directory
from registry.parameters import FILE, read_on, today


@dataclass(frozen=True)
class FormRow:
    """One form of the list."""

    form: LegalForm
    use: Use

    @property
    def name(self) -> str:
        """As it stands first in a line."""
        return capfirst(_(self.form.label))

    @property
    def about(self) -> str:
        """The first sentences of what explains it."""
        return _(self.form.law.explanation[0])


def show(request: HttpRequest) -> HttpResponseBase:
    """The list in three parts, with `on` counted among what holds that day; or a file of what the forms are."""
    on = read_on(request, FILE)
    files = FileChoice.of(request, LEGAL_FORMS)
    if files.kind:
        return files.response(legal_form_records(CATALOGUE), Directory.load(today()))
    agreements = Agreement.objects.visible_to(request.user)
    uses = by_legal_form(agreements.on(on) if on else agreements)
    rows = [FormRow(form, uses.get(form.code, Use())) for form in CATALOGUE]
    context = {"section": "forms", "files": files, "on": on, "day": on or today(), "groups": list(_groups(rows))}
    return render(request, "agreements/browse/legal_form_list.html", context)


def _groups(rows: list[FormRow]) -> Iterator[tuple[str, list[FormRow]]]:
    yield _("Interkommunalt samarbeid etter koml. § 17-1"), [row for row in rows if row.form.in_koml_17_1]
    yield _("Andre former registeret har med"), [row for row in rows if not row.form.in_koml_17_1 and not row.form.ended]
    yield _("Former som ikke finnes lenger"), [row for row in rows if row.form.ended]
