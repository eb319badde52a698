"""Values of an address that are of a known few."""

from collections.abc import Collection, Mapping
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from municipalities.directory import Directory
from municipalities.models import County, Region
from registry.parameters import BadParameters, Problem, unknown_value
from registry.periods import show_day


def chosen(request: HttpRequest, name: str, known: Mapping[str, object]) -> object | None:
    """What a parameter names by its code; None when absent. Raises BadParameters naming the codes there are."""
    value = request.GET.get(name, "").strip()
    if value and value not in known:
        raise unknown_value(name, value, known)
    return known.get(value)


def codes_in(request: HttpRequest, name: str, known: Collection[str]) -> list[str]:
    """The codes that a parameter lists, «name,host» or one a time. Raises BadParameters naming the codes there are."""
    given = [code.strip() for text in request.GET.getlist(name) for code in text.split(",") if code.strip()]
    if unknown := [code for code in given if code not in known]:
        raise unknown_value(name, unknown[0], known)
    return given


def read_county(request: HttpRequest, directory: Directory) -> County | None:
    """The county that `county` names; None when absent. Raises BadParameters where the register has none of it on the day."""
    number = request.GET.get("county", "").strip()
    county = directory.county(number)
    if number and county is None:
        known = ", ".join(f"{one.name} ({one.number})" for one in directory.covered) or _("ingen")
        told = {"day": show_day(directory.day), "known": known}
        raise BadParameters(
            [Problem("county", number[:60], _("Registeret har ikke dette fylket per %(day)s. Det har: %(known)s.") % told)]
        )
    return county


def read_region_on(request: HttpRequest, day: date) -> Region | None:
    """The same as `read_region`. Raises BadParameters also for one that does not hold on the day."""
    region = read_region(request)
    if region and not region.holds(day):
        told = {"day": show_day(day), "start": region.start_shown, "end": region.end_shown or _("ikke satt")}
        right = _("Regionen gjelder ikke per %(day)s. Start: %(start)s. Siste dag: %(end)s.") % told
        raise BadParameters([Problem("region", region.slug[:60], right)])
    return region


def read_region(request: HttpRequest) -> Region | None:
    """The region that `region` names; None when absent. Raises BadParameters."""
    slug = request.GET.get("region", "").strip()
    region = Region.objects.filter(slug=slug).first() if slug else None
    if slug and region is None:
        right = _("Ingen region har dette navnet i adressen. Finn den i listen over regioner.")
        raise BadParameters([Problem("region", slug[:60], right)])
    return region
