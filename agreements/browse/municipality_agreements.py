"""What one municipality takes part in: what it is in on the day, what is over or does not count, and with whom."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import groupby

from django.db.models import Count, Prefetch, QuerySet, prefetch_related_objects
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.legal_forms.catalogue import CATALOGUE, ROLES
from agreements.models import Agreement, Participation, ServiceArea, Status
from municipalities.directory import Directory
from municipalities.models import Municipality

GROUPINGS = ("form", "area", "role")
UNCOUNTED, FORMER = "uncounted", "former"
LONG_TEXTS = ("former_names", "purpose", "participants_text", "note", "search_text")  # no row shows them
PICTURED, NAMED = 8, 3  # partners in the footprint, and in the sentence


@dataclass(frozen=True)
class OwnAgreement:
    """An agreement seen from one municipality: its own row of parties, and who hosts."""

    agreement: Agreement
    row: Participation
    day: date

    @property
    def hosts(self) -> list[str]:
        """The names of the other municipalities that host on the day. Needs what `fetch` fetches."""
        return [host.party.name for host in self.agreement.hosting if host.pk != self.row.pk and host.takes_part(self.day)]

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
    number: int  # how many there are under it, on all pages


@dataclass(frozen=True)
class Partner:
    """Another municipality, and how many agreements the two share."""

    municipality: Municipality
    shared: int
    width: str  # of its bar, in percent of all the agreements


@dataclass
class OwnAgreements:
    """All of one municipality's agreements, sorted out for a day."""

    municipality: Municipality
    directory: Directory
    current: list[OwnAgreement]  # it takes part on the day, and the agreement counts
    uncounted: list[OwnAgreement]  # it takes part on the day, in a network, project, proposal or the like
    former: list[OwnAgreement]  # over, left, or still to come; only on a page without `on`
    undated: int = 0  # left out of a page with `on`, because nothing shows that they had begun

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
        """The other municipalities in the current ones, most frequent first. One query."""
        rows = Participation.objects.on(self.directory.day).filter(agreement__in=[own.agreement.pk for own in self.current])
        rows = rows.filter(municipality__isnull=False).exclude(municipality=self.municipality).order_by()
        shared = dict(rows.values_list("municipality").annotate(Count("agreement", distinct=True)))
        partners = [
            Partner(self.directory[pk].municipality, number, f"{100 * number / len(self.current):.1f}%")
            for pk, number in shared.items()
        ]
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
        found: dict[int, list[int]] = {}
        through = Agreement.service_areas.through.objects.filter(agreement__in=[own.agreement.pk for own in self.current])
        for agreement, area in through.values_list("agreement", "servicearea"):
            found.setdefault(agreement, []).append(area)
        keys = [*ServiceArea.objects.values_list("pk", "name"), (None, _("Uten samarbeidsområde"))]
        return self._groups(keys, lambda own: found.get(own.agreement.pk, [None]))

    def _groups(self, keys: Iterable[tuple], keys_of) -> list[Group]:
        found = {key: (heading, []) for key, heading in keys}
        for own in self.current:
            for key in keys_of(own):
                found[key][1].append(own)
        return [Group(heading, agreements, len(agreements)) for heading, agreements in found.values() if agreements]

    def listed(self, grouping: str) -> list[tuple[Group, OwnAgreement]]:
        """Everything in the order it is shown, to be cut into pages: the current ones group by group, and then the others."""
        others = [Group(name, rows, len(rows)) for name, rows in ((UNCOUNTED, self.uncounted), (FORMER, self.former))]
        return [(group, own) for group in [*self.grouped(grouping), *others] for own in group.agreements]


def fetch(page: Iterable[tuple[Group, OwnAgreement]]) -> list[Group]:
    """The groups of one page, with only the agreements that are on it, and all that their rows show. Three queries."""
    page = list(page)
    hosts = Prefetch("participations", queryset=Participation.objects.hosts().for_list(), to_attr="hosting")
    prefetch_related_objects([own.agreement for _group, own in page], "service_areas", "sources", hosts)
    together = groupby(page, key=lambda pair: pair[0])
    return [replace(group, agreements=[own for _group, own in pairs]) for group, pairs in together]


def own_agreements(agreements: QuerySet, municipality: Municipality, directory: Directory, on: date | None) -> OwnAgreements:
    """Sort out the agreements the municipality is or has been in. Two queries however many there are."""
    day = directory.day
    rows: dict[int, list[Participation]] = {}
    for row in Participation.objects.for_list().select_related(None).filter(municipality=municipality):
        row.municipality = municipality
        rows.setdefault(row.agreement_id, []).append(row)
    sorted_out = OwnAgreements(municipality, directory, [], [], [])
    found = agreements.filter(pk__in=Participation.objects.filter(municipality=municipality).values("agreement"))
    for agreement in found.with_status(day).defer(*LONG_TEXTS):
        own = rows.get(agreement.pk, [])
        for row in own:
            row.agreement = agreement
        now = next((row for row in own if row.takes_part(day)), None)
        if now and agreement.holds(day) and agreement.begun_on(day):
            (sorted_out.current if agreement.counts else sorted_out.uncounted).append(OwnAgreement(agreement, now, day))
        elif on is None and own:
            last = max(own, key=lambda row: row.valid_from or date.min)
            sorted_out.former.append(OwnAgreement(agreement, last, day))
        elif any(row.holds(day) for row in own) and agreement.holds(day):
            sorted_out.undated += 1
    return sorted_out
