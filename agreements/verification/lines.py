"""What a municipality is asked about: the schemes it is in, each as a line of plain words, and what is new since it last confirmed.

A line is what is stored when the list is confirmed, so it holds everything that is shown, and nothing that is looked up later.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.models import Agreement, Participation, Sector, Stage, Status, Task
from agreements.models.agreement_queryset import AgreementQuerySet

NO_SECTOR = ""


@dataclass(frozen=True)
class Line:
    """One scheme, as the municipality sees it. `changed`: what differs from the list it confirmed last, in words."""

    agreement: int
    revision: int
    name: str
    form: str
    form_code: str
    form_stated: bool
    areas: list[str]
    sector: str  # a code of Sector
    role: str
    hosts: list[str]
    parties: list[str]  # the others
    since: str
    status: str
    changed: list[str] = field(default_factory=list)

    @property
    def sector_name(self) -> str:
        """The heading it stands under."""
        return str(Sector(self.sector).label) if self.sector else _("Uten samarbeidsområde")

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> "Line":
        """A line of a list that was confirmed."""
        return cls(**{name: stored[name] for name in cls.__dataclass_fields__ if name in stored})

    def as_stored(self) -> dict:
        """What is kept of it."""
        return asdict(self)


def lines_of(task: Task) -> list[Line]:
    """The schemes the municipality is in on the day of the list, published and agreed on; changed ones first, then by sector.

    A confirmed task keeps the lines it was confirmed with. Six queries however many lines there are.
    """
    if task.confirmed_at:
        return [Line.read(stored) for stored in task.shown["lines"]]
    day = task.day
    parties: dict[int, list[Participation]] = {}
    own = Participation.objects.on(day).filter(municipality=task.municipality_id)
    agreements = asked_about(day).filter(pk__in=own.values("agreement")).with_status(day)
    found = list(agreements.prefetch_related("service_areas"))
    for row in Participation.objects.on(day).for_list().filter(agreement__in=[one.pk for one in found]):
        parties.setdefault(row.agreement_id, []).append(row)
    lines = [_line(one, parties[one.pk], task.municipality_id) for one in found]
    return sorted(_compared(lines, last_confirmed(task)), key=_place)


def asked_about(day: date) -> AgreementQuerySet:
    """The schemes that stand on some municipality's list of the day."""
    return Agreement.objects.published().on(day).exclude(stage__in=Stage.before_start())


def line_of(task: Task, agreement: int) -> Line | None:
    """The line of one scheme; None when it is not, or no longer, on the list."""
    return next((line for line in lines_of(task) if line.agreement == agreement), None)


def last_confirmed(task: Task) -> Task | None:
    """The municipality's newest confirmed task before this one."""
    earlier = Task.objects.confirmed().filter(municipality=task.municipality_id).exclude(pk=task.pk)
    return earlier.select_related("round").order_by("-confirmed_at").first()


def gone_since_last(task: Task, lines: Iterable[Line]) -> list[str]:
    """The names of what stood on the list the municipality confirmed last, and has gone out; nothing of an earlier day is gone."""
    earlier = last_confirmed(task)
    if earlier is None or earlier.confirmed_on > task.day:
        return []
    there = {line.agreement for line in lines}
    return [stored["name"] for stored in earlier.shown["lines"] if stored["agreement"] not in there]


def _line(agreement: Agreement, rows: list[Participation], municipality: int) -> Line:
    own = next(row for row in rows if row.municipality_id == municipality)
    areas = sorted(agreement.service_areas.all(), key=lambda area: (list(Sector).index(area.sector), area.sort_key))
    return Line(
        agreement=agreement.pk,
        revision=agreement.revision,
        name=agreement.name,
        form=capfirst(_(agreement.form.label)),
        form_code=agreement.legal_form,
        form_stated=agreement.certain_form,
        areas=[area.name for area in areas],
        sector=str(areas[0].sector) if areas else NO_SECTOR,
        role=own.role_label,
        hosts=[row.party.name for row in rows if row.is_host],
        parties=[row.party.name for row in rows if row.pk != own.pk],
        since=(own if own.valid_from else agreement).start_shown if own.valid_from or agreement.valid_from else "",
        status=str(Status(agreement.status).label),
    )


def _compared(lines: Iterable[Line], earlier: Task | None) -> list[Line]:
    """The lines, each with what differs from the list that was confirmed last. Nothing is new to one that never has."""
    if earlier is None:
        return list(lines)
    before = {stored["agreement"]: Line.read(stored) for stored in earlier.shown["lines"]}
    return [replace(line, changed=_differences(before.get(line.agreement), line)) for line in lines]


def _differences(old: Line | None, new: Line) -> list[str]:
    if old is None:
        return [_("Sto ikke på listen sist")]
    said = []
    if old.name != new.name:
        said.append(_("Het «%(name)s»") % {"name": old.name})
    if old.form != new.form:
        said.append(_("Formen var %(form)s") % {"form": old.form.lower()})
    if old.hosts != new.hosts:
        said.append(_("Verten var %(hosts)s") % {"hosts": ", ".join(old.hosts)} if old.hosts else _("Hadde ingen vert"))
    said += [_("%(party)s er kommet med") % {"party": party} for party in new.parties if party not in old.parties]
    said += [_("%(party)s er gått ut") % {"party": party} for party in old.parties if party not in new.parties]
    return said


def _place(line: Line) -> tuple:
    sector = list(Sector).index(Sector(line.sector)) if line.sector else len(Sector)
    return (not line.changed, sector, line.areas, line.name)
