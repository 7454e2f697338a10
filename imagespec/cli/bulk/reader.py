"""Which files are read by their pieces. What reads them so is loaded for the first of them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from imagespec.cli.bulk import pieces
from imagespec.cli.inputs.content import LINES_FORM
from imagespec.cli.inputs.files import STDIN, NotRead, Opened
from imagespec.cli.inputs.text import WIDE_MARKS

if TYPE_CHECKING:
    from imagespec.cli.bulk.lines_file import LinesFiles
    from imagespec.cli.bulk.scanned import Stretch
    from imagespec.cli.bulk.split import Split
    from imagespec.cli.inputs.records import Record
    from imagespec.cli.requests import Requests
    from imagespec.cli.settings import AllSettings, Asked


class Wanted(NamedTuple):
    """What is to be told: every request or only those with findings, and whether with the text of lines."""

    every: bool = False
    texts: bool = False


class Bulk:
    """Reads files, those of many lines by their pieces, several processes at a time, and splits them where that is wanted."""

    def __init__(self, requests: Requests, settings: AllSettings, asked: Asked, jobs: int, wanted: Wanted, split: Split | None) -> None:
        self._requests, self._split = requests, split
        self._given = (settings, asked, jobs, wanted, split)
        self._by_pieces: LinesFiles | None = None

    def close(self) -> None:
        """Let go of the terminal and the processes."""
        if self._by_pieces:
            self._by_pieces.close()

    def of_file(self, path: str, found: Opened) -> Iterator[Record | Stretch]:
        """What a file holds: an argument, and what is known of it.

        Raises:
            NotRead: files are split, and this holds no lines.
        """
        if not self._takes(path, found):
            return self._requests.of_file(path, found)
        if self._by_pieces is None:
            from imagespec.cli.bulk.lines_file import LinesFiles

            self._by_pieces = LinesFiles(*self._given)
        return self._by_pieces.read(path, found, is_regular=is_regular(path, found))

    def _takes(self, path: str, found: Opened) -> bool:
        """Whether a file is read by its pieces: one of lines that is not small, or any where files are split."""
        if found.told.form != LINES_FORM:
            if self._split:
                raise NotRead("is not split: it does not hold one request on each line")
            return False
        if found.told.look.data.startswith(WIDE_MARKS):
            return False
        if not (self._split or self._requests.holds_requests(path, found.told)):
            return False
        is_small = found.told.look.is_all or (is_regular(path, found) and os.fstat(found.raw.fileno()).st_size <= pieces.LEAST)
        return self._split is not None or not is_small


def is_regular(path: str, found: Opened) -> bool:
    """Whether the stream is a regular file as it is, which other processes find by its path."""
    return found.raw is found.stream and path != STDIN and stat.S_ISREG(os.fstat(found.raw.fileno()).st_mode)
