"""Whether a map is drawn on real borders: when they are wanted, are there, and are those of the day."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.translation import gettext as _

from agreements.filters.choices import chosen
from municipalities.directory import Directory
from municipalities.models import Boundary, BoundaryFile
from registry.periods import show_day

TILES, BORDERS = "fliser", "grenser"


@dataclass(frozen=True)
class Borders:
    """The borders a page has: `usable` or not, and why not. `drawn` holds them where they are wanted too, by municipality."""

    file: BoundaryFile | None = None
    usable: bool = False
    problem: str = ""
    drawn: dict[int, Boundary] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    @property
    def credit(self) -> str:
        """Whom to thank for what is drawn."""
        return _("Kommunegrenser: %(credit)s.") % {"credit": self.file.credit} if self.file and self.drawn else ""


def borders_for(request: HttpRequest, directory: Directory) -> Borders:
    """What `map` asks for. Two queries, three where the borders are drawn. Raises BadParameters."""
    wanted = chosen(request, "map", {kind: kind for kind in (TILES, BORDERS)}) == BORDERS
    file = BoundaryFile.objects.first()
    if file is None:
        return Borders(problem=_("Kommunegrensene er ikke lest inn, så kartet vises med ruter.") if wanted else "")
    existing = {entry.municipality.pk: entry.municipality.name for entry in directory.existing()}
    known = set(Boundary.objects.order_by().values_list("municipality", flat=True))
    if not known <= existing.keys():
        told = {"day": show_day(directory.day)}
        problem = _("Grensene i kartet er andre enn de var per %(day)s. Derfor vises kartet med ruter.") % told
        return Borders(file, problem=problem)
    rows = {row.municipality_id: row for row in Boundary.objects.all()} if wanted else {}
    return Borders(file, usable=True, drawn=rows, missing=[name for pk, name in existing.items() if pk not in known])
