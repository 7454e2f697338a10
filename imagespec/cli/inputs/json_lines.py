"""JSON Lines: one value per line, read as a stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from imagespec.cli.catalogue import finding
from imagespec.cli.inputs.json_oddities import odd
from imagespec.cli.inputs.json_places import Part
from imagespec.cli.inputs.lines import Lines
from imagespec.cli.inputs.parsed import ABSENT, Parsed, Problem, nothing_found, unreadable
from imagespec.cli.inputs.strict_json import SPACE, Decoder, Malformed, skip_space
from imagespec.cli.inputs.text import LARGEST, WIDE_MARKS, decoded, without_mark

_SPACE = SPACE.encode()


def read(lines: Iterable[bytes]) -> Iterator[Parsed]:
    """Read the values of lines, each with its line break; a line that is no JSON does not stop the others."""
    decoder = Decoder()
    pending: list[Problem] = []
    empty = end = 0
    found = warned = False
    for number, raw in enumerate(lines, 1):
        end += len(raw)
        if number == 1:
            if raw.startswith(WIDE_MARKS):
                yield unreadable("UTF-16 text; save the file as UTF-8.", 1, 1)
                return
            raw, pending = without_mark(raw)  # noqa: PLW2901  # the line without its mark is still the line
        if not raw.strip(_SPACE):
            empty = empty or number
            continue
        if empty and not warned:
            warned = True
            pending.append(_empty_line(empty))
        found = True
        yield _parsed(decoder, raw, number, end, pending)
        pending = []
    if not found:
        yield nothing_found(pending)._replace(end=end)


def _empty_line(number: int) -> Problem:
    return Problem(finding("line.format", "the line is empty: most readers skip it, some refuse it; remove it."), (number, None))


def _parsed(decoder: Decoder, raw: bytes, number: int, end: int, problems: list[Problem]) -> Parsed:
    if len(raw) > LARGEST:
        long = unreadable(f"the line has more than {LARGEST:,} bytes, too long to be a request; split it.", number, end=end)
        return long._replace(problems=problems + long.problems)
    text, problem = decoded(raw.rstrip(b"\r\n"), number)
    if problem:
        return Parsed(ABSENT, number, [*problems, problem], None, end)
    offset = skip_space(text, 0)
    lines = Lines(text, number)
    try:
        value, after = decoder.value(text, offset)
    except Malformed as error:
        broken = unreadable(error.message, number, error.offset + 1, end=end, lines=lines)
        return broken._replace(problems=problems + broken.problems)
    other = None
    part = Part(text, offset, number, lines)
    if decoder.is_odd:
        more, other = odd(part, decoder)
        problems = problems + more
    after = skip_space(text, after)
    if after < len(text):
        message = "more text follows the JSON value of the line; put each value on a line of its own, without commas between."
        problems = [*problems, Problem(finding("request.format", message), (number, after + 1), True)]
    return Parsed(value, number, problems, part.locate, end, other, lines)
