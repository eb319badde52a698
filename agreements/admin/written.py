"""Fields for one line of text each: a date as the case officer writes it, a share, several areas."""

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from agreements.admin.shares import read_share
from registry.periods import Period, Precision, Span, parse_date

UNKNOWN = Span(None, None, Precision.UNKNOWN)  # type: ignore[arg-type]  # "ukjent": over, or begun, but nobody knows when
UNKNOWN_WORD = "ukjent"


class WrittenDate(forms.CharField):
    """A date with its precision in one text field. Cleans to a Span, UNKNOWN for the word «ukjent», or None when empty."""

    def __init__(self, *, unknown: bool = True, **kwargs):
        self.unknown = unknown
        attrs = {"class": "written-date", "autocomplete": "off"}
        super().__init__(**{"required": False, "max_length": 100, "widget": forms.TextInput(attrs=attrs), **kwargs})

    def clean(self, value):
        """Read the date. Raises ValidationError in plain Norwegian."""
        text = super().clean(value)
        if not text:
            return None
        if self.unknown and text.lower() == UNKNOWN_WORD:
            return UNKNOWN
        return parse_date(text)


class ShareField(forms.CharField):
    """An ownership share in one text field. Cleans to (numerator, denominator) or None."""

    def __init__(self, **kwargs):
        super().__init__(**{"required": False, "max_length": 30, **kwargs})

    def clean(self, value):
        """Read the share. Raises ValidationError in plain Norwegian."""
        text = super().clean(value)
        return read_share(text) if text else None


class TextLines(forms.Widget):
    """Several text inputs under one name, two of them empty, all with the same suggestions."""

    template_name = "admin/agreements/text_lines.html"
    least = 3

    def get_context(self, name, value, attrs):
        """The filled lines and two empty ones."""
        context = super().get_context(name, None, attrs)
        lines = [line for line in value or [] if line]
        context["widget"]["lines"] = lines + [""] * max(self.least - len(lines), 1)
        return context

    def _render(self, template_name, context, renderer=None):
        return render_to_string(template_name, context)  # the project's templates, where Django's form renderer does not look

    def value_from_datadict(self, data, files, name):
        """Every line."""
        return data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []

    def value_omitted_from_data(self, data, files, name):
        """Absent lines are no lines."""
        return False


class TextLinesField(forms.Field):
    """Cleans to the lines that are filled in."""

    widget = TextLines
    longest = 200

    def to_python(self, value):
        """Lines without blanks around them."""
        return [line.strip() for line in value or [] if line.strip()]

    def validate(self, value):
        """No line of absurd length."""
        super().validate(value)
        for line in value:
            if len(line) > self.longest:
                message = _("«%(value)s…» er for langt. %(most)s tegn er det meste.")
                raise ValidationError(message, code="too_long", params={"value": line[:60], "most": self.longest})

    def has_changed(self, initial, data):
        """In any line."""
        return self.to_python(initial) != self.to_python(data)


def start_text(row: Period) -> str:
    """What the start is written as in a form: an unknown one in so many words."""
    return row.start_written or UNKNOWN_WORD


def end_text(row: Period) -> str:
    """What the last day is written as in a form."""
    return UNKNOWN_WORD if row.valid_to and row.valid_to_precision == Precision.UNKNOWN else row.end_written
