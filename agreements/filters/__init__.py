"""Which agreements an address asks for: one strict filter set for pages, files and API. Start in `filterset`."""

from agreements.filters.filterset import AgreementFilterSet

__all__ = ["AgreementFilterSet"]
