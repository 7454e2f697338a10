"""Days as ISO texts."""

from __future__ import annotations


def day_number(date: object) -> int:
    """An ISO date such as ``2026-05-07`` as the number yyyymmdd, 0 when the value is none."""
    digits = date.replace("-", "") if isinstance(date, str) and len(date) == 10 else ""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) == 8 else 0
