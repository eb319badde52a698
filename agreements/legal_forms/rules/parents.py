"""Grunnavtale and tjenesteavtale: parties and dates that do not agree."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from agreements.legal_forms.rules.rule import REGISTER, Case, Found, Severity, While, rule
from agreements.legal_forms.rules.wording import last_day

FIELD = "parent"


@rule("party_outside_parent", Severity.NOTE)
def party_outside_parent(case: Case) -> Iterator[Found]:
    """A party that is not in the grunnavtale, when all of that one's are entered. It may be meant so."""
    parent = case.facts.parent
    if parent is None or not parent.parties_complete:
        return
    inside = {party.key for party in parent.parties if party.holds(case.day)}
    for party in {party.key: party for party in case.parties}.values():
        if party.key not in inside:
            words = {"name": party.name, "parent": parent.name}
            message = _("%(name)s er part her, men ikke i grunnavtalen «%(parent)s».") % words
            right = _("En kommune utenfor kan være med på én tjeneste. Er det ikke meningen, rett partene.")
            yield Found(REGISTER, FIELD, message, right=right, subject=party.key, cites=(party.key, *sorted(inside)))


@rule("parent_ended", Severity.SHOULD, during=While.IN_FORCE)
def parent_ended(case: Case) -> Iterator[Found]:
    """In force under a grunnavtale that has ended."""
    parent = case.facts.parent
    if parent and parent.valid_to and parent.valid_to <= case.day:
        words = {"parent": parent.name, "day": last_day(parent.valid_to)}
        message = _("Grunnavtalen «%(parent)s» gjelder ikke etter %(day)s, men samarbeidet er ført som i kraft.") % words
        right = _("Rett datoen, eller før opp grunnavtalen som avløste den.")
        yield Found(REGISTER, FIELD, message, right=right, cites=(parent.valid_to,))


RULES = (party_outside_parent, parent_ended)
