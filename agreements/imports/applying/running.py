"""What an import goes through until it can be looked at. Small ones in the request, the others in `manage.py work`.

Whoever reads and plans has claimed the import and holds no lock; `beat` tells that it is alive. When it has been silent for long,
the next one takes the import up again, and gives up on a file that has stopped three of them.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.imports.applying import shown, tables, writing
from agreements.imports.applying.planned import about_plan, make_plan
from agreements.imports.applying.writing import Outcome
from agreements.imports.reading import Unreadable
from agreements.models import Import
from registry.models import User

logger = logging.getLogger(__name__)
SILENT, SILENT_WHILE_APPLYING = timedelta(minutes=3), timedelta(minutes=1)  # two may try to apply it: one of them does
MOST_ATTEMPTS = 3
SMALL_FILES, SMALL_ROWS = 400_000, 500  # bytes and rows that are read while the person waits
READ, COMPARED = 1, 2  # steps beside one for each file


class Lost(Exception):
    """Somebody else has taken the import over, or it is no longer waiting."""


def waiting() -> bool:
    """Whether there is something for the worker. One cheap query."""
    return _due().exists()


def advance_next() -> bool:
    """Do the next import that waits as far as it can go without a person. Whether there was one."""
    with transaction.atomic():
        found = _due().select_for_update(skip_locked=True, of=("self",)).order_by("started_at", "pk").first()
        if found is None:
            return False
        claimed = _claim(found)
    if claimed and claimed.state == Import.State.APPLYING:
        writing.write(claimed)
    elif claimed:
        _advance(claimed)
    return True


def advance(of: Import) -> Import:
    """Do this one now, if it waits to be read and is small; else it is left to the worker. Returns it as it then is."""
    if sum(of.files.values_list("size", flat=True)) <= SMALL_FILES:
        advance_now(of, most_rows=SMALL_ROWS)
    return Import.objects.get(pk=of.pk)


def advance_now(of: Import, *, most_rows: int | None = None) -> None:
    """Do this one now, however large it is; with `most_rows` one that has more is left to the worker."""
    with transaction.atomic():
        found = Import.objects.select_for_update().filter(pk=of.pk, state=Import.State.WAITING).first()
        claimed = found and _claim(found)
    if claimed:
        _advance(claimed, most_rows=most_rows)


def apply(of: Import, *, by: User | None, publish: bool, here: bool = False) -> Outcome | None:
    """Have a planned import applied: a small one, or `here`, at once; else the worker does it, and the answer is None."""
    with transaction.atomic():
        found = Import.objects.select_for_update().get(pk=of.pk)
        if found.state != Import.State.PLANNED:
            return Outcome(problem=_("Importen er alt tatt i bruk, eller blir lest på nytt."))
        here = here or found.about.get("rows", 0) <= SMALL_ROWS
        found.state, found.publish, found.applied_by, found.problem = Import.State.APPLYING, publish, by, ""
        found.beat, found.attempts = (timezone.now() if here else None), 0
        found.save()
    return writing.write(found) if here else None


def _due():
    now = timezone.now()
    silent = Q(state=Import.State.PLANNING, beat__lt=now - SILENT)
    to_apply = Q(state=Import.State.APPLYING) & (Q(beat=None) | Q(beat__lt=now - SILENT_WHILE_APPLYING))
    return Import.objects.filter(Q(state=Import.State.WAITING) | silent | to_apply)


def _claim(found: Import) -> Import | None:
    """Take it; one that has stopped too many is given up instead."""
    applying = found.state == Import.State.APPLYING
    if found.attempts >= MOST_ATTEMPTS:
        found.state, found.attempts, found.beat = (Import.State.PLANNED if applying else Import.State.FAILED), 0, None
        problem = _("Arbeidet med filen har stoppet %(times)s ganger. Del den opp, og prøv med en del om gangen.")
        found.problem = problem % {"times": MOST_ATTEMPTS}
        found.save()
        return None
    found.state = Import.State.APPLYING if applying else Import.State.PLANNING
    found.beat, found.problem = timezone.now(), ""
    found.attempts += 1
    found.done, found.total = 0, READ + COMPARED
    found.save()
    return found


def _advance(claimed: Import, most_rows: int | None = None) -> None:
    """Read and plan; what the file makes impossible is said in words, what is our own fault is logged too."""
    try:
        sheets = tables.sheets_of(claimed)
        _beat(claimed, READ)
        about = {"tables": tables.about_headings(sheets, claimed)}
        if any(table["asked"] for table in about["tables"]):
            _finish(claimed, state=Import.State.HEADINGS, about=about)
            return
        read = tables.read_tables(sheets, claimed)
        if most_rows is not None and sum(len(table.rows) for table in read) > most_rows:
            _finish(claimed, state=Import.State.WAITING)
            return
        made = make_plan(claimed, read)
        _beat(claimed, COMPARED)
        about |= about_plan(made, read)
        _finish(claimed, lambda: shown.keep(made, claimed), state=Import.State.PLANNED, about=about)
    except Lost:
        logger.info("Import %s was taken over", claimed.pk)
    except Unreadable as error:
        _finish(claimed, state=Import.State.FAILED, problem=str(error))
    except Exception:
        logger.exception("Import %s failed", claimed.pk)
        problem = _("Noe gikk galt hos oss mens filen ble lest. Ingenting er endret i registeret. Feilen står i loggen.")
        _finish(claimed, state=Import.State.FAILED, problem=problem)


def _beat(claimed: Import, done: int) -> None:
    if not _mine(claimed).update(beat=timezone.now(), done=done):
        raise Lost


@transaction.atomic
def _finish(claimed: Import, also: Callable[[], None] | None = None, **columns) -> None:
    """Store how far it came, unless somebody else has taken it over."""
    if not _mine(claimed).update(attempts=0, beat=None, **columns):
        return
    if also:
        also()


def _mine(claimed: Import):
    return Import.objects.filter(pk=claimed.pk, state=Import.State.PLANNING, attempts=claimed.attempts)
