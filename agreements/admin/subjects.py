"""The less frequent fields of an agreement's form, one fieldset a subject, each folded until it is wanted."""

from django.utils.translation import gettext_lazy as _

from agreements.models import DATES

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


def _to_read(line: str | tuple[str, ...]) -> str | tuple[str, ...]:
    """A line of fields with dates as they are known, in place of the fields they are typed in."""
    return line if isinstance(line, str) else tuple(f"{field}_shown" if field in DATES else field for field in line)


SUBJECTS_TO_READ = [(name, [_to_read(line) for line in lines]) for name, lines in SUBJECTS]
