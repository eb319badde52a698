"""How many agreements use each legal form."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from municipalities.models.region import Certainty


@dataclass(frozen=True)
class Use:
    """How many have the form: those of which a source says so, and those of which we only assume it."""

    stated: int = 0
    assumed: int = 0

    @property
    def all(self) -> int:
        """How many in all."""
        return self.stated + self.assumed


def by_legal_form(agreements: QuerySet) -> dict[str, Use]:
    """The use of every form that one of the agreements has."""
    stated = Q(legal_form_certainty=Certainty.STATED)
    rows = (
        agreements.order_by().values("legal_form").annotate(stated=Count("pk", filter=stated), assumed=Count("pk", filter=~stated))
    )
    return {row["legal_form"]: Use(row["stated"], row["assumed"]) for row in rows}
