"""Every report there is, in the order of the list. A new one is a file here and a line of this tuple."""

from agreements.reports import archive_plan, matrix
from agreements.reports.ownership import report as ownership
from agreements.reports.report import Report

REPORTS: tuple[Report, ...] = (ownership.REPORT, archive_plan.REPORT, matrix.REPORT)

BY_CODE = {report.code: report for report in REPORTS}
