"""The requests of the files that an option names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

import imagespec
from imagespec.cli.inputs import files
from imagespec.cli.inputs.records import Record, records
from imagespec.cli.terminal import shown_path


def requests_of(handle: imagespec.Handle, paths: Iterable[str]) -> Iterator[Record]:
    """The records of files, folders and patterns, their operations found as ``lint`` finds them.

    Raises:
        click.UsageError: a path means no file, or one that cannot be read.
    """
    for path in paths:
        try:
            for file in files.expanded(path):
                yield from records(file, files.read(file), "", handle.engine.operations, handle.batch)
        except OSError as error:
            raise click.UsageError(f"{shown_path(path)}: cannot be read ({error.strerror or error})") from None
