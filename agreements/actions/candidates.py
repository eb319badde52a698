"""A candidate area of a grunnavtale becomes a tjenesteavtale, and takes its history with it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.actions.acts import register
from agreements.actions.many import amend
from agreements.legal_forms.catalogue import legal_form
from agreements.models import Agreement, Candidate, Participation
from agreements.models.states import AgreementType, Stage
from agreements.models.whole import Whole
from registry.changes import Actor
from registry.models import Change
from registry.parameters import today


@dataclass(frozen=True)
class Step:
    """A candidate reached a stage on a day."""

    day: date
    stage: str

    @property
    def label(self) -> str:
        """The stage as people read it."""
        return Stage(self.stage).label

    @property
    def before_council(self) -> bool:
        """Whether only staff and the parties may see it."""
        return self.stage in Stage.before_council()


@transaction.atomic
def start_service_agreement(candidate: Candidate, *, form: str, by: Actor, reason: str = "") -> Agreement:
    """Make a tjenesteavtale of a candidate: same name, area and stage, with the parties that the grunnavtale has today.

    Their roles are those usual in the form; who is host is for a case officer to say. Raises ValidationError when it has been
    made already.
    """
    basic = Agreement.objects.select_for_update().get(pk=candidate.agreement_id)
    candidate.refresh_from_db()
    if candidate.became_id:
        raise ValidationError(_("«%(name)s» er alt blitt en tjenesteavtale.") % {"name": candidate})
    agreement = Agreement(
        name=candidate.name,
        legal_form=form,
        agreement_type=AgreementType.SERVICE,
        parent=basic,
        stage=candidate.stage,
        publication=basic.publication,
        withdrawn_reason=basic.withdrawn_reason,
        participants_complete=basic.participants_complete,
    )
    role = legal_form(form).default_role.code
    parties = [
        Participation(municipality=row.municipality, organisation=row.organisation, role=role, certainty=row.certainty)
        for row in basic.participations.on(today()).for_list()
    ]
    areas = [candidate.area] if candidate.area else []
    register(agreement, by=by, participations=parties, service_areas=areas, reason=reason)

    def act(whole: Whole) -> None:
        next(row for row in whole.held.candidates if row.pk == candidate.pk).became = agreement

    amend(basic, act, by=by, reason=reason)
    candidate.refresh_from_db()
    return agreement


def steps_of(candidates: Collection[Candidate]) -> dict[int, list[Step]]:
    """The stages each candidate has been through, by its id, read from the diaries of their grunnavtaler. One query, or none."""
    steps: dict[int, list[Step]] = {candidate.pk: [] for candidate in candidates}
    if not steps:
        return steps
    basic = {candidate.agreement_id for candidate in candidates}
    rows = Change.objects.filter(record=Agreement._meta.label_lower, record_id__in=basic).order_by("at", "pk")
    for at, kept in rows.values_list("at", "after__candidates"):
        for row in kept or ():
            known = steps.get(row["id"])
            if known is not None and (not known or known[-1].stage != row["stage"]):
                known.append(Step(timezone.localdate(at), row["stage"]))
    return steps
