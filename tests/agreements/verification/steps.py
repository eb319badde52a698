"""What somebody does with a list over HTTP: comes in, answers, confirms."""

import re

from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements import actions
from agreements.models import Proposal, TaskLetter
from agreements.verification.replying import QUIET, reply_to_municipalities
from registry.changes import Actor
from tests.agreements.verification.rounds import code

STAFF = Actor.importer("test")


def enter(task, link_code=None):
    """Somebody who has followed the link of a letter."""
    client = Client()
    answer = client.get(reverse("review-link", args=[link_code or code(task)]))
    assert answer.headers["Location"] == reverse("review-task", args=[task.pk])
    return client


def page_of(client, task):
    answer = client.get(reverse("review-task", args=[task.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def hidden(page, name, after=""):
    """What a hidden field of the page holds, the first one after a text."""
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', page[page.index(after) :])[1]


def send(client, task, scheme, kind, page=None, htmx=False, **typed):
    page = page or page_of(client, task)
    headers = {"HX-Request": "true"} if htmx else {}
    line = f'id="linje-{scheme.pk}"'
    data = {"svar": kind, "utgave": hidden(page, "utgave", line) if "utgave" in page[page.index(line) :] else scheme.revision}
    return client.post(reverse("review-answer", args=[task.pk, scheme.pk]), {**data, **typed}, headers=headers)


def typed(page, scheme, **changed):
    """All fields of the open form of a line, as a browser sends them, some typed anew."""
    part = page[page.index(f'id="linje-{scheme.pk}"') :]
    names = ("name", "legal_form", "host", "parties", "valid_from", "other")
    stood = {f"sto_{name}": hidden(part, f"sto_{name}") for name in names[:-1]}
    values = {name: stood.get(f"sto_{name}", "") for name in names}
    return {**stood, **values, "mer": "ja", **changed}


def opened(client, task, scheme, kind="rettes"):
    return client.get(f"{reverse('review-task', args=[task.pk])}?linje={scheme.pk}&svar={kind}").content.decode()


def revise(scheme, **columns):
    """A case officer changes a scheme."""
    actions.amend(scheme, lambda whole: [setattr(whole.agreement, name, value) for name, value in columns.items()], by=STAFF)


def confirm(client, task, page=None, **changed):
    sett = hidden(page or page_of(client, task), "sett", 'id="bekreft"')
    data = {"name": "Kari Nordmann", "title": "Kommunedirektør", "sett": sett, **changed}
    return client.post(reverse("review-confirm", args=[task.pk]), data)


def rest(client, task, page=None):
    return client.post(
        reverse("review-rest", args=[task.pk]), {"sett": hidden(page or page_of(client, task), "sett", 'id="resten"')}
    )


def told():
    """A quiet while later: the letters that then go of what was decided."""
    replies = TaskLetter.objects.filter(kind=TaskLetter.Kind.REPLY).order_by("pk").select_related("letter")
    before = replies.count()
    Proposal.objects.update(decided_at=F("decided_at") - QUIET, replied_at=F("replied_at") - QUIET)
    reply_to_municipalities(timezone.now())
    return [reply.letter for reply in replies[before:]]
