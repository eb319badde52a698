"""A candidate area of a grunnavtale becomes a tjenesteavtale, and takes its history with it."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.actions.acts import register
from agreements.actions.trail import act_on
from agreements.legal_forms.catalogue import legal_form
from agreements.models import Agreement, Candidate, Participation
from agreements.models.states import AgreementType, Stage
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

    def act(locked: Agreement) -> None:
        candidate.became = agreement
        candidate.save()

    act_on(basic, act, by=by, reason=reason)
    return agreement


def steps_of(candidate: Candidate) -> list[Step]:
    """The stages a candidate has been through, read from the diary of its grunnavtale. One query."""
    steps: list[Step] = []
    rows = Change.objects.filter(record=Agreement._meta.label_lower, record_id=candidate.agreement_id).order_by("at", "pk")
    for at, after in rows.values_list("at", "after"):
        stage = next((row["stage"] for row in (after or {}).get("candidates", []) if row["id"] == candidate.pk), None)
        if stage and (not steps or steps[-1].stage != stage):
            steps.append(Step(timezone.localdate(at), stage))
    return steps
