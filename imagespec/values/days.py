"""Days as ISO texts."""

from __future__ import annotations

from time import time

_MINUTE = 60
"""Seconds for which the day of the call is known: days begin, and time zones change their rules, with a whole minute everywhere."""

_known = (0.0, 0.0, 0)
"""Since when and until when, in seconds of the clock, which day it is."""


def today() -> int:
    """The day of the call in local time, as yyyymmdd."""
    now = time()
    since, until, day = _known
    return day if since <= now < until else _looked_up(now)


def _looked_up(now: float) -> int:
    global _known  # noqa: PLW0603  # one tuple, so that no thread sees half of it
    from time import localtime

    local = localtime(now)
    day = local.tm_year * 10000 + local.tm_mon * 100 + local.tm_mday
    since = now // _MINUTE * _MINUTE
    _known = since, since + _MINUTE, day
    return day


def day_number(date: object) -> int:
    """An ISO date such as ``2026-05-07`` as the number yyyymmdd, 0 when the value is no such text or no day of the calendar."""
    if not (isinstance(date, str) and len(date) == 10 and date[4] == "-" and date[7] == "-"):
        return 0
    digits = date[:4] + date[5:7] + date[8:]
    if not (digits.isascii() and digits.isdigit()):
        return 0
    year, month, day = int(date[:4]), int(date[5:7]), int(date[8:])
    return int(digits) if year and 1 <= month <= 12 and 1 <= day <= _days(year, month) else 0


def _days(year: int, month: int) -> int:
    """The number of days of a month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
