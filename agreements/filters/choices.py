"""Values of an address that are of a known few."""

from collections.abc import Collection, Mapping

from django.http import HttpRequest
from django.utils.translation import gettext as _

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
