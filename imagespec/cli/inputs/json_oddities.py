"""What is odd about a JSON value of a file: repeated keys and numbers that are none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from imagespec.cli.catalogue import finding
from imagespec.cli.inputs.parsed import MOST_LISTED, Parsed, Problem
from imagespec.report.pointer import format_pointer
from imagespec.values.text import visible

if TYPE_CHECKING:
    from imagespec.cli.inputs.json_places import Oddity, Part
    from imagespec.cli.inputs.strict_json import Decoder
    from imagespec.report.diagnostic import Diagnostic


def odd(part: Part, decoder: Decoder) -> tuple[list[Problem], Parsed | None]:
    """What the decoder let pass in the value it has just read, and the other reading where a key is repeated."""
    problems = list(_problems(part, part.oddities(), decoder))
    other = Parsed(part.first_reading(), part.line, [], part.locate_first, lines=part.lines) if decoder.repeats else None
    return problems, other


def _problems(part: Part, found: Iterator[Oddity], decoder: Decoder) -> Iterator[Problem]:
    """What the decoder let pass, in the order of the text: of either kind the first ``MOST_LISTED``, and that there are more."""
    keys, constants, more = _listed(found, decoder)
    for oddity in sorted((*keys, *constants), key=lambda oddity: oddity.offset):
        pointer = format_pointer(oddity.path)
        yield Problem(_repeated(oddity, pointer) if oddity.times else _constant(part, oddity, pointer), part.place(oddity.offset))
    if more:
        message = f"more than {MOST_LISTED} keys stand twice in this value; the first {MOST_LISTED} are listed."
        yield Problem(finding("key.count", message), part.locate(()))
    if (others := decoder.constants - len(constants)) > 0:
        message = f"{others:,} more NaN or Infinity in this value; the first {MOST_LISTED} are listed."
        yield Problem(finding("request.format", message), part.locate(()))


def _listed(found: Iterator[Oddity], decoder: Decoder) -> tuple[list[Oddity], list[Oddity], bool]:
    """The repeated keys and the constants to list, and whether there are more of the keys; stops when it has them."""
    keys: list[Oddity] = []
    constants: list[Oddity] = []
    most = min(MOST_LISTED, decoder.constants)
    for oddity in found:
        if oddity.times and len(keys) <= MOST_LISTED:
            keys.append(oddity)
        elif not oddity.times and len(constants) < most:
            constants.append(oddity)
        if len(constants) == most and len(keys) == (MOST_LISTED + 1 if decoder.repeats else 0):
            break
    return keys[:MOST_LISTED], constants, len(keys) > MOST_LISTED


def _repeated(oddity: Oddity, pointer: str) -> Diagnostic:
    times = "twice" if oddity.times == 2 else f"{oddity.times:,} times"
    message = f'the key "{visible(oddity.path[-1])}" stands {times} in its object, and the last value counts; keep one.'
    return finding("key.count", message, pointer)


def _constant(part: Part, oddity: Oddity, pointer: str) -> Diagnostic:
    word = "NaN" if part.begins(oddity.offset, "NaN") else "Infinity"
    return finding("request.format", f"{word} is no JSON number; write a finite number or null.", pointer)
