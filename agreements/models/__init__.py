"""What municipalities do together: the tables and their querysets."""

from agreements.models.agreement import Agreement, AgreementSuccession, Publication, Stage, Status
from agreements.models.agreement_follow_up import DATES
from agreements.models.agreement_law import Authority
from agreements.models.answer import PRIVACY_HELP, Answer, Confirmation, Contradiction, Proposal
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
from agreements.models.personal_link import LinkUse, PersonalLink, TaskLetter
from agreements.models.reminder import NO_DEADLINE, DeadlineKind, Reminder
from agreements.models.round import Round, Task
from agreements.models.service_area import Sector, ServiceArea
from agreements.models.states import seen_by_all

__all__ = [
    "Agreement",
    "AgreementSuccession",
    "AgreementYear",
    "Answer",
    "Authority",
    "Body",
    "Candidate",
    "Confirmation",
    "Contradiction",
    "CostComponent",
    "CostSplit",
    "DATES",
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
    "LinkUse",
    "NO_DEADLINE",
    "Ownership",
    "PRIVACY_HELP",
    "Participation",
    "PartyYear",
    "PersonalLink",
    "Proposal",
    "Publication",
    "RememberedHeadings",
    "Reminder",
    "Round",
    "Sector",
    "ServiceArea",
    "Source",
    "Stage",
    "Status",
    "Task",
    "TaskLetter",
    "Version",
    "check_components",
    "published_organisations",
    "seen_by_all",
]
