"""Values that occur nowhere else, one for each column of each row, so that what shows somewhere tells which column it is from."""

import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import count
from zipfile import ZipFile

from django.apps import apps
from django.db import models

from agreements.models import Agreement
from agreements.models.holdings import TABLES
from registry.models import Change

APPS = ("registry", "municipalities", "agreements")
TOO_SHORT = {  # no marker fits; all four are public codes
    *("municipalities.County.number", "municipalities.MunicipalityNumber.number", "agreements.ServiceArea.kostra_function"),
}
STEERING = {  # another value would be another register, not the same one with a mark
    *("municipalities.Municipality.tile_column", "municipalities.Municipality.tile_row"),
    "agreements.Document.checked_at",  # whether it is withheld
    *("agreements.Finding.accepted_at", "agreements.Finding.published_at"),  # whether it is open, and who sees it
    "agreements.Finding.code",  # which of the known rules
    *("municipalities.Region.stated_population_year", "registry.Change.record", "registry.Change.record_id"),
}
CHILDREN = {
    "participations": "Participation",
    "sources": "Source",
    "successions_in": "AgreementSuccession",
    "successions_out": "AgreementSuccession",
    **{name: model.__name__ for name, (model, _path) in TABLES.items()},
}
FIRST_DAY, NUMBERS_FROM = date(1975, 1, 2), 20_011


class Marks:
    """Values that occur nowhere else, and what each stands for."""

    def __init__(self):
        self.meaning, self._next, self._numbers = {}, count(1), count(1)

    def text(self, meaning, longest=None):
        mark = f"mk{next(self._next):05}k"
        self.meaning[mark] = meaning
        return mark if longest is None or len(mark) <= longest else None

    def number(self, meaning):
        number = NUMBERS_FROM + 7 * next(self._numbers)
        self.meaning[str(number)] = meaning
        return number

    def day(self, meaning, later=False):
        """A day three days from every other, so that the day before it is its own too; long ago, or far ahead."""
        day = FIRST_DAY + timedelta(days=3 * next(self._next)) + timedelta(days=36525 if later else 0)
        for shown in (day, day - timedelta(days=1)):
            self.meaning[shown.isoformat()] = self.meaning[shown.strftime("%d.%m.%Y")] = meaning
            self.meaning[str((shown - date(1899, 12, 30)).days)] = meaning  # as Excel keeps it
        return day

    def found_in(self, text):
        """The meanings of the marks in a text. A number counts when it stands alone, with or without spaces in it."""
        text = re.sub(r"(?<=\d)[\u00a0\u202f\u2009](?=\d{3})", "", text.casefold())
        words = set(re.findall(r"mk\d{5}k|\d{4}-\d\d-\d\d|\d\d\.\d\d\.\d{4}|(?<![\w.#-])\d{5,6}(?![\w-])", text))
        return {self.meaning[word] for word in words if word in self.meaning}


def concrete_fields():
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.concrete_fields:
                yield model, field


def mark_of(marks, model, field, state):
    """A mark for the column of a row, None where none can be."""
    name = f"{model._meta.label}.{field.name}"
    meaning = f"{state}{name}"
    if field.primary_key or field.is_relation or field.choices or name in STEERING | TOO_SHORT:
        return None
    if isinstance(field, models.EmailField):
        return f"{marks.text(meaning)}@example.org"
    if isinstance(field, models.URLField):
        return f"https://example.org/{marks.text(meaning)}"
    if isinstance(field, models.CharField | models.TextField):
        mark = marks.text(meaning, field.max_length)
        assert mark, f"{name} has no room for a mark: put it in TOO_SHORT, or make it longer"
        return mark
    if isinstance(field, models.DateTimeField):
        day = marks.day(meaning)
        return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    if isinstance(field, models.DateField):
        return marks.day(meaning, later=field.name in ("valid_to", "dissolved"))
    return marks.number(meaning) if isinstance(field, models.IntegerField) else None


def mark_row(marks, row, state=""):
    """Mark every column of a row, past all checks."""
    found = {field.name: mark_of(marks, type(row), field, state) for field in row._meta.concrete_fields}
    for name in ("before", "after"):
        if isinstance(row, Change) and getattr(row, name):
            found[name] = mark_snapshot(marks, Agreement, getattr(row, name), f"{state}registry.Change.{name}", "")
    for name in (field.name for field in row._meta.concrete_fields if field.name.endswith("_precision")):
        found[name] = "circa" if row._state.adding is False and f"{name.removesuffix('_precision')}_text" in found else "day"
    type(row)._base_manager.filter(pk=row.pk).update(**{name: value for name, value in found.items() if value is not None})


def mark_snapshot(marks, model, data, where, path):
    """The picture of a record in the trail, each free text in it marked."""
    free = {f.name for f in model._meta.concrete_fields if not f.choices and isinstance(f, models.CharField | models.TextField)}
    marked = {}
    for name, value in data.items():
        if isinstance(value, list):
            child = CHILDREN.get(name)
            marked[name] = [
                mark_snapshot(marks, apps.get_model("agreements", child), row, where, f"{name}.") if child else row for row in value
            ]
        else:
            is_free = (name in free or name == "label") and f"{name.removesuffix('_text')}_precision" not in data
            marked[name] = marks.text(f"{where}:{path}{name}") if is_free else value
    return marked


def text_of(answer):
    """The whole answer as text: every sheet of a workbook, every file of a dump."""
    whole = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer["Content-Type"].split(";")[0] in (
        "application/zip",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ):
        with ZipFile(BytesIO(whole)) as archive:
            names = [name for name in archive.namelist() if "theme" not in name]  # whose colours are numbers that look like days
            whole = b"\n".join(archive.read(name) for name in names)
    return whole.decode()
