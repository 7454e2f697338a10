"""The line that ends a run: what was checked and found, what was not, with what, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from imagespec.cli.inputs.records import BY_CALL, BY_KEYS, BY_OPTION, BY_PLACE, BY_URL
from imagespec.cli.terminal import counted

if TYPE_CHECKING:
    from imagespec.cli.formats.format import Totals

_FIX, _ALSO = "--fix", "--unsafe-fixes"

_WAYS = {BY_OPTION: "as given", BY_URL: "by url", BY_KEYS: "by keys", BY_PLACE: "by place", BY_CALL: "by call"}


def summary(totals: Totals, spec: str) -> Iterator[str]:
    """The parts of the line."""
    if not (totals.files or totals.requests):
        yield "nothing was checked"
        return
    yield f"interrupted after {totals.found}" if totals.interrupted else totals.found
    if fixable := can_be_fixed(totals.safe, totals.unsafe):
        yield fixable
    if totals.unread:
        yield f"{counted(totals.unread, 'place')} not read"
    ways = ", ".join(f"{count:,} {name} ({_WAYS[way]})" for (name, way), count in totals.ways.most_common())
    yield f"checked with {spec}{' as ' + ways if ways else ''}"
    for file, count in totals.left_out.items():
        yield f"{counted(count, 'finding')} ignored by {file}"
    if totals.ignored:
        yield f"{counted(totals.ignored, 'finding')} ignored by comments"
    if totals.baselined:
        yield f"{counted(totals.baselined, 'finding')} in {totals.baseline}"
    for name, count in totals.excluded.items():
        yield f"{counted(count, 'path')} left out by {name}"


def can_be_fixed(safe: int, unsafe: int) -> str:
    """How many findings can be repaired, and with which options: ``safe`` have a safe fix, ``unsafe`` others only. Empty for none."""
    if safe and unsafe:
        return f"{counted(safe, 'finding')} can be fixed with {_FIX}, {unsafe:,} more with {_ALSO}"
    if safe:
        return f"{counted(safe, 'finding')} can be fixed with {_FIX}"
    return f"{counted(unsafe, 'finding')} can be fixed with {_FIX} {_ALSO}" if unsafe else ""
