"""The one sentence about a municipality, and how much of it is uncertain: what one says on the telephone."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.browse.municipality_agreements import OwnAgreements
from registry.periods import show_day
from registry.templatetags.page import listed


def sentence(name: str, own: OwnAgreements, day: date, *, at_least: bool, past: bool) -> str:
    """«Kåfjord deltar i minst 14 samarbeid, er vert for ett av dem og samarbeider oftest med Lyngen. …»; `past` on another day."""
    number = len(own.current)
    if not number:
        return _("Ingen samarbeid er registrert for %(name)s per %(day)s.") % {"name": name, "day": show_day(day)}
    amount = _("minst %(number)s") % {"number": number} if at_least else str(number)
    takes_part = _("deltok i %(amount)s samarbeid") if past else _("deltar i %(amount)s samarbeid")
    parts = [takes_part % {"amount": amount}]
    if own.hosted:
        hosted = _("ett") if own.hosted == 1 else str(own.hosted)
        parts.append((_("var vert for %(hosted)s av dem") if past else _("er vert for %(hosted)s av dem")) % {"hosted": hosted})
    if partners := [partner.municipality.name for partner in own.most_frequent]:
        together = _("samarbeidet oftest med %(partners)s") if past else _("samarbeider oftest med %(partners)s")
        parts.append(together % {"partners": listed(partners)})
    first = (
        f"{name} {', '.join(parts[:-1])}{',' if len(parts) > 2 else ''} {_('og')} {parts[-1]}"
        if len(parts) > 1
        else f"{name} {parts[0]}"
    )
    return f"{first}. {_uncertainty(own, past=past)}".strip()


def _uncertainty(own: OwnAgreements, *, past: bool) -> str:
    """For how many of them it is not known whether they hold; "" when it is known for all."""
    if not own.unclear:
        return ""
    if 1 < own.unclear == len(own.current):
        return _("Det er ikke kjent om noen av dem gjaldt da.") if past else _("Det er ikke kjent om noen av dem fortsatt gjelder.")
    if past:
        text = ngettext(
            "For ett er det ikke kjent om det gjaldt da.",
            "For %(number)s av dem er det ikke kjent om de gjaldt da.",
            own.unclear,
        )
    else:
        text = ngettext(
            "For ett er det ikke kjent om det fortsatt gjelder.",
            "For %(number)s av dem er det ikke kjent om de fortsatt gjelder.",
            own.unclear,
        )
    return text % {"number": own.unclear}
