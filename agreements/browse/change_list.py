"""`/endringer/`: the public diary of the register, newest first."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from agreements.columns.files import CHANGES, FileChoice
from agreements.columns.public_changes import PublicChange, public_changes, told
from agreements.columns.records import change_records
from agreements.filters.changes import ChangeSelection
from registry.models import Change
from registry.parameters import FILE, PAGING, read_page

PAGE_SIZE = 100  # more than elsewhere: what was imported together is folded


def show(request: HttpRequest) -> HttpResponseBase:
    """The diary, as a page or a file; with `municipality` only what concerns agreements it takes or has taken part in."""
    selection = ChangeSelection.of(request, public_changes(), (*PAGING, *FILE))
    files = FileChoice.of(request, CHANGES)
    if files.kind:
        return files.response(change_records(selection.changes), selection.directory)
    directory, page = selection.directory, read_page(request, selection.changes, PAGE_SIZE)
    context = {
        "section": "changes",
        "files": files,
        "page": page,
        "entries": list(_entries(page.object_list)),
        "municipalities": [(directory.number(entry.municipality), entry.municipality.name) for entry in directory.existing()],
        "number": selection.number,
        "name": " / ".join(entry.municipality.name for entry in selection.entries),
    }
    return render(request, "agreements/browse/change_list.html", context)


def _entries(changes: Iterable[Change]) -> Iterator[list[PublicChange]]:
    """One entry a change, but one for all that the same import brought on the same day. Those stand next to each other."""
    changes = list(changes)

    def together(pair: tuple[Change, PublicChange]) -> tuple:
        change, public = pair
        brought = change.actor_kind == Change.ActorKind.IMPORT and public.kind == Change.Kind.CREATED
        return (change.actor_label, timezone.localdate(change.at)) if brought else (change.pk,)

    for _key, pairs in groupby(zip(changes, told(changes), strict=True), together):
        yield [public for _change, public in pairs]
