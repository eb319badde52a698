"""What schemes are about and which form they have, as a part of them to count among."""

from dataclasses import dataclass, replace

from agreements.models import ServiceArea
from agreements.statistics.inventory import Inventory, Scheme


@dataclass(frozen=True)
class Subject:
    """Schemes in a sector, about an area, of a legal form, each by its code; what is not told is any."""

    sector: str = ""
    area: str = ""
    form: str = ""

    def of(self, inventory: Inventory) -> Inventory:
        """Those of the inventory that fit. A query when a sector or an area is told."""
        if not (self.sector or self.area or self.form):
            return inventory
        areas = list(ServiceArea.objects.order_by().values_list("pk", "code", "sector")) if self.sector or self.area else []
        about = [{pk for pk, _code, sector in areas if sector == self.sector}] if self.sector else []
        about += [{pk for pk, code, _sector in areas if code == self.area}] if self.area else []

        def fits(scheme: Scheme) -> bool:
            return self.form in ("", scheme.form) and all(scheme.areas & wanted for wanted in about)

        return replace(inventory, schemes=tuple(filter(fits, inventory.schemes)), frames=tuple(filter(fits, inventory.frames)))


ANY = Subject()
