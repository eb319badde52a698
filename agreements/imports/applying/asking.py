"""The questions of a plan and what a person answered."""

from collections.abc import Mapping
from dataclasses import asdict
from itertools import islice
from typing import Any

from agreements.imports.plan import Plan
from agreements.models import Import

OWN_WORDS = "eget-svar"  # the choice that says «I write it myself»
LONGEST, AT_ONCE = 2000, 200  # characters of an answer; questions kept at one time


def told(made: Plan) -> dict[str, Any]:
    """The questions that most wait for, as plain values, each with the first scheme that waits and how many do; and how many.

    Of thousands the first are enough: the next come when these are answered.
    """
    asked = made.questions
    shown, first = dict(islice(asked.items(), AT_ONCE)), {}
    for scheme in made.schemes:
        for question in scheme.questions:
            if len(first) < len(shown) and question in shown:
                first.setdefault(question, scheme.name)
    questions = [{**asdict(question), "scheme": first[question], "waiting": number} for question, number in shown.items()]
    return {"questions": questions, "questions_in_all": len(asked)}


def values(of: Import) -> dict[str, str]:
    """The answers as planning reads them."""
    return {key: answer["value"] for key, answer in of.answers.items()}


def read(of: Import, sent: Mapping[str, str]) -> dict[str, dict]:
    """The answers in a form that was sent, for questions that are asked; an empty one is no answer."""
    found = {}
    for question in of.about.get("questions", []):
        value = sent.get(f"svar-{question['key']}", "")
        words = " ".join(sent.get(f"tekst-{question['key']}", "").split())[:LONGEST]
        labels = {choice["value"]: choice["label"] for choice in question["choices"]}
        if value in labels:
            found[question["key"]] = _answer(question, value, labels[value])
        elif question["free"] and words:
            found[question["key"]] = _answer(question, words, words)
    return found


def _answer(question: dict, value: str, label: str) -> dict:
    return {"value": value, "label": label, "text": question["text"], "said": question["said"], "scheme": question["scheme"]}
