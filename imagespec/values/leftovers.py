"""The keys of a request that no parameter of a contract accounted for."""

from __future__ import annotations

from imagespec.values.opaque import is_omitted
from imagespec.values.plain import plain
from imagespec.values.scalars import EXACT, Foreign

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_SCALARS = frozenset({str, int, bool, float, type(None)})
_LAST = 1_000_000
"""The place of what no operation has, in the order of the request."""


def leftovers(
    p: dict[Any, Any],
    found: list[tuple[Any, ...]],
    left: int,
    taken: frozenset[str],
    unsupported: Mapping[str, tuple[Any, ...]],
    unknown: tuple[str, bool],
    lists: tuple[str, ...] = (),
) -> None:
    """Find the keys that are not taken: parameters that the model does not take first, in the order of the table.

    Args:
        p: the request.
        found: takes the findings.
        left: how many such keys there are.
        taken: the names that are.
        unsupported: by parameter, the key of its row, whether it is an error, its place in the order, and of one that would be
            renamed the names beside which it is not and the key of its row there.
        unknown: the key of the row of any other key, and whether that is an error.
        lists: the lists whose entries may be fields of their own.

    Raises:
        Foreign: a value stands for a parameter that is not sent.
    """
    placed: list[tuple[int, int, tuple[Any, ...]]] = []
    for key, sent in p.items():
        if key in taken:
            continue
        value = sent if type(sent) in _SCALARS else _sent(sent)
        if key in unsupported:
            name, is_error, place, others, beside = unsupported[key]
            if others and any(map(p.__contains__, others)):
                name = beside
            finding: tuple[Any, ...] = name, is_error, value
        elif lists and _is_entry(key, lists):
            continue
        else:
            place, finding = _LAST, (unknown[0], unknown[1], value, key)
        if left == 1:
            found.append(finding)
            return
        placed.append((place, len(placed), finding))
    placed.sort()
    found += [finding for _, _, finding in placed]


def _is_entry(key: Any, lists: tuple[str, ...]) -> bool:
    from imagespec.values.entries import entry_number

    return any(entry_number(key, name) >= 0 for name in lists)


def _sent(value: object) -> object:
    """A plain copy of a value that is sent."""
    if type(value) not in EXACT and is_omitted(value):
        raise Foreign
    return plain(value)
