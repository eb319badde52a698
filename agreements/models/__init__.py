"""What municipalities do together: the tables and their querysets."""

from agreements.models.agreement import Agreement, AgreementSuccession, Publication, Stage, Status
from agreements.models.error_report import ErrorReport
from agreements.models.evidence import Source
from agreements.models.participation import Ownership, Participation, published_organisations
from agreements.models.service_area import Sector, ServiceArea

__all__ = [
    "Agreement",
    "AgreementSuccession",
    "ErrorReport",
    "Ownership",
    "Participation",
    "Publication",
    "Sector",
    "ServiceArea",
    "Source",
    "Stage",
    "Status",
    "published_organisations",
]
