"""What one takes home: the template to fill in, and the same workbook back with what became of each row."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import FileResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from agreements.imports.applying.receipt import receipt_of
from agreements.imports.pages.access import import_or_404
from agreements.imports.reading import Unreadable
from agreements.imports.template import template as make_template
from municipalities.directory import Directory
from registry.excel.writing import MEDIA_TYPE
from registry.parameters import today


def template(request: HttpRequest) -> HttpResponseBase:
    """Our own template."""
    return FileResponse(make_template(Directory.load(today())), as_attachment=True, filename="mal.xlsx", content_type=MEDIA_TYPE)


def receipt(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The receipt, also of what is only planned; 404 before there is a plan."""
    found = import_or_404(pk)
    if not found.schemes.exists():
        raise Http404(_("Filen er ikke lest ennå."))
    try:
        content, name, media_type = receipt_of(found)
    except Unreadable as error:
        messages.error(request, str(error))
        return redirect("import-detail", pk=pk)
    return FileResponse(content, as_attachment=True, filename=name, content_type=media_type)
