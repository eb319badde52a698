"""Reminders to municipalities: a year walked day by day, with its pauses; each goes once, and only to those that wait."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command

from agreements.models import Round, Task, TaskLetter
from agreements.verification import reminders
from agreements.verification.answering import answer_rest
from agreements.verification.confirming import confirm
from agreements.verification.pauses import easter_sunday, is_pause
from agreements.verification.reminders import remind_municipalities
from agreements.verification.rounds import close_round
from municipalities.models import Contact
from registry.models import Letter
from registry.parameters import today
from tests.agreements.verification.rounds import make_world

ONE_DAY = timedelta(days=1)
BEFORE, AFTER = TaskLetter.Kind.BEFORE, TaskLetter.Kind.AFTER


@pytest.mark.parametrize(
    "easter", [(1961, 4, 2), (1981, 4, 19), (2000, 4, 23), (2008, 3, 23), (2024, 3, 31), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)]
)
def test_easter_falls_where_it_does(easter):
    assert easter_sunday(easter[0]) == date(*easter)


def test_easter_is_a_sunday_between_its_first_and_last_day_for_three_centuries():
    for year in range(1900, 2200):
        found = easter_sunday(year)
        assert found.weekday() == 6 and date(year, 3, 22) <= found <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("day", "paused"),
    [
        (date(2027, 3, 20), False), (date(2027, 3, 21), True), (date(2027, 3, 29), True), (date(2027, 3, 30), False),
        (date(2027, 6, 30), False), (date(2027, 7, 1), True), (date(2027, 7, 31), True), (date(2027, 8, 1), False),
        (date(2026, 12, 19), False), (date(2026, 12, 20), True), (date(2027, 1, 6), True), (date(2027, 1, 7), False),
    ],
)  # fmt: skip
def test_the_pauses_begin_and_end(day, paused):
    assert is_pause(day) == paused


@pytest.fixture
def round_(kept):
    """A round that was opened long ago, and its two tasks."""
    tasks, _schemes = kept(make_world)
    found = tasks["Dyrøy"].round
    Round.objects.update(opened_at=datetime(2020, 1, 1, tzinfo=UTC))
    return found


def walk(deadline, first, last):
    """Every day from the first to the last: the days on which something was queued, with what."""
    Round.objects.update(deadline=deadline)
    found, day = [], first
    while day <= last:
        if number := remind_municipalities(day):
            found.append((day, TaskLetter.objects.order_by("-pk").first().kind, number))
        day += ONE_DAY
    return found


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        (date(2027, 2, 15), [(date(2027, 2, 8), BEFORE), (date(2027, 2, 16), AFTER)]),
        (date(2027, 7, 2), [(date(2027, 6, 25), BEFORE), (date(2027, 8, 1), AFTER)]),
        (date(2027, 7, 15), [(date(2027, 8, 1), AFTER)]),  # both fall in July: the second alone
        (date(2027, 8, 3), [(date(2027, 8, 1), BEFORE), (date(2027, 8, 4), AFTER)]),
        (date(2027, 3, 31), [(date(2027, 3, 30), BEFORE), (date(2027, 4, 1), AFTER)]),  # after Easter 2027
        (date(2027, 3, 26), [(date(2027, 3, 19), BEFORE), (date(2027, 3, 30), AFTER)]),  # Good Friday
        (date(2027, 12, 31), [(date(2028, 1, 7), AFTER)]),
    ],
)
def test_each_reminder_goes_on_its_day_or_the_first_after_a_pause(round_, deadline, expected):
    found = walk(deadline, date(2027, 1, 7), date(2028, 1, 31))
    assert found == [(day, kind, 2) for day, kind in expected]


def test_whatever_the_deadline_each_goes_once_and_never_in_a_pause(round_):
    for weeks in range(0, 53, 3):
        TaskLetter.objects.exclude(kind=TaskLetter.Kind.ASKED).delete()
        deadline = date(2027, 1, 1) + timedelta(weeks=weeks)
        found = walk(deadline, deadline - timedelta(days=10), deadline + timedelta(days=45))
        assert not [day for day, _kind, _number in found if is_pause(day)]
        kinds = [kind for _day, kind, _number in found]
        assert kinds in ([BEFORE, AFTER], [AFTER])
        assert kinds == [BEFORE, AFTER] or all(is_pause(deadline - timedelta(days=left)) for left in range(8))


def test_run_twice_it_queues_nothing_new(round_):
    Round.objects.update(deadline=today() + timedelta(days=3))
    before = Letter.objects.count()
    call_command("send_reminders")
    call_command("send_reminders")
    letters = Letter.objects.order_by("pk")[before:]
    assert len(letters) == (0 if is_pause(today()) else 2)
    assert all(letter.subject.startswith("Påminnelse: ") and "{{personlig lenke" in letter.body for letter in letters)


def test_once_all_are_reminded_the_daily_run_asks_little_however_many_there_are(round_, django_assert_max_num_queries):
    Round.objects.update(deadline=date(2027, 2, 1))
    assert remind_municipalities(date(2027, 2, 2)) == 2
    with django_assert_max_num_queries(5):
        assert remind_municipalities(date(2027, 2, 3)) == 0


def test_only_those_who_have_not_confirmed_are_reminded_and_nobody_of_a_closed_round(round_):
    tasks = {task.municipality.name: task for task in Task.objects.select_related("round", "municipality")}
    answer_rest(tasks["Dyrøy"])
    confirm(tasks["Dyrøy"], name="Kari", title="Kommunedirektør")
    Round.objects.update(deadline=date(2027, 2, 1))
    assert remind_municipalities(date(2027, 2, 3)) == 1
    assert TaskLetter.objects.get(kind=AFTER).task == tasks["Bardu"]
    Contact.objects.create(municipality=tasks["Bardu"].municipality, role="kommunedirektor", email="ny@kommune.example")
    assert remind_municipalities(date(2027, 2, 4)) == 1, "a new mailbox has not been reminded"
    close_round(round_)
    TaskLetter.objects.filter(kind=AFTER).delete()
    assert remind_municipalities(date(2027, 2, 5)) == 0


def test_nobody_is_reminded_at_once_of_what_has_just_been_asked(round_):
    Round.objects.update(opened_at=datetime(2027, 2, 10, 12, tzinfo=UTC))
    found = walk(date(2027, 2, 15), date(2027, 2, 10), date(2027, 2, 20))
    assert [kind for _day, kind, _number in found] == [AFTER]


def test_a_municipality_that_confirms_while_the_run_goes_is_left(round_):
    Round.objects.update(deadline=date(2027, 2, 1))
    missing = list(Task.objects.values_list("pk", flat=True))
    Task.objects.update(started_at=datetime(2027, 1, 1, tzinfo=UTC), confirmed_at=datetime(2027, 1, 1, tzinfo=UTC))
    assert [reminders._remind_one(pk, AFTER) for pk in missing] == [0, 0]
