"""`manage.py load_agreements [FILE]`: the agreements of a file into the register, published and with their trail.

Safe to run twice: an agreement is known by its key, what is as the file says is left alone, what the file says differently
is updated, and an agreement that a person has changed is never touched, only reported. All or nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from operator import attrgetter
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from agreements import actions
from agreements.actions import PERIOD_COLUMNS
from agreements.management.agreement_file import COLUMNS, Entry, read_file
from agreements.management.loading import words
from agreements.models import Agreement, AgreementSuccession, Ownership, Publication
from registry.changes import Actor
from registry.models import Change
from registry.parameters import today

FILE = settings.BASE_DIR / "fixtures" / "agreements.toml"
IMPORTER = Actor.importer("Første datagrunnlag")
FROM_FILE = (
    *COLUMNS.values(),
    *("former_names", "legal_form", "legal_form_certainty", "agreement_type", "stage", "organisation_id", "region_id", "parent_id"),
    *PERIOD_COLUMNS,
)
AGREEMENT = attrgetter(*FROM_FILE)
PARTICIPATION = attrgetter("municipality_id", "organisation_id", "role", "certainty", *PERIOD_COLUMNS)
SOURCE = attrgetter("citation", "url", "as_of_first", "as_of", "as_of_precision", "as_of_text")
SUCCESSION = attrgetter("predecessor_id", "kind", "date")
OWNERSHIP = attrgetter("participation.party_key", "participation.valid_from", "share_num", "share_den", "as_of", "as_of_precision")


class Command(BaseCommand):
    """Loads the agreements."""

    help = _("Laster samarbeid fra en TOML-fil. Kan trygt kjøres flere ganger.")

    def add_arguments(self, parser):
        """Another file, for another part of the country."""
        parser.add_argument("file", nargs="?", type=Path, default=FILE, help=_("Filen med samarbeid."))

    def handle(self, *args, **options):
        """All or nothing."""
        loader = AgreementLoader(read_file(options["file"], today()))
        with transaction.atomic():
            loader.load()
        for kept in loader.kept:
            self.stdout.write(_("%(agreement)s er endret for hånd og er ikke rørt.") % {"agreement": kept})
        self.stdout.write(
            _("Samarbeid: %(new)s nye, %(updated)s endret, %(same)s uendret.")
            % {name: loader.tally[name] for name in ("new", "updated", "same")}
        )


class AgreementLoader:
    """Brings the register in step with the entries of a file."""

    def __init__(self, entries: Iterable[Entry]):
        self.entries = {entry.key: entry for entry in entries}
        self.stored = {agreement.source_key: agreement for agreement in Agreement.objects.exclude(source_key=None)}
        trail = Change.objects.filter(record=Agreement._meta.label_lower).exclude(actor_kind=Change.ActorKind.IMPORT)
        self.by_hand = set(trail.values_list("record_id", flat=True))
        self.tally: Counter[str] = Counter()
        self.kept: list[str] = []
        self.on_the_way: list[str] = []
        self.done: set[str] = set()

    def load(self) -> None:
        """Every entry, after those it builds on. Raises CommandError naming the entry, the field and what is wrong."""
        for key in self.entries:
            self._load(key)

    def _load(self, key: str) -> None:
        if key in self.done:
            return
        if key in self.on_the_way:
            raise CommandError(_("%(keys)s viser til hverandre i ring.") % {"keys": " → ".join([*self.on_the_way, key])})
        entry = self.entries[key]
        self.on_the_way.append(key)
        for other in entry.builds_on:
            if other in self.entries:
                self._load(other)
            elif other not in self.stored:
                message = _("%(key)s: «%(other)s» finnes verken i filen eller i registeret.")
                raise CommandError(message % {"key": key, "other": other})
        self.on_the_way.pop()
        self.done.add(key)
        try:
            self._store(entry)
        except ValidationError as error:
            raise CommandError(f"{key}: {words(error)}") from error

    def _store(self, entry: Entry) -> None:
        entry.agreement.parent = self.stored[entry.parent] if entry.parent else None
        for key, succession in entry.predecessors.items():
            succession.predecessor = self.stored[key]
        stored = self.stored.get(entry.key)
        if stored is None:
            self.stored[entry.key] = self._register(entry)
            self.tally["new"] += 1
        elif not _differs(entry, stored):
            self.tally["same"] += 1
        elif stored.pk in self.by_hand:
            self.kept.append(f"{entry.key} {stored}")
        else:
            _amend(entry, stored)
            self.tally["updated"] += 1

    @staticmethod
    def _register(entry: Entry) -> Agreement:
        entry.agreement.publication = Publication.PUBLISHED
        return actions.register(
            entry.agreement,
            by=IMPORTER,
            participations=entry.participations,
            sources=entry.sources,
            service_areas=entry.areas,
            ownerships=entry.ownerships,
            predecessors=entry.predecessors.values(),
        )


def _tables(entry: Entry, stored: Agreement) -> Iterator[tuple[QuerySet, list[Model], attrgetter]]:
    """The stored rows, those of the file, and what of a row the file decides; shares last, for they hang on the parties."""
    yield stored.participations.all(), entry.participations, PARTICIPATION
    yield stored.sources.all(), entry.sources, SOURCE
    yield stored.successions_in.all(), list(entry.predecessors.values()), SUCCESSION
    shares = Ownership.objects.filter(participation__agreement=stored).select_related("participation")
    yield shares, entry.ownerships, OWNERSHIP


def _differs(entry: Entry, stored: Agreement) -> bool:
    """Whether the register says anything else than the file."""
    if AGREEMENT(stored) != AGREEMENT(entry.agreement) or set(stored.service_areas.all()) != set(entry.areas):
        return True
    return any(Counter(map(content, rows)) != Counter(map(content, wanted)) for rows, wanted, content in _tables(entry, stored))


def _amend(entry: Entry, stored: Agreement) -> None:
    """Bring a stored agreement in step with the file; rows that say the same stay the rows they are."""
    before = actions.stored_snapshot(stored)
    for name in FROM_FILE:
        setattr(stored, name, getattr(entry.agreement, name))
    stored.save()
    stored.service_areas.set(entry.areas)
    for rows, wanted, content in _tables(entry, stored):
        _replace(stored, rows, wanted, content)
    actions.changed(stored, by=IMPORTER, before=before)


def _replace(stored: Agreement, rows: QuerySet, wanted: list[Model], content: attrgetter) -> None:
    left = list(wanted)
    for row in rows:
        same = next((new for new in left if content(new) == content(row)), None)
        if same is None:
            row.delete()
        else:
            same.pk = row.pk  # so that a new share finds its party
            left.remove(same)
    for new in left:
        if isinstance(new, AgreementSuccession):
            new.successor = stored
        elif isinstance(new, Ownership):
            new.participation = new.participation  # the participation has its id only now
        else:
            new.agreement = stored
        new.save()
