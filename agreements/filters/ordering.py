"""In which order: every order an address may ask for, complete (ties by id) and with the unknown last both ways."""

from django.db.models import Case, Count, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from agreements.legal_forms.catalogue import CATALOGUE
from agreements.models import Status
from registry.search import sort_key

DEFAULT = "name"
STATUS_ORDER = (Status.IN_FORCE, Status.NOTICE, Status.COMING, Status.UNCLEAR, Status.ENDED)
NAMES = ("name", "legal_form", "parties", "valid_from", "status", "updated_at")
ORDERINGS = tuple(sign + name for name in NAMES for sign in ("", "-"))


def ordered(queryset: QuerySet, ordering: str, parties: QuerySet) -> QuerySet:
    """The agreements in one of ORDERINGS; `status` must be annotated, `parties` are the participations that count."""
    name = ordering.removeprefix("-")
    key = {
        "name": lambda: F("sort_key"),
        "legal_form": lambda: _rank("legal_form", [form.code for form in sorted(CATALOGUE, key=_label)]),
        "parties": lambda: _number_of(parties),
        "valid_from": lambda: F("valid_from"),
        "status": lambda: _rank("status", STATUS_ORDER),
        "updated_at": lambda: F("updated_at"),
    }[name]()
    queryset = queryset.alias(ordered_by=key)
    first = F("ordered_by").desc(nulls_last=True) if ordering.startswith("-") else F("ordered_by").asc(nulls_last=True)
    return queryset.order_by(first, "sort_key", "pk")


def _label(form) -> str:
    return sort_key(_(form.short_label))


def _rank(column: str, values) -> Case:
    whens = [When(**{column: value}, then=Value(rank)) for rank, value in enumerate(values)]
    return Case(*whens, default=Value(len(whens)), output_field=IntegerField())


def _number_of(parties: QuerySet) -> Coalesce:
    counted = parties.filter(agreement=OuterRef("pk")).order_by().values("agreement").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
