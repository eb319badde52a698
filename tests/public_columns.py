"""Which columns everybody sees, each decided by someone. `test_only_public` holds it, and fails for what nobody has decided.

What only some see is decided in `test_who_sees_what`.
"""

from agreements.models import DATES
from agreements.models.holdings import TABLES

PERIOD = ("valid_from", "valid_from_text", "valid_to", "valid_to_text")
PUBLIC = {
    "municipalities.County": {"name"},
    "municipalities.Municipality": {"name", "name_se", "name_fkv", "official_name", "org_number", "founded", "dissolved", "note"},
    "municipalities.MunicipalityNumber": {*PERIOD},
    "municipalities.Population": {"date", "number", "source"},
    "municipalities.MappingStatus": {"date", "source"},
    "municipalities.MunicipalityTotal": {"year", "person_years_hundredths", "expenditure", "source", "url"},
    "municipalities.OwnershipReport": {"adopted", "case_number", "url"},
    "municipalities.Succession": {"date"},
    "municipalities.Organisation": {"name", "org_number", "seat"},
    "municipalities.Region": {
        *("slug", "name", "division", "seat", "source", "source_url", "members_note", "stated_members", "stated_population"),
        *PERIOD,
    },
    "municipalities.RegionMembership": {*PERIOD},
    "municipalities.Boundary": {"path", "hatch", "label_x"},
    "municipalities.BoundaryFile": {"credit"},
    "agreements.ServiceArea": {"code", "name", "kostra_label"},
    "agreements.Agreement": {
        *("name", "former_names", "purpose", "legal_basis", "office", "counts_reason", "participants_text"),
        *(
            "participants_stated_count",
            "unnamed_participants",
            "ownership_text",
            "evidence_first",
            "evidence_last",
            "last_confirmed",
        ),
        *("revision", "updated_at", "sector_law", "authority_from", "settlement", "exit_rule", "dissolution_rule", "archive_rule"),
        *("contribution", "loan_ceiling", "representantskap_members", "board_members", "notice_months", "fixed_term_until"),
        *("evaluation_date", "last_evaluated", "revision_date", "archive_responsible", "archive_system", "archive_depot"),
        *("archive_case_number", *(f"{name}_text" for name in DATES), *PERIOD),
    },
    "agreements.Participation": {"own_purpose", *PERIOD},
    "agreements.Ownership": {
        *("share_num", "share_den", "liability_num", "liability_den", "shares_number", "capital", "seats", "as_of", "source"),
        *PERIOD,
    },
    "agreements.PartyYear": {"year", "payment", "book_value", "source"},
    "agreements.AgreementYear": {"year", "person_years_hundredths", "cost", "source"},
    "agreements.Body": {"seats", "seats_each", "about"},
    "agreements.Grant": {"giver", "amount", "purpose", *PERIOD},
    "agreements.Candidate": {"name"},
    "agreements.Version": {"name", "adopted", "changes", *PERIOD},
    "agreements.Decision": {"date", "case_number", "url"},
    "agreements.Document": {"title", "date", "url", "size", "checksum"},
    "agreements.CostSplit": {"covers", "unit_price", "unit", "description", "source", *PERIOD},
    "agreements.CostComponent": {"share_num", "share_den", "text"},
    "agreements.Task": {"confirmed_on", "title"},  # when the list was confirmed, and by the holder of which post
    "agreements.Confirmation": {"on"},  # that a municipality stood by the entry, not what it answered
    "agreements.Source": {"citation", "url", "as_of_first", "as_of", "as_of_text"},
    "agreements.AgreementSuccession": {"date"},
    "registry.Change": {"at", "revision"},
}
OF_THE_TRAIL = {  # what of the two pictures in a change everyone may read
    *("name", "former_names", "purpose", "legal_basis", "office", "participants_text", "unnamed_participants"),
    *("ownership_text", "counts_reason", "sources.citation", "sources.url", "participations.label", "sources.label"),
    *("sector_law", "settlement", "exit_rule", "dissolution_rule", "archive_rule", "contribution", "archive_responsible"),
    *("archive_system", "archive_depot", "archive_case_number", "participations.own_purpose", "ownerships.source"),
    *("party_years.source", "bodies.about", "grants.giver", "grants.purpose", "versions.name", "versions.changes"),
    *("decisions.case_number", "decisions.url", "cost_splits.covers", "cost_splits.unit", "cost_splits.description"),
    *("cost_splits.source", "components.text", "years.source"),
    *(f"{table}.label" for table in TABLES if table not in ("candidates", "documents")),
}
_NAMES = ("agreements.Agreement.name", "agreements.Agreement.withdrawn_reason")
OF_WITHDRAWN = {*_NAMES, "registry.Change.at", "registry.Change.revision"}


def allowed():
    found = {f"{model}.{name}" for model, names in PUBLIC.items() for name in names}
    found |= {f"registry.Change.{side}:{path}" for side in ("before", "after") for path in OF_THE_TRAIL}
    return found | {f"withdrawn {name}" for name in OF_WITHDRAWN}
