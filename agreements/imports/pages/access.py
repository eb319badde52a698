"""The import that an address names; its pages are for administrator and saksbehandler alone."""

from django.shortcuts import get_object_or_404

from agreements.models import Import


def import_or_404(pk: int) -> Import:
    """The import of that number: those who may write see each other's."""
    return get_object_or_404(Import.objects.select_related("started_by", "applied_by", "undone_by"), pk=pk)


def held_or_404(pk: int) -> Import:
    """The same in a transaction, held until its end: whoever applies the import meanwhile waits, or has come first."""
    return get_object_or_404(Import.objects.select_for_update(), pk=pk)
