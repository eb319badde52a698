"""The less frequent fields of an agreement's form, one fieldset a subject, each folded until it is wanted."""

from django.utils.translation import gettext_lazy as _

SUBJECTS = [
    (
        _("Myndighet og rettslig stilling"),
        [("authority", "authority_from", "is_legal_person"), "sector_law"],
    ),
    (
        _("Hva avtalen sier"),
        [
            ("tasks_stated", "transfer_date_stated", "information_stated"),
            ("settlement_stated", "settlement"),
            ("exit_stated", "exit_rule"),
            ("dissolution_stated", "dissolution_rule"),
            ("archive_stated", "archive_rule"),
            ("contribution_duty", "contribution"),
            ("loan_allowed", "loan_ceiling"),
            ("representantskap_members", "board_members"),
        ],
    ),
    (
        _("Frister"),
        [("notice_months", "is_fixed_term", "fixed_term_until"), ("evaluation_date", "last_evaluated", "revision_date")],
    ),
    (_("Arkiv"), [("archive_responsible", "archive_system", "archive_depot", "archive_case_number")]),
    (_("Saksbehandling (internt)"), [("responsible", "governor_informed")]),
]
SUBJECT_FIELDS = [field for _name, lines in SUBJECTS for line in lines for field in (line if isinstance(line, tuple) else (line,))]
WORDS = ("settlement", "exit_rule", "dissolution_rule", "archive_rule", "contribution")
