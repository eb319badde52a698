"""`/samarbeidsformer/<code>/`: one form of cooperation, what the law says of it and how surely we know it, and who uses it."""

import re
from collections.abc import Iterator

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.legal_forms.catalogue import BY_CODE
from agreements.legal_forms.law import FormLaw, Law
from agreements.models import Agreement
from agreements.statistics.legal_forms import Use, by_legal_form
from municipalities.models.region import Certainty
from registry.parameters import read_on, today

SOFT_HYPHEN = "\u00ad"
LONG_WORD = re.compile(r"(?<=\w)(?=samarbeid)")  # where «vertskommunesamarbeid» may be broken on a phone
NAMED_AT_MOST = 40  # the rest is in the list that the heading leads to


def show(request: HttpRequest, code: str) -> HttpResponse:
    """The page; with `on` the agreements of that day."""
    on = read_on(request)
    if code not in BY_CODE:
        raise Http404
    form, day = BY_CODE[code], on or today()
    found = Agreement.objects.visible_to(request.user).filter(legal_form=code)
    agreements = (found.on(on) if on else found).with_status(day).order_by("sort_key", "pk")
    stated = Q(legal_form_certainty=Certainty.STATED)
    use = by_legal_form(agreements).get(code, Use())
    context = {
        "section": "forms",
        "on": on,
        "day": day,
        "form": form,
        "name": capfirst(_(form.label)),
        "heading": LONG_WORD.sub(SOFT_HYPHEN, capfirst(_(form.label))),
        "explanation": [_(text) for text in form.law.explanation],
        "laws": [(heading, _(law.text), law) for heading, law in _laws(form.law) if law],
        "contents": _contents(form.law),
        "roles": [_(role.label) for role in form.roles],
        "number": use.all,
        "users": [
            (_("Formen er oppgitt i kilden"), use.stated, agreements.filter(stated)[:NAMED_AT_MOST]),
            (_("Formen er antatt eller ubekreftet"), use.assumed, agreements.exclude(stated)[:NAMED_AT_MOST]),
        ],
    }
    return render(request, "agreements/browse/legal_form.html", context)


def _contents(law: FormLaw) -> list[tuple[Law, list[str]]]:
    """What the agreement contains, the items that are known alike from one paragraph together."""
    groups: dict[tuple, tuple[Law, list[str]]] = {}
    for item in law.contents:
        groups.setdefault((item.paragraph, item.evidence, item.source), (item, []))[1].append(_(item.text))
    return list(groups.values())


def _laws(law: FormLaw) -> Iterator[tuple[str, Law | None]]:
    """Each piece under the question it answers, in the order people ask."""
    yield _("Loven"), law.basis
    yield _("Hvem kan være med"), law.parties
    yield _("Hvem leder"), law.lead
    yield _("Eget rettssubjekt"), law.person
    yield _("Kan myndighet overføres"), law.authority
    yield _("Hvem vedtar"), law.decision
    yield _("Øverste organ"), law.highest_body
    yield _("Ansvar for gjeld"), law.liability
    yield _("Eierandeler"), law.shares
    yield _("Lån"), law.loan
    yield _("Å gå ut"), law.withdrawal
    yield _("Navnet"), law.name
    yield _("Arkivet"), law.archive
    yield _("Enhetsregisteret"), law.registration
    yield _("Kommune og fylkeskommune sammen"), law.counties
    yield _("Statsforvalteren"), law.governor
    yield _("Når formen falt bort"), law.expiry
