"""What could not be checked of the files in a request."""

from __future__ import annotations

from imagespec.report.pointer import format_pointer
from imagespec.report.report import Report
from imagespec.values.entries import entry_number
from imagespec.values.files import file_facts
from imagespec.values.scalars import files

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any


def with_doubts(report: Report, request: Mapping[Any, Any], names: Iterable[str]) -> Report:
    """The report, with what could not be checked of the files under some names."""
    doubts = tuple(f"{format_pointer(tokens)}: {doubt}" for tokens, doubt in _doubts(request, tuple(names)))
    return report.doubting(doubts) if doubts else report


def _doubts(request: Mapping[Any, Any], names: tuple[str, ...]) -> Iterator[tuple[tuple[object, ...], str]]:
    for key, value in request.items():
        if key in names or any(entry_number(key, name) >= 0 for name in names):
            listed = value if type(value) is list else files(value)
            entries = enumerate(listed) if type(listed) is list else [(None, listed)]
            for index, entry in entries:
                facts = file_facts(entry)
                if facts and facts.doubt:
                    yield (key,) if index is None else (key, index), facts.doubt
