"""Which dates fall due, which linger, and which agreements have none."""

from datetime import date

import pytest

from agreements.deadlines import falling_due, last_day_of_notice, without_deadline
from agreements.models import DATES, Agreement, Grant, Stage
from registry.periods import parse_date
from tests.makers import hold, make_agreement

DAY = date(2026, 6, 1)


def told(**asked):
    found = falling_due(Agreement.objects.all(), DAY, **asked)
    return [(str(deadline.kind), deadline.shown, deadline.about) for deadline in found]


def make_grant(last_day, giver="Fylkeskommunen"):
    grant = Grant(giver=giver, valid_from=date(2020, 1, 1))
    grant.set_last_day(parse_date(last_day) if last_day else None)
    return grant


@pytest.mark.parametrize(
    ("until", "months", "last"),
    [
        (date(2026, 12, 31), 6, date(2026, 6, 30)),
        (date(2026, 6, 30), 1, date(2026, 5, 31)),
        (date(2027, 2, 28), 12, date(2026, 2, 28)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2026, 5, 30), 3, date(2026, 2, 28)),
        (date(2026, 3, 15), 3, date(2025, 12, 15)),
        (date(2026, 3, 15), 0, date(2026, 3, 15)),
        (date(9999, 12, 31), 1, date(9999, 11, 30)),
        (date(2026, 3, 15), 32767, date(1, 1, 15)),
    ],
)
def test_notice_is_given_whole_months_before_the_end(until, months, last):
    assert last_day_of_notice(until, months) == last


@pytest.mark.django_db
def test_every_kind_of_date_is_found_in_order_with_what_it_rests_on():
    agreement = make_agreement(
        fixed_term_until=date(2027, 12, 31),
        notice_months=6,
        evaluation_date=date(2026, 9, 1),
        last_evaluated=date(2022, 9, 1),
        revision_date=date(2028, 1, 1),
        last_day="2029",
    )
    hold(agreement, make_grant("2026"), make_grant("", giver="Uten slutt"))
    assert told() == [
        ("evaluering", "01.09.2026", "sist evaluert 01.09.2022"),
        ("tilskudd", "i løpet av 2026", "Fylkeskommunen"),
        ("oppsigelse", "30.06.2027", "6 måneders oppsigelsestid før 31.12.2027"),
        ("tidsbegrensning", "31.12.2027", ""),
        ("revisjon", "01.01.2028", ""),
        ("slutt", "i løpet av 2029", ""),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"notice_months": 6}, {"fixed_term_until": date(2027, 12, 31)}])
def test_the_day_of_notice_is_told_only_where_both_its_terms_are_registered(fields):
    make_agreement(**fields)
    assert "oppsigelse" not in [kind for kind, _shown, _about in told()]


@pytest.mark.django_db
def test_notice_that_has_been_given_is_not_asked_for():
    make_agreement(stage=Stage.NOTICE, fixed_term_until=date(2027, 12, 31), notice_months=6, last_day="31.12.2027")
    assert [kind for kind, _shown, _about in told()] == ["tidsbegrensning"]


@pytest.mark.django_db
def test_what_waits_for_somebody_lingers_and_what_is_over_does_not():
    past = date(2025, 1, 31)
    agreement = make_agreement(fixed_term_until=past, notice_months=1, evaluation_date=past, revision_date=past)
    hold(agreement, make_grant("2024"))
    assert [kind for kind, _shown, _about in told()] == ["tidsbegrensning", "evaluering", "revisjon"]
    assert [kind for kind, _shown, _about in told(first=date(2024, 1, 1))] == [
        *("oppsigelse", "tilskudd", "tidsbegrensning", "evaluering", "revisjon")
    ]
    assert told(first=DAY) == []


@pytest.mark.django_db
def test_an_evaluation_that_has_been_made_is_no_deadline():
    agreement = make_agreement(evaluation_date=date(2026, 1, 1), last_evaluated=date(2026, 1, 1))
    assert told() == []
    assert list(without_deadline(Agreement.objects.all(), DAY)) == [agreement]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "over", [{"last_day": "31.05.2026"}, {"stage": Stage.ENDED}, {"publication": "withdrawn", "withdrawn_reason": "Dobbelt"}]
)
def test_what_is_over_or_withdrawn_has_neither_deadlines_nor_lack_of_them(over):
    agreement = make_agreement(evaluation_date=date(2026, 9, 1), **over)
    hold(agreement, make_grant("2026"))
    assert told() == []
    Agreement.objects.update(evaluation_date=None)
    Grant.objects.all().delete()
    assert not without_deadline(Agreement.objects.all(), DAY)


