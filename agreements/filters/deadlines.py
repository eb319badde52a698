"""Which deadlines an address asks for: a municipality's, a case officer's own, of one kind, between two days; or what has none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from agreements.filters.choices import chosen
from agreements.models import NO_DEADLINE, Agreement, DeadlineKind, Participation
from agreements.models.agreement_queryset import AgreementQuerySet
from municipalities.directory import Directory
from municipalities.models import Municipality
from registry.parameters import PAGING, BadParameters, Problem, check_names, read_day, today
from registry.periods import show_day

NAMES = ("municipality", "kind", "from", "until")
OF_STAFF = ("responsible",)  # who follows them up is for staff alone
MINE, NOBODYS = "meg", "ingen"
KINDS = {kind.value: kind for kind in DeadlineKind} | {NO_DEADLINE: NO_DEADLINE}


@dataclass(frozen=True)
class DeadlineSelection:
    """What was asked for, and the agreements it is asked of."""

    directory: Directory
    municipalities: list[Municipality]
    number: str
    responsible: str
    kind: DeadlineKind | None
    undated: bool
    first: date | None
    last: date | None
    agreements: AgreementQuerySet

    @classmethod
    def of(cls, request: HttpRequest, extra: Iterable[str] = PAGING) -> "DeadlineSelection":
        """Read an address; a municipality's user asks of its own and no other. Raises BadParameters, or Http404 for another's."""
        check_names(request.GET, {*NAMES, *(OF_STAFF if request.user.is_staff else ()), *extra})
        directory, kind = Directory.load(today()), chosen(request, "kind", KINDS)
        number = request.GET.get("municipality", "").strip()
        asked = [entry.municipality for entry in directory.by_number(number)]
        if number and not asked:
            right = _("Ingen kommune i registeret har eller har hatt dette nummeret. Skriv et kommunenummer, for eksempel 5528.")
            raise BadParameters([Problem("municipality", number[:60], right)])
        if own := request.user.municipality:
            if number and own not in asked:
                raise Http404
            asked = [own]
        first, last = _read_period(request, kind)
        agreements = Agreement.objects.visible_to(request.user)
        if asked:
            agreements = taking_part(agreements, asked, directory.day)
        responsible = chosen(request, "responsible", {MINE: MINE, NOBODYS: NOBODYS}) or ""
        if responsible:
            agreements = agreements.filter(responsible=request.user if responsible == MINE else None)
        undated = kind == NO_DEADLINE
        return cls(directory, asked, number, responsible, None if undated else kind, undated, first, last, agreements)


def taking_part(agreements: AgreementQuerySet, municipalities: list[Municipality], day: date) -> AgreementQuerySet:
    """Those where one of the municipalities takes part on the day, or will."""
    not_over = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    parties = Participation.objects.filter(not_over, municipality__in=[municipality.pk for municipality in municipalities])
    return agreements.filter(pk__in=parties.order_by().values("agreement"))


def _read_period(request: HttpRequest, kind: str | None) -> tuple[date | None, date | None]:
    first, last = _read(request, "from"), _read(request, "until")
    if first and last and last < first:
        right = _("Siste dag kommer før første dag, %(first)s.") % {"first": show_day(first)}
        raise BadParameters([Problem("until", request.GET["until"], right)])
    if kind == NO_DEADLINE and (first or last):
        right = _("Samarbeid uten frist har ingen dato. Ta bort perioden.")
        raise BadParameters([Problem(name, request.GET[name], right) for name in ("from", "until") if request.GET.get(name)])
    return first, last


def _read(request: HttpRequest, name: str) -> date | None:
    text = request.GET.get(name, "").strip()
    try:
        return read_day(text) if text else None
    except ValidationError as error:
        raise BadParameters([Problem(name, text[:60], error.messages[0])]) from error
