"""`/samarbeid/<id>/`: one agreement with everything the register knows about it, and what it does not know."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements import actions
from agreements.actions import Step
from agreements.browse.agreement_findings import to_clear_up, with_contradictions
from agreements.browse.agreement_gaps import gaps
from agreements.browse.agreement_history import Event, history
from agreements.browse.agreement_holdings import authority_shown, shown
from agreements.browse.agreement_rows import AgreementRow, parties_shown
from agreements.browse.block import block_of
from agreements.browse.short_answer import short_answer, who_does_what
from agreements.columns.public_changes import PublicChange, public_changes, told
from agreements.freshness import freshness, with_freshness
from agreements.maps.footprint import Ground
from agreements.models import Agreement, AgreementSuccession, Candidate, Ownership, Participation, Publication, Source
from agreements.models.holdings import Holdings, holdings_of
from municipalities.directory import Directory
from registry.parameters import read_on, today
from registry.periods import Precision
from registry.templatetags.page import dated

MONTHS_IN_YEAR = 12
CHANGES_AT_MOST = 50


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The page; 404 for a draft, 410 with the reason for what is withdrawn, unless one may see it; what was merged leads on."""
    on = read_on(request)
    agreement = _agreement(request, pk, on or today())
    if agreement.merged_into_id:
        return redirect(dated(agreement.kept.get_absolute_url(), on), permanent=True)
    if agreement.publication == Publication.WITHDRAWN and not _sees_all(request):
        return render(request, "410.html", {"number": pk, "reason": agreement.withdrawn_reason}, status=410)
    directory = Directory.load(on or today())
    ground = (Ground.of if on else Ground.ever)(directory)
    row = AgreementRow(agreement, directory.day, on, ground)
    visible = Agreement.objects.visible_to(request.user)
    below = [] if agreement.parent_id else list(visible.filter(parent=agreement).order_by("sort_key", "pk"))
    held = holdings_of([pk, *(one.pk for one in below)])
    shares = [share for share in held[pk].ownerships if share.holds(directory.day)]
    successions = _successions(request, agreement)
    context = {
        "section": "agreements",
        "on": on,
        "day": directory.day,
        "directory": directory,
        "editable": request.user.is_authenticated and request.user.is_editor,
        "ground": ground,
        "agreement": agreement,
        "row": row,
        "form_name": _(agreement.form.label),
        "fresh": freshness(agreement.parties, row.parties, directory.day),
        "lead": who_does_what(agreement, row.parties, row.status),
        "tables": party_tables(row, shares),
        "sources": [(source, age(source, directory.day)) for source in agreement.sources.all()],
        "gaps": list(gaps(agreement, row.parties, shares, row.status, past=directory.day < today())),
        **to_clear_up(agreement, request.user, on),
        "short_answer": short_answer(agreement, row.parties, row.status, on),
        "parent": visible.filter(pk=agreement.parent_id).first() if agreement.parent_id else None,
        "predecessors": [s for s in successions if s.successor_id == pk],
        "successors": [s for s in successions if s.predecessor_id == pk],
        **_holdings(request, row, below, held),
        "history": _history(request, agreement, successions, directory, held[pk]),
    }
    return render(request, "agreements/browse/agreement.html", context)


