"""YAML: one request, a list of requests, or several documents. Plain values only; nothing is constructed.

Scalars are read as YAML 1.2 reads them where all readers agree. Where readers differ (``yes``, ``16:9``, a date) the
value gets a warning, and the reading of YAML 1.1 for truth values, text for the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from imagespec.cli.catalogue import YAML
from imagespec.cli.inputs import yaml_comments
from imagespec.cli.inputs.lines import YAML_BREAK, Lines
from imagespec.cli.inputs.notes import Notes
from imagespec.cli.inputs.parsed import ABSENT, Parsed, nothing_found, unreadable
from imagespec.cli.inputs.text import whole_text
from imagespec.cli.inputs.yaml_builder import TOO_DEEP, Builder, Refused
from imagespec.values.text import visible

LARGEST = 50_000_000
"""Most bytes of a YAML file."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BREAKS = "\n\r\x85\u2028\u2029"  # those of YAML 1.1, as the parser has them
_SEPARATOR = re.compile(rf"(?:\A|(?<=[{_BREAKS}]))(?:---(?=[ \t{_BREAKS}]|\Z)|\.\.\.(?=[ \t]*(?:[{_BREAKS}]|\Z)))")


def read(data: bytes) -> Iterator[Parsed]:
    """Read the requests of a YAML file. A document that is no YAML does not stop the others."""
    if len(data) > LARGEST:
        yield unreadable(f"the file has more than {LARGEST:,} bytes; use JSON Lines for so many requests.", 1, source=YAML)
        return
    text, problems, readable = whole_text(data)
    if not readable:
        yield Parsed(ABSENT, 1, problems)
        return
    found = False
    reader = _Reader(text)
    for line, _, chunk in documents(text):
        for parsed in reader.requests(chunk, line):
            found = True
            yield parsed._replace(problems=problems + parsed.problems)
            problems = []
    if not found:
        yield nothing_found(problems)


def documents(text: str) -> Iterator[tuple[int, int, str]]:
    """The number of lines before each document of a stream, where it starts, and the document with the directives before it.

    A separator always starts a line.
    """
    start, line = 0, 0
    for match in _SEPARATOR.finditer(text):
        ends = match.group() == "..."
        if not ends and _directs(text, start, match.start()):
            continue
        yield line, start, text[start : match.start()]
        line += _lines(text, start, match.start())
        start = match.end() if ends else match.start()
    yield line, start, text[start:]


def _directs(text: str, start: int, end: int) -> bool:
    """Whether a part of a text holds directives (``%YAML 1.2``), and nothing else but comments."""
    found = False
    while start < end:
        match = YAML_BREAK.search(text, start, end)
        stop = match.start() if match else end
        line = text[start:stop].strip(" \t")
        if line and line[0] not in "%#":
            return False
        found = found or line.startswith("%")
        start = match.end() if match else end
    return found


def _lines(text: str, start: int, end: int) -> int:
    return len(YAML_BREAK.findall(text, start, end))


class _Reader:
    """Reads the documents of one text."""

    def __init__(self, text: str) -> None:
        self._lines = Lines(text, 1, YAML_BREAK)
        self._notes = Notes()
        self._may_ignore = self._notes.scattered = yaml_comments.may_ignore(text)  # what comments leave out is known at the end

    def requests(self, chunk: str, before: int) -> Iterator[Parsed]:
        """The requests of a chunk, which is one document unless the parser sees a separator that we do not."""
        builder = self._builder(before)
        spans: list[yaml_comments.Span] = []
        try:
            for event in yaml.parse(chunk, Loader=_LOADER):
                if self._may_ignore and isinstance(event, yaml.ScalarEvent) and (span := yaml_comments.span(event)):
                    spans.append(span)
                if isinstance(event, yaml.DocumentEndEvent):
                    yield from builder.results()
                    builder = self._builder(before)
                else:
                    builder.take(event)
        except Refused as refusal:
            yield self._unreadable(refusal.message, *refusal.place)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            place = (before + mark.line + 1, mark.column + 1) if mark else (before + 1, None)
            deep = "nesting depth" in str(error.problem)  # newer parsers count as well, and read ahead
            yield self._unreadable(
                TOO_DEEP if deep else f"not YAML: {visible(str(error.problem))}; check quotes, colons and indentation.", *place
            )
        except yaml.YAMLError:
            yield self._unreadable("not YAML: the text holds characters that YAML does not allow; remove them.", before + 1, None)
        if self._may_ignore:
            self._notes.add(yaml_comments.ignores(chunk, spans, before))

    def _builder(self, before: int) -> Builder:
        return Builder(before, self._lines, self._notes)

    def _unreadable(self, message: str, line: int, column: int | None) -> Parsed:
        return unreadable(message, line, column, source=YAML, lines=self._lines)
