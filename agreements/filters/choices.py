"""Values of an address that are of a known few."""

from collections.abc import Collection, Mapping

from django.http import HttpRequest
from django.utils.translation import gettext as _

from municipalities.models import Region
from registry.parameters import BadParameters, Problem


def chosen(request: HttpRequest, name: str, known: Mapping[str, object]) -> object | None:
    """What a parameter names by its code; None when absent. Raises BadParameters naming the codes there are."""
    value = request.GET.get(name, "").strip()
    if value and value not in known:
        right = _("Registeret kjenner ikke denne verdien. Det kjenner: %(known)s.") % {"known": ", ".join(known) or _("ingen")}
        raise BadParameters([Problem(name, value[:60], right)])
    return known.get(value)


def codes_in(request: HttpRequest, name: str, known: Collection[str]) -> list[str]:
    """The codes that a parameter lists, «name,host» or one a time. Raises BadParameters naming the codes there are."""
    given = [code.strip() for text in request.GET.getlist(name) for code in text.split(",") if code.strip()]
    if unknown := [code for code in given if code not in known]:
        right = _("Registeret kjenner ikke denne verdien. Det kjenner: %(known)s.") % {"known": ", ".join(known) or _("ingen")}
        raise BadParameters([Problem(name, unknown[0][:60], right)])
    return given


def read_region(request: HttpRequest) -> Region | None:
    """The region that `region` names; None when absent. Raises BadParameters."""
    slug = request.GET.get("region", "").strip()
    region = Region.objects.filter(slug=slug).first() if slug else None
    if slug and region is None:
        right = _("Ingen region har dette navnet i adressen. Finn den i listen over regioner.")
        raise BadParameters([Problem("region", slug[:60], right)])
    return region
