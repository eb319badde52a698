"""How one value in an address is read: a day, a number, a code. Each refusal names the value and what would be right."""

from collections.abc import Iterable
from datetime import UTC, datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from agreements.models import ServiceArea
from municipalities.models import County, Municipality, Region
from registry.parameters import read_day


class DayField(forms.CharField):
    """A whole day: 2019-06-01 or 01.06.2019."""

    def clean(self, value):
        """The day as a date, None when absent."""
        text = super().clean(value)
        return read_day(text) if text else None


class MomentField(forms.CharField):
    """A day or a point in time: 2026-01-31, 31.01.2026, 2026-01-31T12:00, with or without a time zone."""

    def clean(self, value):
        """The moment with time zone, None when absent. A day is its first moment, a time without zone is Norwegian."""
        text = super().clean(value)
        if not text:
            return None
        try:
            moment = parse_datetime(text.replace(" ", "+")) if "T" in text else datetime.combine(read_day(text), time.min)
            if moment:  # an unescaped + arrives as a space; a moment at the edge of time cannot be turned into UTC
                return (moment if moment.tzinfo else timezone.make_aware(moment)).astimezone(UTC)
        except (ValueError, OverflowError, ValidationError):
            pass
        message = _("Skriv en dag eller et tidspunkt, for eksempel 2026-01-31 eller 2026-01-31T12:00.")
        raise ValidationError(message, code="unreadable_moment")


class MunicipalityNumberField(forms.CharField):
    """A number some municipality carries or has carried, whatever the date."""

    def clean(self, value):
        """The municipalities that have ever carried the number (several only where it was carried on), None when absent."""
        text = super().clean(value)
        if not text:
            return None
        found = list(Municipality.objects.filter(numbers__number=text).distinct())
        if not found:
            raise ValidationError(
                _("Ingen kommune i registeret har eller har hatt nummeret «%(value)s». Skriv et kommunenummer, for eksempel 5528."),
                code="unknown_municipality",
                params={"value": text[:60]},
            )
        return found


class CountyField(forms.CharField):
    """A county number, today's or an earlier one."""

    def clean(self, value):
        """The county under all the numbers it has had (Troms: 19 and 55), None when absent."""
        text = super().clean(value)
        if not text:
            return None
        found = [county for county in County.objects.all() if county.number == text]
        if not found:
            known = ", ".join(County.objects.values_list("number", flat=True))
            raise ValidationError(
                _("«%(value)s» er ikke et fylke i registeret. Det kjenner: %(known)s."),
                code="unknown_county",
                params={"value": text[:60], "known": known},
            )
        return list(County.objects.filter(name=found[0].name))


class RegionField(forms.CharField):
    """A region by the name it has in its address."""

    def clean(self, value):
        """The region, None when absent."""
        text = super().clean(value)
        if not text:
            return None
        region = Region.objects.filter(slug=text).first()
        if region is None:
            raise ValidationError(
                _("«%(value)s» er ikke en region i registeret. Skriv navnet slik det står i adressen til regionens side."),
                code="unknown_region",
                params={"value": text[:60]},
            )
        return region


class CodesField(forms.Field):
    """One or more codes out of a fixed list."""

    widget = forms.SelectMultiple

    def __init__(self, *, known: Iterable[str], **kwargs):
        self.known = tuple(known)
        super().__init__(**kwargs)

    def clean(self, value):
        """The codes as a list."""
        return refuse_unknown(value or [], self.known)


class AreasField(forms.Field):
    """One or more codes of service areas."""

    widget = forms.SelectMultiple

    def clean(self, value):
        """The areas as a list."""
        if not value:
            return []
        areas = {area.code: area for area in ServiceArea.objects.all()}
        return [areas[code] for code in refuse_unknown(value, areas)]


class CodeField(forms.CharField):
    """One code out of a fixed list."""

    def __init__(self, *, known: Iterable[str], **kwargs):
        self.known = tuple(known)
        super().__init__(**kwargs)

    def clean(self, value):
        """The code, "" when absent."""
        text = super().clean(value)
        refuse_unknown([text] if text else [], self.known)
        return text


def refuse_unknown(values: list[str], known: Iterable[str]) -> list[str]:
    """The values, each of them known. Raises ValidationError naming the first that is not."""
    for value in values:
        if value not in known:
            raise ValidationError(
                _("«%(value)s» finnes ikke her. Skriv en av disse: %(known)s."),
                code="unknown_code",
                params={"value": value[:60], "known": ", ".join(known)},
            )
    return values
