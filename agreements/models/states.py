"""The states of an agreement: what is stored (publication, stage) and what is derived for a date (status)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AgreementType(models.TextChoices):
    """What the document is."""

    BASIC = "grunnavtale", _("grunnavtale")
    SERVICE = "tjenesteavtale", _("tjenesteavtale")
    COMPANY = "selskapsavtale", _("selskapsavtale")
    STATUTES = "vedtekter", _("vedtekter")
    COOPERATION = "samarbeidsavtale", _("samarbeidsavtale")
    PURCHASE = "kjop-og-salg", _("avtale om kjøp og salg")
    OTHER = "annet", _("annet")


class Publication(models.TextChoices):
    """Whether the public sees it. Published rows are never deleted, only withdrawn."""

    DRAFT = "draft", _("utkast")
    PUBLISHED = "published", _("publisert")
    WITHDRAWN = "withdrawn", _("trukket tilbake")


class Stage(models.TextChoices):
    """How far it has come, as staff know it today. `UNKNOWN`: no source tells whether it still holds."""

    IDEA = "idea", _("idé")
    DIALOGUE = "dialogue", _("innledende dialog")
    STUDY = "study", _("utredning")
    PROPOSED = "proposed", _("vedtaksfase")
    IN_FORCE = "in_force", _("i kraft")
    NOTICE = "notice", _("oppsagt")
    ENDED = "ended", _("avsluttet")
    UNKNOWN = "unknown", _("ikke kjent om det fortsatt gjelder")

    @classmethod
    def before_council(cls) -> tuple["Stage", ...]:
        """Stages before the first council case: for staff and the municipalities named, nobody else."""
        return (cls.IDEA, cls.DIALOGUE, cls.STUDY)

    @classmethod
    def before_start(cls) -> tuple["Stage", ...]:
        """Stages of something not yet agreed on."""
        return (*cls.before_council(), cls.PROPOSED)


class Status(models.TextChoices):
    """What holds on a date. `UNCLEAR` is never shown or counted as in force."""

    COMING = "kommende", _("kommende")
    IN_FORCE = "i-kraft", _("i kraft")
    NOTICE = "oppsagt", _("oppsagt")
    ENDED = "avsluttet", _("avsluttet")
    UNCLEAR = "uavklart", _("uavklart")


def seen_by_all(agreement: str = "", publication: str = Publication.PUBLISHED) -> Q:
    """The condition that everybody may see an agreement; `agreement` is the path from the row to it, as "agreement__"."""
    early = Q(**{f"{agreement}stage__in": Stage.before_council()})
    return Q(**{f"{agreement}publication": publication}) & ~early
