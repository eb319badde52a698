"""What municipalities do together: the tables and their querysets."""

from agreements.models.agreement import Agreement, AgreementSuccession, Publication, Stage, Status
from agreements.models.agreement_follow_up import DATES
from agreements.models.agreement_law import Authority
from agreements.models.body import Body, Grant
from agreements.models.candidate import Candidate
from agreements.models.cost_split import CostComponent, CostSplit, check_components
from agreements.models.decision import Decision, Version
from agreements.models.document import Document
from agreements.models.error_report import ErrorReport
from agreements.models.evidence import Source
from agreements.models.figures import AgreementYear, PartyYear
from agreements.models.file_kind import FileKind
from agreements.models.finding import Finding
from agreements.models.importing import Import, ImportedScheme, ImportFile, RememberedHeadings
from agreements.models.ownership import Ownership
from agreements.models.participation import Participation, published_organisations
from agreements.models.reminder import NO_DEADLINE, DeadlineKind, Reminder
from agreements.models.service_area import Sector, ServiceArea
from agreements.models.states import seen_by_all

__all__ = [
    "DATES",
    "NO_DEADLINE",
    "Agreement",
    "AgreementSuccession",
    "AgreementYear",
    "Authority",
    "Body",
    "Candidate",
    "CostComponent",
    "CostSplit",
    "DeadlineKind",
    "Decision",
    "Document",
    "ErrorReport",
    "FileKind",
    "Finding",
    "Grant",
    "Import",
    "ImportFile",
    "ImportedScheme",
    "Ownership",
    "Participation",
    "PartyYear",
    "Publication",
    "RememberedHeadings",
    "Reminder",
    "Sector",
    "ServiceArea",
    "Source",
    "Stage",
    "Status",
    "Version",
    "check_components",
    "published_organisations",
    "seen_by_all",
]
