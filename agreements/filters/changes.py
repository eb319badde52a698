"""Which changes an address asks for: those of the agreements a municipality has to do with, or since a moment."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from agreements.filters.form import read_moment
from agreements.models import Participation
from municipalities.directory import Directory, Entry
from registry.parameters import PAGING, BadParameters, Problem, check_names, today

NAMES = ("municipality", "changed_since")


@dataclass(frozen=True)
class ChangeSelection:
    """The changes found among those given, and what was asked for."""

    number: str
    entries: list[Entry]
    directory: Directory
    changes: QuerySet

    @classmethod
    def of(cls, request: HttpRequest, changes: QuerySet, extra: Iterable[str] = PAGING) -> "ChangeSelection":
        """Read an address; `extra` names parameters that the view reads itself. Raises BadParameters."""
        check_names(request.GET, {*NAMES, *extra})
        directory = Directory.load(today())
        number = request.GET.get("municipality", "").strip()
        entries = directory.by_number(number)
        if number and not entries:
            right = _("Ingen kommune i registeret har eller har hatt dette nummeret. Skriv et kommunenummer, for eksempel 5528.")
            raise BadParameters([Problem("municipality", number[:60], right)])
        if entries:
            parties = Participation.objects.filter(municipality__in=[entry.municipality.pk for entry in entries])
            changes = changes.filter(record_id__in=parties.values("agreement"))
        if since := request.GET.get("changed_since", "").strip():
            try:
                changes = changes.filter(at__gte=read_moment(since))
            except ValidationError as error:
                raise BadParameters([Problem("changed_since", since[:60], error.messages[0])]) from error
        return cls(number, entries, directory, changes)
