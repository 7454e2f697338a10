"""Which files the arguments of a command mean, and their reader."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from glob import glob
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from imagespec.cli.inputs import json_document, json_lines
from imagespec.cli.inputs.parsed import Parsed
from imagespec.cli.inputs.text import LARGEST, MARK

LINES = frozenset({".jsonl", ".ndjson"})
YAML = frozenset({".yaml", ".yml"})
SUFFIXES = frozenset({".json"}) | LINES | YAML
"""The endings of the files that are read in folders."""

STDIN = "-"


class NothingFound(OSError):
    """An argument that means no file."""


def expanded(argument: str) -> list[str]:
    """The files an argument means: itself, those of a folder at any depth, or those a pattern matches.

    Raises:
        OSError: there are none.
    """
    if argument == STDIN or os.path.isfile(argument):
        return [argument]
    if os.path.isdir(argument):
        found = sorted(_inside(argument))
        if not found:
            raise NothingFound(f"no {', '.join(sorted(SUFFIXES))} file in this folder")
        return found
    if not os.path.exists(argument) and any(char in argument for char in "*?["):
        matches = sorted(match for match in glob(argument, recursive=True) if os.path.isfile(match))
        if not matches:
            raise NothingFound("no file matches")
        return matches
    return [argument]


def _inside(folder: str) -> Iterator[str]:
    """The files of a folder to read; what begins with a dot is left alone."""
    for path, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (os.path.join(path, name) for name in files if Path(name).suffix.lower() in SUFFIXES and not name.startswith("."))


def read(path: str) -> Iterator[Parsed]:
    """Read the values of a file, or of standard input for ``-``.

    Raises:
        OSError: the file cannot be read.
    """
    if path == STDIN:
        yield from _read(sys.stdin.buffer, "")
        return
    with open(path, "rb") as stream:
        yield from _read(stream, Path(path).suffix.lower())


def _read(stream: BinaryIO, suffix: str) -> Iterator[Parsed]:
    if suffix in LINES:
        return json_lines.read(_lines(stream))
    head = [] if suffix in YAML else _head(stream)
    starts = [line.removeprefix(MARK).lstrip()[:1] for line in head if line.removeprefix(MARK).strip()]
    if starts == [b"{", b"{"]:
        return json_lines.read(chain(head, _lines(stream)))
    data = b"".join([*head, stream.read(LARGEST + 1)])
    if suffix in YAML or (suffix != ".json" and starts and starts[0] not in (b"{", b"[")):
        from imagespec.cli.inputs import yaml_document

        return yaml_document.read(data)
    return json_document.read(data)


def _head(stream: BinaryIO) -> list[bytes]:
    """The lines up to the second that is not empty: two that begin an object each are JSON Lines."""
    head: list[bytes] = []
    full = 0
    for line in _lines(stream):
        head.append(line)
        full += bool(line.removeprefix(MARK).strip())
        if full == 2:
            break
    return head


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream; the rest of one longer than ``LARGEST`` is dropped."""
    while raw := stream.readline(LARGEST + 1):
        yield raw
        while len(raw) > LARGEST and not raw.endswith(b"\n"):
            raw = stream.readline(LARGEST + 1)
