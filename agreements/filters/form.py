"""How each value in an address is read. Every refusal names the value and what would be right.

All look-ups go through three tables that are read once: municipalities, service areas and regions.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from agreements.filters.ordering import ORDERINGS
from agreements.legal_forms.catalogue import BY_CODE
from agreements.models import Sector, ServiceArea, Status
from agreements.statistics.address import FigureAddress
from agreements.statistics.tables.catalogue import EVERY
from municipalities.directory import Directory
from municipalities.models import County, Municipality, Region
from registry.parameters import read_day, today


class CodesField(forms.Field):
    """A parameter that may be given several times."""

    widget = forms.SelectMultiple


class AgreementFilterForm(forms.Form):
    """The values of one address. The fields come from the filter set; here is what they mean."""

    @cached_property
    def directory(self) -> Directory:
        """Every municipality."""
        return Directory.load(today())

    @cached_property
    def areas(self) -> dict[str, ServiceArea]:
        """Every service area by its code."""
        return {area.code: area for area in ServiceArea.objects.all()}

    @cached_property
    def regions(self) -> dict[str, Region]:
        """Every region by its name in the address."""
        return {region.slug: region for region in Region.objects.all()}

    @cached_property
    def counties(self) -> dict[str, County]:
        """Every county in which some municipality has lain, by its number."""
        return self.directory.counties

    def clean_on(self) -> date | None:
        """The day."""
        return read_day(self.cleaned_data["on"]) if self.cleaned_data["on"] else None

    def clean_changed_since(self) -> datetime | None:
        """The moment."""
        return read_moment(self.cleaned_data["changed_since"]) if self.cleaned_data["changed_since"] else None

    def clean_municipality(self) -> list[Municipality]:
        """Whoever has carried the number."""
        return self._municipalities("municipality")

    def clean_host(self) -> list[Municipality]:
        """Whoever has carried the number."""
        return self._municipalities("host")

    def _municipalities(self, name: str) -> list[Municipality]:
        text = self.cleaned_data[name]
        if not text:
            return []
        found = [entry.municipality for entry in self.directory.by_number(text)]
        if not found:
            raise ValidationError(
                _("Ingen kommune i registeret har eller har hatt nummeret «%(value)s». Skriv et kommunenummer, for eksempel 5528."),
                code="unknown_municipality",
                params={"value": text[:60]},
            )
        return found

    def clean_county(self) -> list[County]:
        """The county under all the numbers it has had: Troms is 19 and 55."""
        text = self.cleaned_data["county"]
        if not text:
            return []
        _known([text], self.counties)
        return [county for county in self.counties.values() if county.name == self.counties[text].name]

    def clean_region(self) -> Region | None:
        """The region."""
        text = self.cleaned_data["region"]
        return self.regions[_known([text], self.regions)[0]] if text else None

    def clean_service_area(self) -> list[ServiceArea]:
        """The areas."""
        codes = self.cleaned_data["service_area"]
        return [self.areas[code] for code in _known(codes, self.areas)] if codes else []

    def clean_legal_form(self) -> list[str]:
        """Codes of the catalogue."""
        return _known(self.cleaned_data["legal_form"], BY_CODE)

    def clean_sector(self) -> list[str]:
        """Codes of sectors."""
        return _known(self.cleaned_data["sector"], Sector.values)

    def clean_status(self) -> list[str]:
        """Statuses."""
        return _known(self.cleaned_data["status"], Status.values)

    def clean_counts(self) -> str:
        """Whether it counts as a formal scheme."""
        return _known([self.cleaned_data["counts"]], ["", "ja", "nei"])[0]

    def clean_figure(self) -> FigureAddress | None:
        """A number on a page of figures."""
        text = self.cleaned_data["figure"]
        if not text:
            return None
        try:
            address = FigureAddress.of(text)
            _known([address.page], EVERY)
        except ValueError as error:
            raise ValidationError(
                _("«%(value)s» peker ikke på noe tall. Følg lenken fra et tall på /statistikk/."),
                code="unknown_figure",
                params={"value": text[:60]},
            ) from error
        return address

    def clean_ordering(self) -> str:
        """One of the orders there are."""
        return _known([self.cleaned_data["ordering"]], ["", *ORDERINGS])[0]


def read_moment(text: str) -> datetime:
    """A moment with time zone: a day is its first moment, a time without zone is Norwegian. Raises ValidationError."""
    try:
        moment = parse_datetime(text.replace(" ", "+")) if "T" in text else datetime.combine(read_day(text), time.min)
        if moment:  # an unescaped + arrives as a space; a moment at the edge of time cannot be turned into UTC
            return (moment if moment.tzinfo else timezone.make_aware(moment)).astimezone(UTC)
    except (ValueError, OverflowError, ValidationError):
        pass
    message = _("Skriv en dag eller et tidspunkt, for eksempel 2026-01-31 eller 2026-01-31T12:00.")
    raise ValidationError(message, code="unreadable_moment")


def _known(values: list[str] | None, known: Iterable[str]) -> list[str]:
    """The values, each of them known. Raises ValidationError naming the first that is not."""
    for value in values or []:
        if value not in known:
            raise ValidationError(
                _("«%(value)s» finnes ikke her. Skriv en av disse: %(known)s."),
                code="unknown_code",
                params={"value": value[:60], "known": ", ".join(code for code in known if code)},
            )
    return list(values or [])
