"""Files by their content, and documents that are withheld until somebody has looked."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from agreements.models import Document
from agreements.models.file_kind import file_kind
from registry.models import Role
from tests.makers import hold, make_agreement, make_municipality, make_user


def zipped(**members):
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return target.getvalue()


ODT = "application/vnd.oasis.opendocument.text"
KNOWN = {
    "pdf": b"%PDF-1.7\n...",
    "docx": zipped(word__document_dot_xml="<w/>"),
    "xlsx": zipped(xl__workbook_dot_xml="<x/>"),
    "odt": zipped(mimetype=ODT),
    "txt": "Avtale mellom Dyrøy og Gáivuotna\u00a0kommune\r\n".encode("utf-8-sig"),
}
REFUSED = {
    "empty": b"",
    "blank": b"  \n",
    "program": b"MZ\x90\x00\x03",
    "picture": b"\x89PNG\r\n\x1a\n",
    "page": b"\n <!DOCTYPE html><script>alert(1)</script>",
    "macro": zipped(word__document_dot_xml="<w/>", word__vbaProject_dot_bin="x"),
    "other zip": zipped(a_dot_exe="x"),
    "spreadsheet of LibreOffice": zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
    "broken zip": b"PK\x03\x04 broken",
    "latin": "Dyrøy".encode("latin-1"),
    "control": b"a\x00b",
}


@pytest.mark.parametrize("kind", KNOWN)
def test_a_file_is_known_by_what_is_in_it(kind):
    assert file_kind(KNOWN[kind]) == kind


@pytest.mark.parametrize("name", REFUSED)
def test_everything_else_is_refused(name):
    assert file_kind(REFUSED[name]) is None


def upload(content, name="avtale.pdf"):
    return Document(kind="avtale", title="Avtalen", file=SimpleUploadedFile(name, content))


@pytest.mark.django_db
class TestStored:
    def test_a_file_gets_a_name_that_tells_nothing_and_its_kind_whatever_it_was_called(self):
        row = hold(make_agreement(), upload(KNOWN["docx"], "../../hemmelig <x>.pdf"))
        assert row.file.name.startswith("documents/") and len(Path(row.file.name).name) == 32
        assert (row.file_kind, row.size) == ("docx", len(KNOWN["docx"]))
        assert Path(settings.MEDIA_ROOT, row.file.name).read_bytes() == KNOWN["docx"]

    def test_what_is_no_such_file_or_too_large_is_refused_by_name_and_nothing_is_stored(self, monkeypatch):
        with pytest.raises(ValidationError, match="«bilde.pdf» er ikke PDF, Word"):
            hold(make_agreement(), upload(REFUSED["picture"], "bilde.pdf"))
        monkeypatch.setattr("agreements.models.document.LARGEST", 10)
        with pytest.raises(ValidationError, match="større enn 20 MB"):
            hold(make_agreement(), upload(KNOWN["pdf"]))
        assert not Document.objects.exists()

    def test_the_file_goes_with_the_last_row_that_has_it(self, django_capture_on_commit_callbacks):
        row = hold(make_agreement(), upload(KNOWN["pdf"]))
        path = Path(settings.MEDIA_ROOT, row.file.name)
        copy = hold(make_agreement("B"), Document(kind="avtale", title="Samme", file=row.file.name, file_kind="pdf"))
        for document, there in ((row, True), (copy, False)):
            with django_capture_on_commit_callbacks(execute=True):
                document.delete()
            assert path.exists() == there

    @pytest.mark.parametrize("checked", [True, False])
    @pytest.mark.parametrize("stage", ["in_force", "study"])
    def test_only_the_checked_ones_of_agreements_one_may_see_are_seen(self, checked, stage):
        dyroy = make_municipality("Dyrøy")
        agreement = make_agreement(parties=[(dyroy,)], stage=stage)
        checked_at = timezone.now() if checked else None
        hold(agreement, Document(kind="avtale", title="Avtalen", url="https://a.no", checked_at=checked_at))
        people = {
            "everyone": AnonymousUser(),
            "Dyrøy": make_user(Role.MUNICIPALITY, municipality=dyroy),
            "reader": make_user(Role.READER),
        }
        seen = {name for name, user in people.items() if Document.objects.visible_to(user).exists()}
        assert seen == {"reader"} | ({"Dyrøy"} if checked else set()) | ({"everyone"} if checked and stage == "in_force" else set())
