"""Files to import, made in a line, and the way of an import without a browser."""

import csv
import io

from agreements.imports.applying import asking, intake, running
from agreements.models import Import

HEAD = ("Navn", "Kommuner", "Samarbeidsform", "Gjelder fra", "Formål")
FORM = "Interkommunalt selskap"


def csv_file(*rows, head=HEAD):
    """A CSV as Norwegian Excel writes it."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([head, *rows])
    return text.getvalue().encode()


def scheme(name, parties="Dyrøy, Salangen", form=FORM, start="01.01.2020", purpose=""):
    """A row that nobody needs to ask about."""
    return (name, parties, form, start, purpose)


def planned(*rows, by=None, name="dyroy.csv", head=HEAD):
    """An import of the rows, as far as it goes without a person."""
    found = intake.take_in([(name, csv_file(*rows, head=head))], by=by)
    running.advance_now(found)
    return Import.objects.get(pk=found.pk)


def answered(found, **answers):
    """The import after a person has chosen: by words of the question, the value of the choice."""
    sent = {f"svar-{question['key']}": value for question in found.about["questions"] for value in [answers[question["said"]]]}
    found.answers |= asking.read(found, sent)
    found.state = Import.State.WAITING
    found.save()
    running.advance_now(found)
    return Import.objects.get(pk=found.pk)


def changing(*agreements, purpose="Ny tekst"):
    """An import that gives agreements another purpose, after the person has said that they are the same."""
    found = planned(*((agreement.name, purpose) for agreement in agreements), head=("Navn", "Formål"))
    return answered(found, **{agreement.name: str(agreement.pk) for agreement in agreements})


def applied(*rows, by=None, publish=True, **how):
    """The same, applied."""
    found = planned(*rows, by=by, **how)
    running.apply(found, by=by, publish=publish, here=True)
    return Import.objects.get(pk=found.pk)


def states(found):
    """What is to become of each scheme: name → state."""
    return dict(found.schemes.values_list("name", "state"))
