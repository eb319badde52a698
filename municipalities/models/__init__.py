"""Who: counties, municipalities through time, regions, organisations and contacts."""

from municipalities.models.boundary import Boundary, BoundaryFile
from municipalities.models.contact import Contact
from municipalities.models.county import County
from municipalities.models.municipality import MappingStatus, Municipality, MunicipalityNumber, Population
from municipalities.models.organisation import Organisation
from municipalities.models.ownership_report import OwnershipReport
from municipalities.models.region import Region, RegionMembership
from municipalities.models.succession import Succession
from municipalities.models.total import MunicipalityTotal

__all__ = [
    "Boundary",
    "BoundaryFile",
    "Contact",
    "County",
    "MappingStatus",
    "Municipality",
    "MunicipalityNumber",
    "MunicipalityTotal",
    "Organisation",
    "OwnershipReport",
    "Population",
    "Region",
    "RegionMembership",
    "Succession",
]
