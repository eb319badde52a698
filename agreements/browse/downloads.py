"""`/nedlasting/`: the whole register as dated files, and its description for data catalogues (DCAT-AP-NO)."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db.models import Max, Min
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from agreements.models import Agreement
from registry.parameters import check_names

NAME = re.compile(r"register-(\d{4}-\d{2}-\d{2})\.zip")


@dataclass(frozen=True)
class Dump:
    """One file: of which day, and how large."""

    day: date
    size: int

    @property
    def name(self) -> str:
        """Its name in the address."""
        return dump_name(self.day)


def dump_folder() -> Path:
    """Where the dumps lie."""
    return Path(settings.MEDIA_ROOT) / "dump"


def dump_name(day: date) -> str:
    """The name of the dump of a day."""
    return f"register-{day.isoformat()}.zip"


def dumps() -> list[Dump]:
    """Every dump there is, newest first."""
    found = []
    for path in dump_folder().glob("register-*.zip"):
        if day := _day_of(path.name):
            found.append(Dump(day, path.stat().st_size))
    return sorted(found, key=lambda dump: dump.day, reverse=True)


def _day_of(name: str) -> date | None:
    match = NAME.fullmatch(name)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def show(request: HttpRequest) -> HttpResponse:
    """The list of files."""
    check_names(request.GET, ())
    return render(request, "agreements/browse/downloads.html", {"section": "about", "dumps": dumps()})


def download(request: HttpRequest, day: str) -> HttpResponse | FileResponse:
    """One file; the name in the address is only ever a date."""
    check_names(request.GET, ())
    name = f"register-{day}.zip"
    path = dump_folder() / name
    if _day_of(name) is None or not path.is_file():
        raise Http404(_("Det er ingen fil for denne dagen."))
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="application/zip")


def catalogue(request: HttpRequest) -> HttpResponse:
    """The description, as Turtle."""
    check_names(request.GET, ())
    known = Agreement.objects.published().aggregate(modified=Max("updated_at"), first=Min("valid_from"))
    context = {"site": settings.SITE_URL, "dump": next(iter(dumps()), None), **known}
    return render(request, "agreements/browse/katalog.ttl", context, content_type="text/turtle; charset=utf-8")
