"""How reports put things in a cell: short, and never more exact than the source."""

from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.models import Participation
from agreements.reports.own import Own
from municipalities.models.region import Certainty
from registry.periods import Period, Precision


def day_or_words(row: Period) -> date | str | None:
    """The start: a day when the day is known, else as people say it; None when it is not known."""
    if row.valid_from is None:
        return None
    return row.valid_from if row.valid_from_precision == Precision.DAY else row.start_shown


def last_day_or_words(row: Period) -> date | str | None:
    """The last day: a day when the day is known, else as people say it; None when no end is known."""
    return row.last_day if row.valid_to_precision == Precision.DAY else row.end_shown or None


def started_or_words(own: Own) -> date | str | None:
    """Since when the agreement is."""
    return day_or_words(own.agreement)


def form_in_words(own: Own) -> str:
    """The form, with a word of caution where no source states it."""
    agreement = own.agreement
    label = capfirst(_(agreement.form.short_label))
    return label if agreement.certain_form else f"{label} ({Certainty(agreement.legal_form_certainty).label})"


def party_in_words(row: Participation) -> str:
    """A party, with its role when it is the one to ask first: «Bardu (vertskommune)»."""
    return f"{row.party.name} ({row.role_label})" if row.leads else row.party.name


def parties_in_words(own: Own) -> str:
    """All parties in one cell, and whether there are more."""
    return listed_parties(own, own.parties)


def listed_parties(own: Own, rows: list[Participation]) -> str:
    """Some of the parties in one cell, and whether the agreement has more than are named."""
    names = ", ".join(party_in_words(row) for row in rows)
    return names if own.agreement.participants_complete else _("%(names)s og flere") % {"names": names} if names else ""
