"""What became of municipalities, and what they came from: all successions in memory. One query."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from municipalities.models import Municipality, Succession
from registry.templatetags.page import listed


@dataclass(frozen=True)
class Lineage:
    """Look-up along mergers and splits, over as many reforms as there have been."""

    successions: tuple[Succession, ...]

    @classmethod
    def load(cls) -> "Lineage":
        """Read all successions with both sides."""
        return cls(tuple(Succession.objects.select_related("predecessor", "successor").order_by("date", "successor__sort_key")))

    def came_from(self, municipality: Municipality) -> list[Succession]:
        """The mergers or splits that made the municipality or enlarged it."""
        rows = [row for row in self.successions if row.successor_id == municipality.pk]
        return sorted(rows, key=lambda row: (row.date, row.kind, row.predecessor.sort_key))

    def became(self, municipality: Municipality) -> list[Succession]:
        """What carried the municipality on; several when it was split."""
        return [row for row in self.successions if row.predecessor_id == municipality.pk]

    def fate(self, municipality: Municipality) -> str:
        """What became of one that has ended, in words: Tysfjord er delt mellom Hamarøy og Narvik."""
        rows = self.became(municipality)
        told = {"name": municipality.name, "heirs": listed(row.successor.name for row in rows)}
        if any(row.kind == Succession.Kind.SPLIT for row in rows):
            return _("%(name)s er delt mellom %(heirs)s") % told
        return (_("%(name)s er en del av %(heirs)s") if rows else _("%(name)s finnes ikke lenger")) % told

    def heirs(self, municipality: Municipality, day: date) -> list[Municipality]:
        """Who carried an ended municipality on and exists on the day."""
        return self._existing([row.successor for row in self.became(municipality)], day, self.heirs)

    def forebears(self, municipality: Municipality, day: date) -> list[Municipality]:
        """Who went into a municipality that is not founded yet, and exists on the day."""
        return self._existing([row.predecessor for row in self.came_from(municipality)], day, self.forebears)

    def _existing(self, found: list[Municipality], day: date, beyond) -> list[Municipality]:
        reached = {}
        for municipality in found:
            for kept in [municipality] if municipality.exists_on(day) else beyond(municipality, day):
                reached[kept.pk] = kept
        return list(reached.values())
