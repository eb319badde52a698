"""What a personal link is worth to somebody who is not meant to have it: in texts they type, in the database, in the log."""

import pytest
from django.core import mail
from django.urls import reverse

from agreements.models import Proposal
from agreements.verification import answering, deciding
from agreements.verification.links import address_of, mark_of
from registry.outbox import deliver_due
from tests.agreements.verification.rounds import propose
from tests.agreements.verification.steps import confirm, enter, rest
from tests.makers import make_user

pytestmark = pytest.mark.django_db


def sent_texts():
    deliver_due()
    return [message.body for message in mail.outbox]


@pytest.mark.parametrize("typed_in", ["the title", "a correction", "a missing scheme"])
def test_nobody_gets_the_link_of_another_by_typing_its_mark(world, typed_in):
    task, schemes, tasks = world
    other = tasks["Bardu"].links.get()
    sent_texts()
    mail.outbox.clear()
    if typed_in == "the title":
        client = enter(task)
        rest(client, task)
        assert confirm(client, task, title=mark_of(other)).status_code == 302
    else:
        if typed_in == "a correction":
            proposal = propose(task, schemes[0], Proposal.Field.NAME, mark_of(other))
        else:
            proposal = answering.report_missing(task, mark_of(other), "Bardu")
        deciding.decline(proposal, by=make_user(), reason="Nei")
    (text,) = sent_texts()
    assert mark_of(other) in text, "it is the text that was typed"
    assert reverse("review-link", args=["x"])[:-2] not in text and address_of(other) not in text
