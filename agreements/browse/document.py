"""`/dokumenter/<id>/`: a file, for those who may read it, and never as anything a browser runs."""

import re

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from agreements.models import Document, FileKind
from registry.parameters import check_names


def show(request: HttpRequest, pk: int) -> FileResponse:
    """The file as a download; 404 for a document that is withheld, of an agreement one may not see, or without a file."""
    check_names(request.GET, ())
    documents = Document.objects.visible_to(request.user).exclude(file="")
    document = get_object_or_404(documents, pk=min(pk, 2**63 - 1))
    try:
        content = document.file.open("rb")
    except FileNotFoundError as error:
        raise Http404(_("Filen finnes ikke.")) from error
    kind = FileKind(document.file_kind)
    name = re.sub(r"[^\w .-]", "_", document.title)[:100].strip(" .") or "dokument"
    response = FileResponse(content, as_attachment=True, filename=f"{name}.{kind}", content_type=kind.media_type)
    response.headers["Cache-Control"] = "private, no-cache"
    return response
