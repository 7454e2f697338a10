"""Rules about a table itself: names that lead somewhere, limits that make sense and have a source, rules that can fire.

``written`` and ``provenance`` judge the rows, ``dead`` what they come to. Each part of a table, and each reason for which
a rule about it may change, is one file.
"""

from __future__ import annotations

from collections.abc import Iterator

from imagespec.spec import rows
from imagespec.spec.faults import Fault, Path_, nearest
from imagespec.spec.lint import interactions, labels, lifecycle, names, operations, parameters, provenance, refusals, responses, services

_MOST_COMPARED = 10_000
"""Most pairs of names that are compared to find references which a mistake in a name explains."""


def written(table: rows.TableRow) -> Iterator[Fault]:
    """Every mistake that the rows show and that may change what the table means."""
    unusable: dict[Path_, list[str]] = {}
    compared = 0
    for fault in names.faults(table):
        unusable.setdefault(_group(fault.path), []).append(str(fault.path[-1]) if fault.path else "")
        yield fault
    for part in (lifecycle, operations, services, parameters, labels, interactions, refusals, responses):
        for fault in part.faults(table):
            near = unusable.get(_group(fault.missing), ()) if fault.missing and compared < _MOST_COMPARED else ()
            compared += len(near)
            if not nearest(str(fault.missing[-1]) if near else "", near):  # else it will be renamed
                yield fault


def _group(path: Path_) -> Path_:
    """The path of the group a name is in; of parameters, that of all operations'."""
    return (path[0], "*", path[2]) if len(path) == 4 else path[:-1]


def unsourced(table: rows.TableRow) -> Iterator[Fault]:
    """Every mistake in where a table comes from; none of them changes what it means."""
    yield from provenance.faults(table)
