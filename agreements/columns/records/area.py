"""What agreements are about: the service areas of many agreements at once."""

from collections.abc import Collection

from agreements.models import Agreement, Sector


def areas_of(ids: Collection[int]) -> dict[int, list[dict]]:
    """The service areas of each agreement, by name. One query; agreements without any are not there."""
    through = Agreement.service_areas.through.objects.filter(agreement__in=ids).order_by("servicearea__sort_key", "servicearea_id")
    sectors = {value: str(label) for value, label in Sector.choices}
    records: dict[str, dict] = {}
    found: dict[int, list[dict]] = {}
    for agreement, code, name, sector in through.values_list(
        "agreement_id", "servicearea__code", "servicearea__name", "servicearea__sector"
    ):
        if code not in records:
            records[code] = {"code": code, "label": name, "sector": {"code": sector, "label": sectors[sector]}}
        found.setdefault(agreement, []).append(records[code])
    return found