def _sees_all(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.is_staff


def _agreement(request: HttpRequest, pk: int, day: date) -> Agreement:
    if pk > 2**63 - 1:  # more than an id can be
        raise Http404
    known = Agreement.objects.visible_to(request.user) | Agreement.objects.gone()
    parties = with_freshness(Participation.objects.for_list(), day)
    known = known.for_list(parties).prefetch_related("sources").select_related("region")
    return get_object_or_404(with_contradictions(known), pk=pk)


def _changes(agreement: Agreement, directory: Directory, held: Holdings) -> list[PublicChange]:
    """What of its trail is for everyone, with the names that are at hand."""
    found = public_changes().filter(record_id=agreement.pk)[:CHANGES_AT_MOST]
    municipalities = [entry.municipality for entry in directory.entries.values()]
    return told(found, {agreement.pk: agreement.name}, [*municipalities, *held.versions, agreement.organisation, agreement.region])


def _history(
    request: HttpRequest, agreement: Agreement, successions: list[AgreementSuccession], directory: Directory, held: Holdings
) -> list[Event]:
    changes = _changes(agreement, directory, held)
    return history(agreement, agreement.parties, successions, changes, _grown_from(request, agreement))


def _successions(request: HttpRequest, agreement: Agreement) -> list[AgreementSuccession]:
    visible = Agreement.objects.visible_to(request.user)
    rows = AgreementSuccession.objects.filter(Q(predecessor=agreement) | Q(successor=agreement))
    return list(rows.filter(predecessor__in=visible, successor__in=visible).select_related("predecessor", "successor"))


def _grown_from(request: HttpRequest, agreement: Agreement) -> list[Step]:
    """Its steps as a candidate area of the grunnavtale; those before the first council case for staff."""
    grown_from = Candidate.objects.filter(became=agreement).first() if agreement.parent_id else None
    steps = actions.steps_of([grown_from])[grown_from.pk] if grown_from else []
    return [step for step in steps if _sees_all(request) or not step.before_council]


def _holdings(request: HttpRequest, row: AgreementRow, below: list[Agreement], held: dict[int, Holdings]) -> dict:
    """What it holds, and the tjenesteavtaler under it as a table."""
    holds = shown(row.agreement, held[row.agreement.pk], row.agreement.parties, request.user)
    matrix = block_of(row.parties, below, _parties_of(below, row.day, row.on), held, holds, row.day)
    return {"holds": holds, "matrix": matrix, "authority": authority_shown(row.agreement)}


def _parties_of(agreements: list[Agreement], day: date, on: date | None) -> list[Participation]:
    """Who takes part in each of them. No query when there are none."""
    rows = Participation.objects.filter(agreement__in=agreements).select_related("municipality", "agreement") if agreements else []
    by_agreement = {agreement.pk: [row for row in rows if row.agreement_id == agreement.pk] for agreement in agreements}
    return [row for agreement in agreements for row in parties_shown(agreement, by_agreement[agreement.pk], day, on)]


@dataclass(frozen=True)
class PartyTable:
    """A table of parties under a heading of its own; `note` says what one cannot know about them."""

    key: str
    heading: str
    rows: Sequence[Participation]
    note: str = ""
    shares: dict[int, Ownership] = field(default_factory=dict)

    @property
    def lines(self) -> list[tuple[Participation, Ownership | None]]:
        """Each party with its share, when one is known."""
        return [(row, self.shares.get(row.pk)) for row in self.rows]


def party_tables(row: AgreementRow, shares: Sequence[Ownership]) -> list[PartyTable]:
    """The parties of the day; and apart from them those before, those to come, and with `on` those one cannot date."""
    day, shown = row.day, {party.pk for party in row.parties}
    rest = [party for party in row.agreement.parties if party.pk not in shown]
    tables = [PartyTable("parter", _("Parter"), row.parties, shares={share.participation_id: share for share in shares})]
    if row.on:
        undated = [party for party in rest if party.valid_from is None and party.holds(day)]
        note = _("Registeret vet ikke om disse var med denne dagen.")
        return [*tables, *([PartyTable("udaterte", _("Parter med ukjent startdato"), undated, note)] if undated else [])]
    before = [party for party in rest if party.valid_to and party.valid_to <= day]
    later = [party for party in rest if party.valid_from and party.valid_from > day]
    if later:
        tables.append(PartyTable("kommende", _("Kommende parter"), later))
    if before:
        tables.append(PartyTable("tidligere", _("Tidligere parter"), before))
    return tables


def age(source: Source, day: date) -> str:
    """How old a source is on the day, in years and months: «6 år og 7 måneder gammel». "" when undated or younger than a month."""
    if source.as_of is None or source.as_of >= day:
        return ""
    months = (day.year - source.as_of.year) * MONTHS_IN_YEAR + day.month - source.as_of.month - (day.day < source.as_of.day)
    years, months = divmod(months, MONTHS_IN_YEAR)
    if source.as_of_precision not in (Precision.DAY, Precision.MONTH):
        return _("om lag %(number)s år gammel") % {"number": years} if years else ""
    said = [_("%(number)s år") % {"number": years}] if years else []
    if months:
        said.append(ngettext("%(number)s måned", "%(number)s måneder", months) % {"number": months})
    return _("%(age)s gammel") % {"age": _(" og ").join(said)} if said else ""