@pytest.mark.django_db
def test_the_period_holds_its_first_and_last_day():
    for day in (1, 2, 3, 4):
        make_agreement(f"A{day}", last_day=f"0{day}.07.2026")
        make_agreement(f"B{day}", revision_date=date(2026, 7, day))
    found = [shown for _kind, shown, _about in told(first=date(2026, 7, 2), last=date(2026, 7, 3))]
    assert found == ["02.07.2026", "02.07.2026", "03.07.2026", "03.07.2026"]


@pytest.mark.django_db
def test_what_is_only_thought_of_lacks_no_date():
    make_agreement("Bare tenkt på", stage=Stage.PROPOSED)
    without = make_agreement("I kraft uten dato", notice_months=6)
    ended = make_agreement("Tilskuddet er over")
    hold(ended, make_grant("2025"))
    running = make_agreement("Tilskuddet løper")
    hold(running, make_grant("2026"))
    assert list(without_deadline(Agreement.objects.all(), DAY).order_by("pk")) == [without, ended]


@pytest.mark.django_db
def test_queries_are_two_however_many(django_assert_num_queries):
    for number in range(20):
        agreement = make_agreement(f"A{number}", evaluation_date=date(2026, 9, 1))
        hold(agreement, make_grant("2026"))
    with django_assert_num_queries(2):
        assert (
            len(
                [
                    (deadline.agreement.name, deadline.agreement.responsible)
                    for deadline in falling_due(Agreement.objects.all(), DAY)
                ]
            )
            == 40
        )


def dated(**written):
    """An agreement whose dates are known as they are written."""
    agreement = make_agreement(**{name: written.pop(name) for name in [*written] if name not in DATES})
    for name, text in written.items():
        agreement.set_date(name, parse_date(text))
    agreement.save()
    return agreement


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("written", "day", "shown"),
    [
        ("31.12.2027", date(2027, 12, 31), "31.12.2027"),
        ("mars 2027", date(2027, 3, 31), "i løpet av mars 2027"),
        ("2027", date(2027, 12, 31), "i løpet av 2027"),
        ("ca. 2027", date(2027, 12, 31), "ca. 2027"),
        ("høst 2027", date(2027, 11, 30), "høst 2027"),
    ],
)
@pytest.mark.parametrize("name", ["fixed_term_until", "evaluation_date", "revision_date"])
def test_a_date_that_is_not_known_to_the_day_falls_due_on_its_last_and_is_told_as_it_is_known(name, written, day, shown):
    dated(**{name: written})
    (found,) = falling_due(Agreement.objects.all(), DAY)
    assert (found.day, found.shown, found.exact) == (day, shown, written == "31.12.2027")


@pytest.mark.django_db
def test_the_ends_of_agreements_and_grants_are_told_in_the_same_way():
    agreement = make_agreement(last_day="2027")
    hold(agreement, Grant(giver="Staten", valid_to=date(2028, 1, 1), valid_to_precision="year"))
    assert [one.shown for one in falling_due(Agreement.objects.all(), DAY)] == ["i løpet av 2027"] * 2


@pytest.mark.django_db
def test_a_day_of_notice_is_not_reckoned_from_an_end_nobody_knows_to_the_day():
    dated(fixed_term_until="2027", notice_months=6)
    assert [one.kind for one in falling_due(Agreement.objects.all(), DAY)] == ["tidsbegrensning"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("due", "last", "done"),
    [
        ("2026", "mars 2026", True),
        ("2026", "2025", False),
        ("ca. 2026", "01.02.2026", True),
        ("mars 2026", "01.03.2026", True),
        ("mars 2026", "28.02.2026", False),
        ("mars 2026", "31.03.2025", False),
        ("2026", "2027", True),
        ("15.03.2026", "14.03.2026", False),
        ("15.03.2026", "mars 2026", True),
        ("15.03.2026", None, False),
    ],
)
def test_an_evaluation_is_done_within_the_month_or_year_it_was_due(due, last, done):
    agreement = dated(evaluation_date=due, **({"last_evaluated": last} if last else {}))
    found = falling_due(Agreement.objects.all(), DAY)
    assert bool(found) != done
    assert (agreement in without_deadline(Agreement.objects.all(), DAY)) == done
    if found and last:
        assert found[0].about == f"sist evaluert {last}"
