"""A file, several, or a pasted table becomes an import that waits to be read."""

from collections.abc import Iterable
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Import, ImportFile
from registry.excel.safety import LARGEST_FILE
from registry.models import User
from registry.periods import parse_date, show_moment

MOST_FILES = 50  # a county has fewer municipalities
MOST_IN_ALL = 60 * 1024 * 1024
NAMED = 3  # files named in the name of the import
LONGEST_NAME = Import._meta.get_field("name").max_length
LONGEST_FILE_NAME = ImportFile._meta.get_field("name").max_length


def check_sizes(sizes: Iterable[tuple[str, int]]) -> None:
    """Refuse what is too large before a byte of it is read. Raises ValidationError naming the file."""
    sizes = list(sizes)
    if len(sizes) > MOST_FILES:
        raise ValidationError(
            _("%(number)s filer er for mange på én gang. Høyst %(most)s.") % {"number": len(sizes), "most": MOST_FILES}
        )
    for name, size in sizes:
        if size > LARGEST_FILE:
            message = _("«%(name)s» er på %(size)s. En fil kan høyst være %(most)s. Del den opp, eller slett ark den ikke trenger.")
            shown = {"name": name[:60], "size": filesizeformat(size), "most": filesizeformat(LARGEST_FILE)}
            raise ValidationError(message % shown)
        if size == 0:
            raise ValidationError(_("«%(name)s» er tom. Velg en annen fil.") % {"name": name[:60]})
    if sum(size for _name, size in sizes) > MOST_IN_ALL:
        raise ValidationError(
            _("Filene er for store til sammen. Høyst %(most)s på én gang.") % {"most": filesizeformat(MOST_IN_ALL)}
        )


@transaction.atomic
def take_in(
    files: Iterable[tuple[str, bytes]],
    *,
    by: User | None,
    pasted: bool = False,
    as_of: str = "",
    sheets: Iterable[str] = (),
    unasked: bool = False,
) -> Import:
    """Store the files as one import that waits to be read. Raises ValidationError for what is too large and for an unreadable date.

    `sheets` are the names of the sheets to read; without any those that look like tables are read. `unasked`: there is nobody to
    ask about headings, so columns that nobody knows are left out and told of.
    """
    files = list(files)
    check_sizes((name, len(content)) for name, content in files)
    if as_of.strip():
        parse_date(as_of)
    names = [_plain(name) for name, _content in files]
    shown = ", ".join(names[:NAMED]) + (_(" og %(number)s til") % {"number": len(names) - NAMED} if len(names) > NAMED else "")
    found = Import(name=shown[:LONGEST_NAME], started_by=by, state=Import.State.WAITING, as_of_text=as_of.strip(), pasted=pasted)
    found.headings = {"sheets": list(sheets), "tables": {}, "unasked": unasked}
    found.save()
    for name, (_name, content) in zip(names, files, strict=True):
        checksum = sha256(content).hexdigest()
        ImportFile(part_of=found, name=name, content=content, size=len(content), checksum=checksum).save()
    return found


def once_more(old: Import, *, by: User | None) -> Import:
    """The same files as a new import, with what was chosen and answered: for what was left when the old one was applied."""
    files = [(row.name, bytes(row.content)) for row in old.files.all()]
    found = take_in(files, by=by, pasted=old.pasted, as_of=old.as_of_text)
    found.headings, found.answers = old.headings, old.answers
    found.save()
    return found


def pasted_name() -> str:
    """What a pasted table is called."""
    return _("Limt inn %(moment)s.txt") % {"moment": show_moment(timezone.now())}


def _plain(name: str) -> str:
    """A file name without folders and invisible characters, so that it can be shown and stored."""
    name = "".join(c for c in name.replace("\\", "/").rpartition("/")[2] if c.isprintable()).strip()
    return name[-LONGEST_FILE_NAME:] or _("uten navn")
