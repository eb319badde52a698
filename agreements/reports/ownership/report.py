"""The annex: front page, companies, other cooperation, room for the municipality's own, what has changed and what is unsure."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from agreements.reports.own import Own, all_own_agreements, is_current
from agreements.reports.ownership import changes, clear_up, columns, front, values
from agreements.reports.report import Asked, Place, Report, Sheet, facts
from registry.periods import show_day

CODE = "eierskapsmelding"


def _sheets(asked: Asked) -> tuple[Sheet, ...]:
    known = all_own_agreements(asked)
    current = sorted((own for own in known if is_current(own)), key=values.place)
    companies = [own for own in current if values.is_company(own)]
    others = [own for own in current if not values.is_company(own)]
    return (
        facts("forside", _now("Forside"), front.rows(asked, companies, others)),
        *_tables(asked, companies, others),
        _changes(asked, changes.events(known, asked)),
        _clear_up(clear_up.matters(current, asked)),
    )


def _tables(asked: Asked, companies: list[Own], others: list[Own]) -> tuple[Sheet, ...]:
    confirmed = columns.confirmed(asked)
    return (
        Sheet(
            "selskaper",
            _now("Selskaper"),
            columns.for_companies(confirmed),
            lambda: companies,
            note=_now("Selskaper og andre rettssubjekter kommunen er med i, ordnet etter form. Tomt felt: ikke registrert."),
            missing=_now("Registeret kjenner ingen selskaper som kommunen var med i på denne datoen."),
            group=columns.FORM,
        ),
        Sheet(
            "samarbeid",
            _now("Samarbeid uten eget selskap"),
            columns.for_cooperation(confirmed),
            lambda: others,
            note=_now("Samarbeid som ikke er eget rettssubjekt, eller der det ikke er kjent. Tomt felt: ikke registrert."),
            missing=_now("Registeret kjenner ingen slike samarbeid som kommunen var med i på denne datoen."),
            group=columns.FORM,
        ),
        Sheet(
            "tillegg",
            _now("Kommunens egne tillegg"),
            columns.for_companies(confirmed),
            tuple,
            note=_now(
                "Her fører kommunen heleide selskaper, kommunale foretak og andre eierposter. "
                "Arket er tomt i Excel-filen, med de samme kolonnene som «Selskaper»."
            ),
        ),
    )


def _changes(asked: Asked, found: list[changes.Event]) -> Sheet:
    since, day = show_day(asked.earlier), show_day(asked.day)
    return Sheet(
        "endringer",
        _now("Endringer siden %(day)s") % {"day": since},
        changes.COLUMNS,
        lambda: found,
        note=_now("Det som har skjedd etter %(since)s, til og med %(day)s.") % {"since": since, "day": day},
        missing=_now("Registeret kjenner ingen endringer i denne tiden."),
    )


def _clear_up(found: list[clear_up.Matter]) -> Sheet:
    return Sheet(
        "avklares",
        _now("Dette bør avklares"),
        clear_up.COLUMNS,
        lambda: found,
        note=_now("Det registeret mangler eller ikke er sikkert på. Det sier ikke at noe mangler hos kommunen."),
        missing=_now("Ingenting."),
    )


REPORT = Report(
    CODE,
    _("Vedlegg til eierskapsmelding"),
    _("Kommunens interkommunale eierskap og samarbeid (koml. § 26-1): selskaper, samarbeid, endringer og det som bør avklares."),
    frozenset({Place.MUNICIPALITY}),
    _sheets,
    since=_("Forrige rapport"),
)
