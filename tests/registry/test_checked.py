"""Odd text in any column of any table: kept as it is, or refused in words."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from registry.checked import CheckedModel

PLAIN = [
    (model, field)
    for model in apps.get_models()
    if issubclass(model, CheckedModel)
    for field in model._meta.concrete_fields
    if type(field) in (models.CharField, models.TextField) and not field.choices and not field.validators[:-1]
]
ids = [f"{model.__name__}.{field.name}" for model, field in PLAIN]


def refused(model, field, text):
    """What is said of the text in that column; "" when it is kept."""
    row = model(**{field.name: text})
    try:
        row.clean_fields()
    except ValidationError as error:
        return " ".join(error.message_dict.get(field.name, []))
    return ""


def test_there_are_columns_to_try():
    assert len(PLAIN) > 40


@pytest.mark.parametrize(("model", "field"), PLAIN, ids=ids)
@pytest.mark.parametrize("text", ["a\x00b", "a\x07b"])
def test_a_control_character_is_refused_and_named(model, field, text):
    assert f"U+{ord(text[1]):04X}" in refused(model, field, text)


@pytest.mark.parametrize(("model", "field"), PLAIN, ids=ids)
@pytest.mark.parametrize("text", ["<script>", "🧒🏽", "\u202eab", "Gáŋ"])
def test_markup_emoji_and_marks_from_right_to_left_are_kept(model, field, text):
    longest = field.max_length or len(text)
    assert refused(model, field, text[:longest]) == ""


@pytest.mark.parametrize(("model", "field"), PLAIN, ids=ids)
def test_a_text_longer_than_the_column_is_refused_with_its_limit(model, field):
    said = refused(model, field, "x" * 10_000)
    if isinstance(field, models.CharField):
        assert str(field.max_length) in said
    else:
        assert said == ""
