"""For every rule an agreement in the register that provokes it, and the act that puts it right: rows, not facts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from agreements import actions
from agreements.models import Agreement, Decision, Ownership
from municipalities.models import Succession
from registry.changes import Actor
from registry.parameters import today
from registry.periods import parse_date
from tests.makers import hold, make_agreement, make_municipality, make_organisation

BY = Actor.importer("test")
MERGED, MERGED_LAST = date(2020, 1, 1), "31.12.2019"


@dataclass(frozen=True)
class Provoked:
    """What makes the finding, and what makes it go away."""

    make: Callable[[], Agreement]
    mend: Callable[[Agreement], object]


def host(roles=("vertskommune", "samarbeidskommune"), **fields):
    """A host cooperation of Dyrøy and others, in force since 2020."""
    parties = [(make_municipality(name), role) for name, role in zip(("Dyrøy", "Bardu", "Senja"), roles, strict=False)]
    return make_agreement("Astafjord barnevern", parties, start="01.01.2020", **fields)


def iks(parts=(), **fields):
    """An IKS of Dyrøy and Bardu with their shares of so many per cent, where any are given."""
    agreement = host(("deltaker", "deltaker"), legal_form="iks", agreement_type="selskapsavtale", **fields)
    for row, part in zip(agreement.participations.order_by("pk"), parts, strict=False):
        hold(agreement, Ownership(participation=row, share_num=part, share_den=100))
    return agreement


def ko(roles=("kontorkommune", "deltakerkommune"), **fields):
    """A task community of Dyrøy and Bardu."""
    return host(roles, legal_form="ko", **fields)


def grunnavtale(**fields):
    """One with Dyrøy alone, all parties entered."""
    fields = {"legal_form": "annet-avtalebasert", "agreement_type": "grunnavtale", **fields}
    return make_agreement("Grunnavtalen", [(make_municipality("Dyrøy"), "part")], start="01.01.2020", **fields)


def with_party(agreement, party, role):
    """The same with one party more."""
    actions.join(agreement, party, start=parse_date("01.01.2020"), role=role, by=BY)
    return agreement


def of_population():
    """An IKS whose shares are only said to follow the population."""
    agreement = iks()
    rows = [Ownership(participation=row, by_population=True) for row in agreement.participations.all()]
    hold(agreement, *rows)
    return agreement


def owned_foundation():
    """A foundation of which somebody is said to own a half."""
    agreement = host(("oppretter", "oppretter"), legal_form="stiftelse", agreement_type="vedtekter")
    hold(agreement, Ownership(participation=agreement.participations.first(), share_num=1, share_den=2))
    return agreement


def merged(*last_day):
    """A party that went into another municipality, which is not in the agreement yet."""
    lenvik = make_municipality("Lenvik", dissolved=MERGED)
    senja = make_municipality("Nye Senja", founded=MERGED)
    Succession.objects.create(predecessor=lenvik, successor=senja, date=MERGED, kind="merge")
    return make_agreement(parties=[(lenvik, "samarbeidskommune", "2015", *last_day), (make_municipality("Dyrøy"), "vertskommune")])


def heir_comes_in(agreement):
    """The municipality that carries the old one on is told to be in."""
    actions.join(agreement, Succession.objects.get().successor, start=parse_date("01.01.2020"), by=BY)


def decided(**fields):
    """Every council has treated it so."""
    return said(host(), **fields)


def said(agreement, **fields):
    """Every council treats it so."""
    rows = [Decision(municipality=row.municipality, **fields) for row in agreement.participations.all()]
    hold(agreement, *rows)
    return agreement


def under(parent, name="Dyrøy", **fields):
    """A tjenesteavtale under a grunnavtale."""
    inside = parent.participations.get().municipality
    party = inside if name == inside.name else make_municipality(name)
    return make_agreement("Tjenesten", [(party, "vertskommune")], start="01.01.2020", parent=parent, **fields)


def amend(**fields):
    """The act of changing some columns."""

    def act(agreement):
        before = actions.stored_snapshot(agreement)
        for name, value in fields.items():
            setattr(agreement, name, value() if callable(value) else value)
        agreement.save()
        actions.changed(agreement, by=BY, before=before)

    return act


def dated(start="01.01.2020", last_day=""):
    """The act of setting its dates."""

    def act(agreement):
        before = actions.stored_snapshot(agreement)
        agreement.set_start(parse_date(start))
        agreement.set_last_day(parse_date(last_day) if last_day else None)
        agreement.save()
        actions.changed(agreement, by=BY, before=before)

    return act


def rows_become(table, **fields):
    """The act of changing every row of one of its tables: the participations, or one of its holdings."""

    def act(agreement):
        path = "participation__agreement" if table is Ownership else "agreement"
        rows = list(table.objects.filter(**{path: agreement}).order_by("pk"))
        for row in rows:
            for name, value in fields.items():
                setattr(row, name, value)
        hold(agreement, *rows)

    return act


def second_party_becomes(role):
    """The act of giving the party entered last another role."""

    def act(agreement):
        row = agreement.participations.order_by("pk").last()
        row.role = role
        hold(agreement, row)

    return act


def organisation_leaves(agreement):
    """The party that is no municipality leaves."""
    row = agreement.participations.get(municipality=None)
    actions.leave(agreement, row.organisation, last_day=parse_date("31.12.2024"), by=BY)


def registered_as(code):
    """The act of writing how Enhetsregisteret has its organisation, and judging what rests on it."""

    def act(agreement):
        agreement.organisation.org_form = code
        agreement.organisation.save()
        amend(note=f"{code} i Enhetsregisteret")(agreement)

    return act


def organisation(**fields):
    """An organisation that an agreement has made."""
    return make_organisation("Avfall Midt-Troms IKS", "iks", **fields)


def shares_fall_away(agreement):
    """Nobody owns anything after all."""
    before = actions.stored_snapshot(agreement)
    Ownership.objects.filter(participation__agreement=agreement).delete()
    actions.changed(agreement, by=BY, before=before)


ALL_TERMS = dict.fromkeys(
    ("tasks_stated", "transfer_date_stated", "information_stated", "settlement_stated", "exit_stated", "dissolution_stated"), True
)
NEXT_YEAR = today() + timedelta(365)
RULES: dict[str, Provoked] = {
    "too_few_parties": Provoked(
        lambda: host(("vertskommune",)), lambda one: with_party(one, make_municipality("Bardu"), "samarbeidskommune")
    ),
    "party_not_allowed": Provoked(lambda: with_party(iks(), make_organisation("Kraft AS", "as"), "deltaker"), organisation_leaves),
    "role_not_in_form": Provoked(lambda: host(("deltaker", "vertskommune"), legal_form="iks"), second_party_becomes("deltaker")),
    "dissolved_party": Provoked(merged, lambda one: actions.carry_over(Succession.objects.get(), by=BY)),
    "heir_not_told": Provoked(lambda: merged(MERGED_LAST), heir_comes_in),
    "count_differs": Provoked(lambda: host(participants_stated_count=7), amend(participants_stated_count=2)),
    "no_host": Provoked(lambda: host(("samarbeidskommune",) * 2), second_party_becomes("vertskommune")),
    "several_hosts": Provoked(lambda: host(("vertskommune",) * 2), second_party_becomes("samarbeidskommune")),
    "no_office": Provoked(lambda: ko(("deltakerkommune",) * 2), second_party_becomes("kontorkommune")),
    "several_offices": Provoked(lambda: ko(("kontorkommune",) * 2), second_party_becomes("deltakerkommune")),
    "county_among_host_parties": Provoked(
        lambda: with_party(host(), make_organisation("Troms fylkeskommune"), "samarbeidskommune"), organisation_leaves
    ),
    "governor_not_informed": Provoked(host, amend(governor_informed=date(2020, 1, 1))),
    "shares_not_registered": Provoked(iks, lambda one: hold_shares(one, 50, 50)),
    "shares_by_population_only": Provoked(of_population, rows_become(Ownership, share_num=1, share_den=2)),
    "shares_below_whole": Provoked(lambda: iks((50, 49)), rows_become(Ownership, share_num=50)),
    "shares_above_whole": Provoked(lambda: iks((50, 51)), rows_become(Ownership, share_num=50)),
    "shares_without_owners": Provoked(owned_foundation, shares_fall_away),
    "authority_without_host": Provoked(lambda: iks(authority="administrative"), amend(sector_law="barnevernsloven § 15-2")),
    "principle_without_board": Provoked(lambda: host(authority="principle"), amend(authority="administrative")),
    "authority_date_without_authority": Provoked(
        lambda: host(authority="none", authority_from=date(2020, 1, 1)), amend(authority_from=None)
    ),
    "no_council_decision": Provoked(host, lambda one: said(one, outcome="adopted", organ="council")),
    "decision_delegated": Provoked(lambda: decided(outcome="adopted", organ="delegated"), rows_become(Decision, organ="council")),
    "party_said_no": Provoked(lambda: decided(outcome="not_adopted"), rows_become(Decision, outcome="adopted")),
    "term_not_registered": Provoked(host, amend(**ALL_TERMS, authority="none")),
    "term_absent": Provoked(lambda: host(exit_stated=False), amend(exit_stated=True)),
    "loan_without_ceiling": Provoked(lambda: iks(loan_allowed=True), amend(loan_ceiling=5_000_000)),
    "no_archive_responsible": Provoked(iks, amend(archive_responsible="Dyrøy kommune")),
    "no_start": Provoked(lambda: make_agreement(parties=[(make_municipality("Dyrøy"), "vertskommune")]), dated("2012")),
    "no_notice_period": Provoked(lambda: host(exit_stated=True), amend(notice_months=12)),
    "never_evaluated": Provoked(host, amend(evaluation_date=NEXT_YEAR)),
    "evaluated_long_ago": Provoked(lambda: host(last_evaluated=date(2015, 1, 1)), amend(revision_date=NEXT_YEAR)),
    "end_passed": Provoked(lambda: host(last_day="31.12.2024"), amend(stage="ended")),
    "no_end": Provoked(lambda: host(stage="notice"), dated(last_day="31.12.2099")),
    "form_expired": Provoked(
        lambda: host(("deltakerkommune",) * 2, legal_form="paragraf-27"),
        lambda one: actions.end(one, last_day=parse_date("2023"), by=BY),
    ),
    "basis_expired": Provoked(lambda: host(legal_basis="koml. 1992 § 28-1 b"), amend(legal_basis="koml. § 20-2")),
    "name_without_form": Provoked(ko, amend(name="Astafjord barnevern KO")),
    "org_form_unexpected": Provoked(lambda: iks(organisation=organisation(org_form="KF")), registered_as("IKS")),
    "org_form_not_allowed": Provoked(lambda: iks(organisation=organisation(org_form="DA")), registered_as("")),
    "no_org_number": Provoked(iks, amend(organisation=lambda: organisation(org_number="996878996"))),
    "legal_person_differs": Provoked(lambda: host(is_legal_person=True), amend(is_legal_person=None)),
    "party_outside_parent": Provoked(
        lambda: under(grunnavtale(), "Bardu"), lambda one: with_party(one.parent, one.participations.get().municipality, "part")
    ),
    "parent_ended": Provoked(lambda: under(grunnavtale(last_day="31.12.2023")), amend(parent=None)),
}


def hold_shares(agreement, *parts):
    """Enter the shares of its parties, in per cent."""
    rows = agreement.participations.order_by("pk")
    hold(agreement, *(Ownership(participation=row, share_num=part, share_den=100) for row, part in zip(rows, parts, strict=True)))
