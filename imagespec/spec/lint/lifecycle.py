"""Dates: real days, in order, and an end that names what comes after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from imagespec.spec import rows
from imagespec.spec.faults import Fault, Path_, meant

_DAYS = ("released", "deprecated", "notice", "shutdown")


def faults(table: rows.TableRow) -> Iterator[Fault]:
    """Every mistake in a date, and in what is said of the end of a model."""
    found: list[tuple[Path_, str]] = [(("revision",), table.revision)]
    found += [(("sources", key, "date"), row.date) for key, row in table.sources.items()]
    found += [(("models", name, key), day) for name, row in table.models.items() for key in _DAYS if (day := getattr(row, key))]
    for path, day in found:
        if not _real(day):
            yield Fault(path, f"{day!r} is no date", 'write it as "YYYY-MM-DD"')
    names = {name for key, row in table.models.items() for name in (key, *row.snapshots)}
    for name, model in table.models.items():
        yield from _end(("models", name), model, names)


def _real(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _end(path: Path_, row: rows.ModelRow, names: set[str]) -> Iterator[Fault]:
    said = [key for key in ("deprecated", "notice", "replacement", "lifecycle_source") if getattr(row, key)]
    if said and not row.shutdown:
        problem = f"{' and '.join(said)} without shutdown {'is' if len(said) == 1 else 'are'} never reported"
        yield Fault((*path, said[0]), problem, "add shutdown:", missing=(*path, "shutdown"))
    for name in row.replacement:
        if name == path[1] or name not in names:
            remedy = meant(name, names - {str(path[1])}, "use a model of this table")
            yield Fault((*path, "replacement"), f"no other model {name}", remedy, missing=("models", name))
    days = [(key, value) for key in _DAYS if _real(value := getattr(row, key))]
    for (earlier, first), (later, second) in pairwise(days):
        if first > second:
            yield Fault((*path, later), f"{later} {second} is before {earlier} {first}", "correct one of them")
