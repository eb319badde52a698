"""`/endringer/`: the public diary of the register, newest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from agreements.columns.public_changes import public_changes, told
from agreements.models import Participation
from municipalities.directory import Directory
from registry.parameters import PAGING, BadParameters, Problem, check_names, read_page, today


def show(request: HttpRequest) -> HttpResponse:
    """The diary; with `municipality` only what concerns agreements it takes or has taken part in."""
    check_names(request.GET, {"municipality", *PAGING})
    directory = Directory.load(today())
    number, changes = request.GET.get("municipality", "").strip(), public_changes()
    entries = directory.by_number(number)
    if number and not entries:
        right = _("Ingen kommune i registeret har eller har hatt dette nummeret. Skriv et kommunenummer, for eksempel 5528.")
        raise BadParameters([Problem("municipality", number[:60], right)])
    if entries:
        parties = Participation.objects.filter(municipality__in=[entry.municipality.pk for entry in entries])
        changes = changes.filter(record_id__in=parties.values("agreement"))
    page = read_page(request, changes)
    context = {
        "section": "changes",
        "page": page,
        "changes": told(page),
        "municipalities": [(directory.number(entry.municipality), entry.municipality.name) for entry in directory.existing()],
        "number": number,
        "name": " / ".join(entry.municipality.name for entry in entries),
    }
    return render(request, "agreements/browse/change_list.html", context)
