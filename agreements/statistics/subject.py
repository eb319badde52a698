"""What schemes are about, which form they have and how far they reach, as a part of them to count among."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from agreements.models import ServiceArea
from agreements.statistics.inventory import Inventory, Scheme
from agreements.statistics.levels import level_of


@dataclass(frozen=True)
class Subject:
    """Schemes in a sector, about an area, of a legal form, on a level, each by its code; what is not told is any."""

    sector: str = ""
    area: str = ""
    form: str = ""
    level: str = ""

    def of(self, inventory: Inventory, counties: Mapping[str, Collection[int]], regions: Mapping[int, int]) -> Inventory:
        """Those of the inventory that fit; the levels follow from the last two. A query when a sector or an area is told."""
        areas = list(ServiceArea.objects.order_by().values_list("pk", "code", "sector")) if self.sector or self.area else []
        about = [{pk for pk, _code, sector in areas if sector == self.sector}] if self.sector else []
        about += [{pk for pk, code, _sector in areas if code == self.area}] if self.area else []

        def fits(scheme: Scheme) -> bool:
            reaches = not self.level or level_of(scheme, counties, regions) == self.level
            return reaches and self.form in ("", scheme.form) and all(scheme.areas & wanted for wanted in about)

        schemes, basic_agreements = (tuple(filter(fits, found)) for found in (inventory.schemes, inventory.basic_agreements))
        return replace(inventory, schemes=schemes, basic_agreements=basic_agreements)


ANY = Subject()
