"""The case officers' tables of agreements. Start in `agreement`."""

from agreements.admin import agreement, error_report, finding, organisation, participation, service_area

__all__ = ["agreement", "error_report", "finding", "organisation", "participation", "service_area"]
