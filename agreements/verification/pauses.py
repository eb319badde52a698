"""When nobody is reminded: July, Easter, and from before Christmas until Epiphany. No database."""

from datetime import date, timedelta

PALM_SUNDAY, EASTER_MONDAY = timedelta(days=-7), timedelta(days=1)
CHRISTMAS = ((12, 20), (1, 6))  # from and with, to and with
JULY = 7


def is_pause(day: date) -> bool:
    """Whether nobody is reminded on the day."""
    easter = easter_sunday(day.year)
    at_christmas = (day.month, day.day) >= CHRISTMAS[0] or (day.month, day.day) <= CHRISTMAS[1]
    return day.month == JULY or at_christmas or easter + PALM_SUNDAY <= day <= easter + EASTER_MONDAY


def easter_sunday(year: int) -> date:
    """Easter Sunday of a year, by the anonymous Gregorian computus (Meeus/Jones/Butcher). For one date no library is worth it."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap_centuries - correction + 15) % 30
    leap_years, year_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leap_years - moon - year_rest) % 7
    shift = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
