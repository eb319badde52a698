"""An import taken back by one new act, as far as nobody has touched what it wrote."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements import actions
from agreements.imports.applying.writing import actor
from agreements.models import Agreement, Import, ImportedScheme, Publication
from agreements.models.whole import Whole
from registry.models import User


@dataclass
class Preview:
    """What would be taken back, and what somebody has touched since."""

    created: list[ImportedScheme] = field(default_factory=list)
    changed: list[ImportedScheme] = field(default_factory=list)
    touched: list[ImportedScheme] = field(default_factory=list)


def preview(of: Import) -> Preview:
    """As the register is now."""
    found = Preview()
    for row in _written(of).defer("change__before", "change__after"):
        if row.agreement is None or row.agreement.revision != row.revision:
            found.touched.append(row)
        elif row.state == "new":
            found.created.append(row)
        else:
            found.changed.append(row)
    return found


@transaction.atomic
def undo(of: Import, *, by: User | None) -> int:
    """Take it back; each scheme that cannot be says why. How many were. Raises ValidationError when it is not applied."""
    locked = Import.objects.select_for_update(of=("self",)).get(pk=of.pk)
    if locked.state != Import.State.APPLIED:
        raise ValidationError(_("Importen er ikke tatt i bruk, eller er alt angret."))
    rows = {row.change.record_id: row for row in _written(locked)}
    try:
        with transaction.atomic():
            outcome = actions.set_back(
                [row.change for row in rows.values()],
                {pk: row.revision for pk, row in rows.items()},
                by=actor(locked, by),
                reason=_("Importen av %(name)s er angret.") % {"name": locked.name},
                told=_("Ført inn ved en import som er angret."),
            )
    except IntegrityError as error:
        raise ValidationError(_("Noe av det importen endret, viser til noe som er slettet siden. Ingenting er angret.")) from error
    for agreement, why in outcome.refused:
        rows[agreement.pk].note = why
    ImportedScheme.objects.bulk_update([rows[agreement.pk] for agreement, _why in outcome.refused], ["note"], batch_size=500)
    locked.state, locked.undone_at, locked.undone_by = Import.State.UNDONE, timezone.now(), by
    locked.save()
    return len(outcome.changes)


def drafts_of(of: Import) -> QuerySet[Agreement]:
    """The agreements it registered that are drafts still, and as it registered them."""
    created = of.schemes.filter(state="new", change__isnull=False, agreement__revision=F("revision"))
    return Agreement.objects.filter(pk__in=created.values("agreement"), publication=Publication.DRAFT)


@transaction.atomic
def publish_drafts(of: Import, *, by: User) -> int:
    """Show them to all, as a part of the import: it can be undone as before. How many there were."""

    def act(whole: Whole) -> None:
        whole.agreement.publication = Publication.PUBLISHED

    reason = _("Publisert samlet etter import av %(name)s") % {"name": of.name}
    drafts = list(drafts_of(of).order_by("pk"))
    done = actions.amend_many(drafts, act, by=actor(of, by), reason=reason).changes
    became = {change.record_id: change.revision for change in done}
    rows = list(of.schemes.filter(agreement__in=became))
    for row in rows:
        row.revision = became[row.agreement_id]
    ImportedScheme.objects.bulk_update(rows, ["revision"], batch_size=500)
    return len(done)


def _written(of: Import) -> QuerySet[ImportedScheme]:
    return of.schemes.filter(change__isnull=False).select_related("change", "agreement").order_by("place")
