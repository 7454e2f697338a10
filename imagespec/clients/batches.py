"""Batch files on their way to the upload: every line is judged, as ``lint`` does it, and the file is left where it was."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from imagespec.cli.inputs.json_lines import read
from imagespec.cli.inputs.parsed import ABSENT
from imagespec.cli.inputs.records import Recorder, records
from imagespec.clients.sent import said
from imagespec.report.diagnostic import Diagnostic
from imagespec.report.frozen import evolve

if TYPE_CHECKING:
    from imagespec.cli.inputs.records import Record
    from imagespec.clients.judging import Judge

_MOST = 20
"""Most findings of one file that are told."""


def judge_batch(judge: Judge, files: list[Any], call: object) -> None:
    """Judge the lines of batch files by the settings; no line is changed. Of requests for other endpoints nothing is said.

    Raises:
        InvalidRequest: a line has an error; the pointers of its report begin with the index of the line, from 0.
    """
    handle = judge.settings.handle
    for file in files:
        name, content = _named(file)
        place = _place(content)
        lines = _lines(content, place)
        if lines is None:
            continue
        found: list[Diagnostic] = []
        try:
            for record in records(Recorder(name, "", handle.engine.operations, handle.batch), read(lines)):
                found += _of(judge, record)
                if len(found) >= _MOST:
                    break
        finally:
            if place is not None:
                content.seek(place)
        if found:
            judge.settled(said("batch", "", tuple(found[:_MOST])), call)


def _of(judge: Judge, record: Record) -> Iterator[Diagnostic]:
    value = record.parsed.value
    if isinstance(value, dict) and "/images/" not in str(value.get("url", "/images/")):
        return
    keep, number = judge.settings.keep, record.parsed.line
    for problem in record.problems:
        if keep is None or keep(problem.diagnostic.rule):
            yield _placed(problem.diagnostic, number, "")
    if record.request is not ABSENT and record.operation:
        for diagnostic in judge.found(record.request, record.operation):
            yield _placed(diagnostic, number, "/body")


def _placed(diagnostic: Diagnostic, line: int, inside: str) -> Diagnostic:
    """A finding at its line; fixes are about requests, and a file is not repaired on its way."""
    pointer = f"/{line - 1}{inside}{diagnostic.pointer}"
    return evolve(diagnostic, pointer=pointer, message=f"line {line:,}: {diagnostic.message}", fixes=())


def _named(file: Any) -> tuple[str, Any]:
    if isinstance(file, tuple) and len(file) > 1:
        return str(file[0] or ""), file[1]
    name = getattr(file, "name", "")
    return name if isinstance(name, str) else "", file


def _place(content: Any) -> int | None:
    """Where an open file stands that can be read twice, ``None`` for anything else."""
    try:
        return int(content.tell()) if content.seekable() else None
    except (AttributeError, OSError, ValueError, io.UnsupportedOperation):
        return None


def _lines(content: Any, place: int | None) -> Iterable[bytes] | None:
    if isinstance(content, str):
        content = content.encode("utf-8", "surrogatepass")
    if isinstance(content, (bytes, bytearray)):
        return io.BytesIO(content)
    if place is None:
        return None
    content.seek(0)  # clients send an open file from its beginning
    return (line if isinstance(line, bytes) else str(line).encode("utf-8", "surrogatepass") for line in content)
