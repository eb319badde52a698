"""The short lists that other records point to: organisations, service areas and legal forms."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agreements.legal_forms.base import LegalForm
from agreements.models import Sector
from agreements.models.service_area import RecommendedArea


def organisation_records(queryset: QuerySet) -> Iterator[dict]:
    """Organisations. One query."""
    columns = ("pk", "name", "kind", "org_number", "org_form", "seat")
    for pk, name, kind, number, form, seat in queryset.values_list(*columns):
        yield {"id": pk, "name": name, "kind": kind, "org_number": number or None, "org_form": form or None, "seat": seat}


def service_area_records(queryset: QuerySet) -> Iterator[dict]:
    """Service areas. One query."""
    sectors, recommended = dict(Sector.choices), dict(RecommendedArea.choices)
    columns = ("code", "name", "sector", "kostra_function", "kostra_label", "recommended_area")
    for code, name, sector, function, function_name, area in queryset.values_list(*columns):
        yield {
            "code": code,
            "label": name,
            "sector": {"code": sector, "label": str(sectors[sector])},
            "kostra_function": {"code": function, "label": function_name} if function else None,
            "recommended_area": {"number": area, "label": str(recommended[area])} if area else None,
        }


def legal_form_records(forms: Iterable[LegalForm]) -> Iterator[dict]:
    """Forms of the catalogue. No query."""
    for form in forms:
        yield {
            "code": form.code,
            "label": _(form.label),
            "short_label": _(form.short_label),
            "statute": form.statute,
            "old_statute": form.old_statute,
            "roles": [{"code": role.code, "label": _(role.label)} for role in form.roles],
            "default_role": form.default_role.code,
            "legal_person": form.legal_person,
            "in_koml_17_1": form.in_koml_17_1,
            "counts_as_formal": form.counts,
            "ended": form.ended,
        }
