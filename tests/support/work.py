"""Work counted instead of timed: calls, instructions, and characters that text methods look at."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from math import log
from typing import Any


class Scanned(str):
    """A text that counts the characters its methods look at, in ``seen``."""

    seen = 0
    __slots__ = ()

    def _span(self, start: int | None, end: int | None) -> int:
        first, last, _ = slice(start, end).indices(len(self))
        return max(0, last - first)

    def count(self, part: str, start: int | None = None, end: int | None = None) -> int:  # type: ignore[override]
        Scanned.seen += self._span(start, end)
        return str.count(self, part, start, end)

    def find(self, part: str, start: int | None = None, end: int | None = None) -> int:  # type: ignore[override]
        found = str.find(self, part, start, end)
        Scanned.seen += self._span(start, end if found < 0 else found)
        return found

    def rfind(self, part: str, start: int | None = None, end: int | None = None) -> int:  # type: ignore[override]
        found = str.rfind(self, part, start, end)
        Scanned.seen += self._span(start if found < 0 else found, end)
        return found

    def startswith(self, *arguments: Any) -> bool:
        Scanned.seen += 1
        return str.startswith(self, *arguments)

    def __getitem__(self, key: Any) -> str:
        part = str.__getitem__(self, key)
        Scanned.seen += len(part)
        return part

    def strip(self, *arguments: Any) -> str:
        Scanned.seen += len(self)
        return str.strip(self, *arguments)

    rstrip = lstrip = strip


def counting(scan: Callable[..., Any]) -> Callable[..., Any]:
    """A function ``(text, offset)`` that answers where it stopped, or a match, with what it went over counted as seen."""

    def counted(text: str, offset: int = 0) -> Any:
        found = scan(text, offset)
        end = found[1] if isinstance(found, tuple) else found.end() if found else offset
        Scanned.seen += end - offset
        return found

    return counted


def work(run: Callable[[], object]) -> int:
    """How much work a call does: the calls in it, and the characters seen by ``Scanned`` texts."""
    calls = 0

    def count(frame: Any, event: str, argument: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before, Scanned.seen = Scanned.seen, 0
    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(None)
        seen, Scanned.seen = Scanned.seen, before
    return calls + seen


def opcodes(run: Callable[[], object]) -> int:
    """How many instructions of the interpreter a call executes in Python functions, when it is done for the second time."""
    count = 0

    def trace(frame: Any, event: str, argument: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    for _ in range(2):  # Python 3.12 and 3.13 count nothing when code is traced for the first time
        count = 0
        sys.settrace(trace)
        try:
            run()
        finally:
            sys.settrace(before)
    return count


def exponent(sizes: Sequence[int], works: Sequence[int]) -> float:
    """The exponent of growth between the smallest and the largest of several sizes: 1 for linear, 2 for quadratic."""
    return log(works[-1] / works[0]) / log(sizes[-1] / sizes[0])
