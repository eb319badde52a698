"""The filter set of agreements: what each name in an address means.

With `on`, an agreement is found when its period covers the day, and a party, county or region is looked up as it was that
day. Without it all agreements are found, the ended ones too; a party then is whoever takes or has taken part, a county is
looked up wherever a party has lain in it, and `status` and `region` are those of today.

A number of a municipality means the legal municipalities that have carried it: 1931 finds what Lenvik took part in until
2019, not what Senja does now. The page leads on to the successor.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import ClassVar

from django.db.models import Count, Q, QuerySet
from django_filters import CharFilter, Filter

from agreements.filters.form import AgreementFilterForm, CodesField
from agreements.filters.ordering import DEFAULT, ordered
from agreements.filters.statistics import question_of
from agreements.filters.words import Words, matching, read_words, with_area, with_party
from agreements.models import Agreement, Participation
from agreements.models.edition import Remembered
from agreements.models.participation import existing_on
from agreements.statistics.tables.catalogue import cell_at
from municipalities.directory import Directory
from municipalities.models import MunicipalityNumber, RegionMembership
from registry.parameters import StrictFilterSet, today
from registry.periods import ONE_DAY


class CodesFilter(Filter):
    """A parameter that may be given several times."""

    field_class = CodesField


@dataclass(frozen=True)
class Tally:
    """What is known about a selection: how many agreements, and how many each form or status would give instead."""

    number: int
    without_start: int
    incomplete: int
    by_legal_form: dict[str, int]
    by_status: dict[str, int]


class AgreementFilterSet(StrictFilterSet):
    """The agreements an address asks for. Read `qs` for the rows, `day` for the day they are shown as of."""

    several = ("legal_form", "service_area", "sector", "status")

    q = CharFilter(method="by_words")
    municipality = CharFilter(method="by_municipality")
    county = CharFilter(method="by_county")
    region = CharFilter(method="by_region")
    legal_form = CodesFilter(method="by_legal_form")
    service_area = CodesFilter(method="by_service_area")
    sector = CodesFilter(method="by_sector")
    host = CharFilter(method="by_host")
    status = CodesFilter(method="by_status")
    counts = CharFilter(method="by_counting")
    figure = CharFilter(method="by_figure")
    on = CharFilter(method="by_day")
    changed_since = CharFilter(method="by_change")
    ordering = CharFilter(method="by_ordering")

    class Meta:
        model = Agreement
        fields: ClassVar[list] = []
        form = AgreementFilterForm

    undated = False  # whether `on` finds those left out for want of a start, instead of those in force
    without: tuple[str, ...] = ()  # parameters to leave out, for counting what else there is to choose

    @cached_property
    def chosen(self) -> dict:
        """What the address asks for, read."""
        return self.form.cleaned_data

    @property
    def on_day(self) -> date | None:
        """The day in the address; None when there is none."""
        return self.chosen["on"]

    @cached_property
    def day(self) -> date:
        """The day that status and parties are shown for."""
        return self.on_day or today()

    @cached_property
    def directory(self) -> Directory:
        """The municipalities as of the day."""
        return replace(self.form.directory, day=self.day)

    @cached_property
    def words(self) -> Words:
        """The search, read."""
        return read_words(self.chosen["q"], self.directory, self.form.areas.values())

    @cached_property
    def remembered(self) -> Remembered:
        """What has been counted before, for one request."""
        return Remembered()

    @property
    def parties(self) -> QuerySet:
        """The participations that count as taking part."""
        rows = Participation.objects.all()
        if self.undated:
            return rows.filter(rows.holds_on(self.day)).filter(existing_on(self.day))
        return rows.on(self.day) if self.on_day else rows

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Each parameter in turn, then the order. The status is made where it is asked for: making it costs each row."""
        if self.chosen["status"] or self.chosen["ordering"].endswith("status"):
            queryset = queryset.with_status(self.day)
        for name, value in self.chosen.items():
            if name not in self.without:
                queryset = self.filters[name].filter(queryset, value)
        return queryset if self.chosen["ordering"] else ordered(queryset, DEFAULT, self.parties)

    def undated_rows(self) -> QuerySet:
        """With `on`: those the same address leaves out because nothing shows that they had begun ("ukjent startdato")."""
        other = self._again()
        other.undated = True
        return other.filter_queryset(self.queryset)

    def tally(self) -> Tally:
        """What is known about the selection, in one query."""
        other = self._again()
        other.without = ("legal_form", "status", "ordering")
        groups = (
            other.filter_queryset(self.queryset)
            .with_status(self.day)
            .order_by()
            .values("legal_form", "status")
            .annotate(
                number=Count("pk"),
                without_start=Count("pk", filter=Q(valid_from__isnull=True)),
                incomplete=Count("pk", filter=Q(participants_complete=False)),
            )
        )
        forms, statuses = set(self.chosen["legal_form"]), set(self.chosen["status"])
        by_form, by_status, found = Counter(), Counter(), Counter()
        for group in self.remembered.rows(groups):
            right_form = not forms or group["legal_form"] in forms
            right_status = not statuses or group["status"] in statuses
            by_form[group["legal_form"]] += group["number"] * right_status
            by_status[group["status"]] += group["number"] * right_form
            for name in ("number", "without_start", "incomplete"):
                found[name] += group[name] * (right_form and right_status)
        return Tally(found["number"], found["without_start"], found["incomplete"], dict(by_form), dict(by_status))

    def _again(self) -> "AgreementFilterSet":
        other = type(self)(self.data, queryset=self.queryset)
        other.chosen, other.directory = self.chosen, self.directory  # read once
        if self.chosen["q"]:
            other.words = self.words
        return other

    def by_words(self, queryset, name, value):
        """`q`."""
        return matching(queryset, self.words, self.parties)

    def by_municipality(self, queryset, name, value):
        """`municipality`: one that carries the number takes part."""
        return queryset.filter(with_party(self.parties.filter(municipality__in=value)))

    def by_host(self, queryset, name, value):
        """`host`: one that carries the number is host."""
        return queryset.filter(with_party(self.parties.hosts().filter(municipality__in=value)))

    def by_county(self, queryset, name, value):
        """`county`: a municipality in the county takes part, however few."""
        numbered = MunicipalityNumber.objects.filter(county__in=[county.pk for county in value])
        if self.on_day:
            numbered = numbered.on(self.day)
        return queryset.filter(with_party(self.parties.filter(municipality__in=numbered.values("municipality"))))

    def by_region(self, queryset, name, value):
        """`region`: a member takes part. The members of a region that is over are those of its last day."""
        day = min(self.day, value.valid_to - ONE_DAY) if value.valid_to and not self.on_day else self.day
        members = RegionMembership.objects.on(day).filter(region=value)
        return queryset.filter(with_party(self.parties.filter(municipality__in=members.values("municipality"))))

    def by_legal_form(self, queryset, name, value):
        """`legal_form`: one of the forms."""
        return queryset.filter(legal_form__in=value)

    def by_service_area(self, queryset, name, value):
        """`service_area`: about one of the areas."""
        return queryset.filter(with_area(Q(pk__in=[area.pk for area in value])))

    def by_sector(self, queryset, name, value):
        """`sector`: about an area in one of the sectors."""
        return queryset.filter(with_area(Q(sector__in=value)))

    def by_status(self, queryset, name, value):
        """`status`: one of those, on the day."""
        return queryset.filter(status__in=value)

    def by_counting(self, queryset, name, value):
        """`counts`: whether it counts as a formal scheme, so that every figure can open exactly the rows it counts."""
        return queryset.filter(counts=value == "ja")

    def by_figure(self, queryset, name, value):
        """`figure`: exactly the schemes that a number on a page of figures counts, on the day."""
        question = question_of(value.scope, self.directory)
        cell = question and cell_at(question, value)
        return queryset.filter(pk__in=[scheme.pk for scheme in (cell and cell.schemes) or ()])

    def by_day(self, queryset, name, value):
        """`on`: the period covers the day."""
        return queryset.unknown_start_before(value) if self.undated else queryset.on(value)

    def by_change(self, queryset, name, value):
        """`changed_since`: written in the register since."""
        return queryset.filter(updated_at__gte=value)

    def by_ordering(self, queryset, name, value):
        """`ordering`."""
        return ordered(queryset, value, self.parties)
