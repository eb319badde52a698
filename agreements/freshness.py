"""How fresh a scheme's entry is: when municipalities last stood by it, which of them, and who has not been asked.

What one municipality answered is nobody else's business; that it has stood by the entry is public.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.models import Answer, Confirmation, Participation, Round, Task
from agreements.models.participation import ParticipationQuerySet
from municipalities.models import Municipality
from registry.periods import show_day
from registry.templatetags.page import listed

NAMED = 4  # of those who have not been asked


@dataclass(frozen=True)
class Freshness:
    """What is known of one scheme on a day: the last confirmation, and of its municipalities who was asked and who confirmed."""

    day: date
    last: date | None
    asked: tuple[Municipality, ...]
    confirmed: int
    not_asked: tuple[Municipality, ...]

    @property
    def years(self) -> int:
        """Whole years since the last confirmation; 0 without any."""
        return (
            self.day.year - self.last.year - ((self.day.month, self.day.day) < (self.last.month, self.last.day)) if self.last else 0
        )

    @property
    def label(self) -> str:
        """«bekreftet 12.11.2026», «sist bekreftet for over ett år siden»; "" without any confirmation."""
        if self.last is None:
            return ""
        if self.years == 0:
            return _("bekreftet %(day)s") % {"day": show_day(self.last)}
        if self.years == 1:
            return _("sist bekreftet for over ett år siden")
        number = {2: _("to"), 3: _("tre"), 4: _("fire")}.get(self.years, str(self.years))
        return _("sist bekreftet for over %(number)s år siden") % {"number": number}

    @property
    def kind(self) -> str:
        """How it looks: confirmed, ageing after a year, outdated after two."""
        return "confirmed" if self.years == 0 else "ageing" if self.years == 1 else "outdated"

    @property
    def by_whom(self) -> str:
        """«bekreftet av 3 av 3 spurte kommuner; Narvik er ikke spurt», "" where nobody has been asked."""
        if not self.asked:
            return ""
        said = ngettext(
            "bekreftet av %(confirmed)s av %(asked)s spurt kommune",
            "bekreftet av %(confirmed)s av %(asked)s spurte kommuner",
            len(self.asked),
        ) % {"confirmed": self.confirmed, "asked": len(self.asked)}
        if not self.not_asked:
            return said
        names = [municipality.name for municipality in self.not_asked]
        left = (
            listed(names)
            if len(names) <= NAMED
            else ngettext("%(number)s annen", "%(number)s andre", len(names)) % {"number": len(names)}
        )
        return _("%(said)s; %(names)s er ikke spurt") % {"said": said, "names": left}


def with_freshness(rows: ParticipationQuerySet, day: date) -> ParticipationQuerySet:
    """The participations, each with when its municipality last confirmed the scheme by the day, and whether it was asked."""
    of_party = {"municipality": OuterRef("municipality")}
    confirmed = Confirmation.objects.filter(**of_party, agreement=OuterRef("agreement"), on__lte=day).order_by("-on")
    asked = Task.objects.filter(**of_party, round__opened_at__date__lte=day).exclude(round__state=Round.State.PREPARED)
    return rows.annotate(confirmed_on=Subquery(confirmed.values("on")[:1]), asked=Exists(asked))


def freshness(ever: Iterable[Participation], rows: Iterable[Participation], day: date) -> Freshness:
    """How fresh the scheme is on the day, by those who take part in it of all who ever have. Both come from `with_freshness`."""
    parties = {row.municipality_id: row for row in rows if row.municipality_id}
    asked = [row for row in parties.values() if row.asked or row.confirmed_on]
    return Freshness(
        day,
        max((row.confirmed_on for row in ever if row.confirmed_on), default=None) if parties else None,
        tuple(row.municipality for row in asked),
        sum(row.confirmed_on is not None for row in asked),
        tuple(row.municipality for row in parties.values() if row not in asked),
    )


def last_confirmed(municipality: Municipality, day: date) -> Task | None:
    """The task in which the municipality last confirmed its list by the day: when, by the holder of which post, and whether
    something was left to be looked into. One query."""
    left_open = Exists(Answer.objects.filter(task=OuterRef("pk"), kind=Answer.Kind.UNSURE))
    tasks = Task.objects.confirmed().filter(municipality=municipality, confirmed_on__lte=day).annotate(left_open=left_open)
    return tasks.only("title", "confirmed_on").order_by("-confirmed_on", "-confirmed_at").first()


def stood_by(municipality: Municipality, day: date) -> dict[int, date]:
    """On which day by this one a municipality last stood by each agreement in a yearly review. One query."""
    rows = Confirmation.objects.filter(municipality=municipality, on__lte=day).order_by("on")
    return dict(rows.values_list("agreement", "on"))


def answered_on(municipality: Municipality, day: date) -> bool:
    """Whether the municipality confirmed its list in a yearly review on the day, one answer a line. One query."""
    return Task.objects.confirmed().filter(municipality=municipality, confirmed_on=day).exists()
