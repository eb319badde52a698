"""Schemes that municipalities miss in the register: those that are one are shown as one, and become one draft."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agreements import actions
from agreements.matching import ALIKE, Candidate, Known, Scheme, compare
from agreements.models import Agreement, Participation, Proposal, Source
from agreements.models.whole import Whole
from agreements.verification.deciding import close, held, reason_of, speaking_for
from agreements.verification.proposed import parties_of, read_form, read_parties
from municipalities.directory import Directory
from municipalities.models import Municipality
from municipalities.models.region import Certainty
from municipalities.selection.gazetteer import Gazetteer
from municipalities.selection.resolver import read
from registry.changes import Actor
from registry.models import Change, User
from registry.parameters import today
from registry.periods import Span, parse_date

USUAL_FORM = "annet-avtalebasert"  # until a source tells which; the register says that it is taken to be so


@dataclass(frozen=True)
class Group:
    """Reports that seem to be of one scheme, the first first."""

    proposals: tuple[Proposal, ...]
    scheme: Scheme

    @property
    def first(self) -> Proposal:
        """The one whose words are shown."""
        return self.proposals[0]

    @property
    def municipalities(self) -> list[str]:
        """Who reported it."""
        return list(dict.fromkeys(one.task.municipality.name for one in self.proposals))

    @property
    def told(self) -> list[tuple[list[str], Proposal]]:
        """What they tell: those who tell exactly the same together, with one of their reports."""
        found: dict[tuple, tuple[list[str], Proposal]] = {}
        for one in self.proposals:
            names, _first = found.setdefault((one.new, one.parties, one.old, one.why), ([], one))
            names.append(one.task.municipality.name)
        return list(found.values())


def groups(proposals: Iterable[Proposal]) -> list[Group]:
    """The reports, those of one scheme together. Five queries when there are any."""
    proposals = list(proposals)
    gazetteer = Directory.load(today()).gazetteer() if proposals else None
    found: list[Group] = []
    for one in proposals:
        scheme = _scheme(one, gazetteer)
        place = next((n for n, group in enumerate(found) if compare(group.scheme, scheme).score >= ALIKE), None)
        if place is None:
            found.append(Group((one,), scheme))
        else:
            found[place] = Group((*found[place].proposals, one), found[place].scheme)
    return found


def group_of(proposal: Proposal) -> Group:
    """The waiting reports of the same scheme, with this one first."""
    others = Proposal.objects.waiting().filter(field=Proposal.Field.MISSING).exclude(pk=proposal.pk)
    return groups([proposal, *others.select_related("task__municipality", "task__round")])[0]


def chosen_of(proposal: Proposal, chosen: Collection[int]) -> Group:
    """The report with those of its group that a person says are of the same scheme; one that came in since waits."""
    group = group_of(proposal)
    return replace(group, proposals=tuple(one for one in group.proposals if one.pk == proposal.pk or one.pk in chosen))


def registered(group: Group) -> list[Candidate]:
    """Agreements in the register that it may be, the most alike first."""
    return Known.load().likest(group.scheme)


@transaction.atomic
def register(group: Group, *, by: User, name: str, form: str, parties: str) -> Agreement:
    """Store a draft of the scheme with what the municipalities have told, for a person to complete. Raises ValidationError.

    Parties that cannot be read stand as text; those that reported it are parties.
    """
    proposals = [held(one) for one in group.proposals]
    if not name.strip():
        raise ValidationError({"name": _("Skriv hva samarbeidet heter.")})
    chosen = read_form(form)
    reporters = list({one.task.municipality_id: one.task.municipality for one in proposals}.values())
    agreement = Agreement(
        name=" ".join(name.split()),
        legal_form=chosen.code,
        legal_form_certainty=Certainty.INFERRED,
        agreement_type=chosen.agreement_type,
        participants_text=parties.strip(),
    )
    agreement.set_start(_since(proposals[0]))
    rows = [_row(party, chosen.default_role.code) for party in _parties(parties, reporters)]
    source = Source(citation=_citation(proposals, reporters)[:500])
    source.set_as_of(Span.of(today()))
    names = ", ".join(one.name for one in reporters)
    by_them = Actor(Change.ActorKind.MUNICIPALITY, names, by) if len(reporters) > 1 else speaking_for(proposals[0].task, by)
    [change] = actions.register_many([Whole(agreement, rows, [source])], by=by_them, reason=reason_of(proposals[0]))
    for one in proposals:
        one.became, one.change = agreement, change
        close(one, Proposal.State.ACCEPTED, by, "")
    return agreement


@transaction.atomic
def is_registered_as(group: Group, agreement: Agreement, *, by: User) -> None:
    """It stands in the register already, under another name or without these parties; the municipalities are told which it is."""
    for one in [held(one) for one in group.proposals]:
        one.became = agreement
        said = _("Samarbeidet står i registeret som «%(name)s». Meld fra hvis opplysningene der er feil.") % {
            "name": agreement.name
        }
        close(one, Proposal.State.AMENDED, by, said)


def _scheme(proposal: Proposal, gazetteer: Gazetteer) -> Scheme:
    keys = {party.place.key for party in read(proposal.parties, gazetteer).parties}
    return Scheme(None, (proposal.new,), frozenset(keys | {("municipality", proposal.task.municipality_id)}))


def _since(proposal: Proposal) -> Span | None:
    """When it began, where the words can be read."""
    try:
        return parse_date(proposal.old)
    except ValidationError:
        return None


def _parties(text: str, reporters: Sequence[Municipality]) -> list:
    try:
        named = parties_of(read_parties(text)) if text.strip() else []
    except ValidationError:
        named = []  # the text is kept, and a person completes the draft
    return list(dict.fromkeys([*named, *reporters]))


def _row(party, role: str) -> Participation:
    column = "municipality" if isinstance(party, Municipality) else "organisation"
    return Participation(role=role, **{column: party})


def _citation(proposals: Sequence[Proposal], reporters: Sequence[Municipality]) -> str:
    names = ", ".join(one.name for one in reporters)
    return _("Kommunens svar i %(round)s (%(names)s)") % {"round": proposals[0].task.round.name, "names": names}
