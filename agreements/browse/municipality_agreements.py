"""What one municipality takes part in: what it is in on the day, what is over or does not count, and with whom."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.legal_forms.catalogue import CATALOGUE, ROLES
from agreements.models import Agreement, Participation, Status
from municipalities.models import Municipality

GROUPINGS = ("form", "area", "role")
PICTURED, NAMED = 8, 3  # partners in the footprint, and in the sentence


@dataclass(frozen=True)
class OwnAgreement:
    """An agreement seen from one municipality: its own row of parties, and who hosts."""

    agreement: Agreement
    row: Participation
    parties: tuple[Participation, ...]

    @property
    def hosts(self) -> list[str]:
        """The names of the other municipalities that host."""
        return [other.party.name for other in self.parties if other.is_host and other.pk != self.row.pk]

    @property
    def start_shown(self) -> str:
        """Since when the municipality takes part; when only the agreement's start is known, that one."""
        return (self.row if self.row.valid_from else self.agreement).start_shown

    @property
    def has_left(self) -> bool:
        """Whether the municipality went out of an agreement that others may still be in."""
        return self.row.valid_to is not None and self.row.valid_to != self.agreement.valid_to


@dataclass(frozen=True)
class Group:
    """Some of the agreements under one heading."""

    heading: str
    agreements: list[OwnAgreement]


@dataclass(frozen=True)
class Partner:
    """Another municipality, and how many agreements the two share."""

    municipality: Municipality
    shared: int
    width: str  # of its bar, in percent of all the agreements


@dataclass(frozen=True)
class OwnAgreements:
    """All of one municipality's agreements, sorted out for a day."""

    current: list[OwnAgreement]  # it takes part on the day, and the agreement counts
    uncounted: list[OwnAgreement]  # it takes part on the day, in a network, project, proposal or the like
    former: list[OwnAgreement]  # over, left, or still to come; only on a page without `on`
    undated: int  # left out of a page with `on`, because nothing shows that they had begun

    @cached_property
    def hosted(self) -> int:
        """How many of the current ones it hosts."""
        return sum(own.row.is_host for own in self.current)

    @cached_property
    def unclear(self) -> int:
        """How many of the current ones nobody knows still hold."""
        return sum(own.agreement.status == Status.UNCLEAR for own in self.current)

    @property
    def others(self) -> int:
        """How many it is not in, or not in a way that counts."""
        return len(self.former) + len(self.uncounted)

    @cached_property
    def partners(self) -> list[Partner]:
        """The other municipalities in the current ones, most frequent first."""
        found: dict[int, Municipality] = {}
        shared: Counter[int] = Counter()
        for own in self.current:
            others = {row.municipality_id: row.municipality for row in own.parties if row.municipality_id}
            others.pop(own.row.municipality_id, None)
            found.update(others)
            shared.update(others.keys())
        partners = [Partner(found[pk], number, f"{100 * number / len(self.current):.1f}%") for pk, number in shared.items()]
        return sorted(partners, key=lambda partner: (-partner.shared, partner.municipality.sort_key))

    @property
    def most_frequent(self) -> list[Partner]:
        """The partners a sentence names: only those shared most with, not whoever comes first in the alphabet."""
        named = self.partners[:NAMED]
        if len(self.partners) > NAMED and self.partners[NAMED].shared == named[-1].shared:
            named = [partner for partner in named if partner.shared > named[-1].shared]
        return named

    @property
    def pictured(self) -> list[Partner]:
        """The partners of the footprint: the most frequent ones, and whoever is as frequent as the last of them."""
        least = max(self.partners[:PICTURED][-1].shared, 2) if self.partners else 0
        return [partner for partner in self.partners if partner.shared >= least]

    def grouped(self, grouping: str) -> list[Group]:
        """The current ones under headings, by one of GROUPINGS."""
        if grouping == "form":
            keys = [(form.code, capfirst(_(form.label))) for form in CATALOGUE]
            return self._groups(keys, lambda own: [own.agreement.legal_form])
        if grouping == "role":
            keys = [(role.code, capfirst(_(role.label))) for role in ROLES]
            return self._groups(keys, lambda own: [own.row.role])
        areas = {area.pk: area for own in self.current for area in own.agreement.service_areas.all()}
        ordered = sorted(areas.values(), key=lambda area: area.sort_key)
        keys = [*((area.pk, area.name) for area in ordered), (None, _("Uten samarbeidsområde"))]
        return self._groups(keys, lambda own: [area.pk for area in own.agreement.service_areas.all()] or [None])

    def _groups(self, keys: Iterable[tuple], keys_of) -> list[Group]:
        groups = (Group(heading, [own for own in self.current if key in keys_of(own)]) for key, heading in keys)
        return [group for group in groups if group.agreements]


def own_agreements(agreements: QuerySet, municipality: Municipality, day: date, on: date | None) -> OwnAgreements:
    """Sort out the agreements the municipality is or has been in. Four queries however many there are."""
    rows = Participation.objects.filter(municipality=municipality)
    found = agreements.filter(pk__in=rows.values("agreement")).with_status(day).for_list(Participation.objects.for_list())
    sorted_out = OwnAgreements([], [], [], 0)
    undated = 0
    for agreement in found:
        own = [row for row in agreement.parties if row.municipality_id == municipality.pk]
        now = next((row for row in own if row.takes_part(day)), None)
        if now and agreement.holds(day) and agreement.begun_on(day):
            parties = tuple(row for row in agreement.parties if row.takes_part(day))
            (sorted_out.current if agreement.counts else sorted_out.uncounted).append(OwnAgreement(agreement, now, parties))
        elif on is None:
            last = max(own, key=lambda row: row.valid_from or date.min)
            sorted_out.former.append(OwnAgreement(agreement, last, tuple(agreement.parties)))
        elif any(row.holds(day) for row in own) and agreement.holds(day):
            undated += 1
    return OwnAgreements(sorted_out.current, sorted_out.uncounted, sorted_out.former, undated)
