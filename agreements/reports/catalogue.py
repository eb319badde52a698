"""Every report there is, in the order of the list. A new one is a file here and a line of this tuple."""

from agreements.reports import annual_report, archive_plan, changes, county, matrix, to_clear_up, whole_register
from agreements.reports.ownership import report as ownership
from agreements.reports.report import Place, Report

REPORTS: tuple[Report, ...] = (
    ownership.REPORT,
    annual_report.REPORT,
    archive_plan.REPORT,
    matrix.REPORT,
    county.REPORT,
    changes.REPORT,
    to_clear_up.REPORT,
    whole_register.REPORT,
)

OF_MUNICIPALITIES = tuple(report for report in REPORTS if Place.MUNICIPALITY in report.places and not report.staff)
BY_CODE = {report.code: report for report in REPORTS}
