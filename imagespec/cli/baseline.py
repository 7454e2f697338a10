"""A baseline: the findings that a project had when it began, which are not reported again."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from imagespec.cli.failure import Failure
from imagespec.cli.terminal import shown_path

if TYPE_CHECKING:
    from imagespec.report.diagnostic import Diagnostic

_VERSION = 1


class Entry(NamedTuple):
    """What a finding is known by while lines come and go: its file, rule, place in the request, batch line and value."""

    file: str
    rule: str
    pointer: str
    custom_id: str
    actual: str


class Baseline:
    """The entries of a file, each as often as it may be found. Files are named from the folder of the baseline.

    Attributes:
        left_out: findings that it left out.
    """

    def __init__(self, path: str, *, write: bool) -> None:
        """Read a baseline; one that is to be written need not exist.

        Raises:
            Failure: it cannot be read, or is none.
        """
        self._path, self._folder = path, os.path.dirname(os.path.abspath(path))
        self._known = _read(path, write)
        self._left = Counter(self._known)
        self._found: Counter[Entry] = Counter()
        self._writes = write
        self.left_out = 0

    @property
    def shown(self) -> str:
        """The name of the file as it is shown."""
        return shown_path(self._path)

    def leaves_out(self, file: str, custom_id: str, diagnostic: Diagnostic) -> bool:
        """Whether a finding is one of the baseline; each entry counts as often as it was found then."""
        actual = json.dumps(diagnostic.params.get("actual"), ensure_ascii=False)
        entry = Entry(self._named(file), diagnostic.rule, diagnostic.pointer, custom_id, actual)
        self._found[entry] += 1
        if self._writes:
            self.left_out += 1
            return True
        if not self._left[entry]:
            return False
        self._left[entry] -= 1
        self.left_out += 1
        return True

    def unused(self, files: Iterable[str], reported: Callable[[str], bool]) -> int:
        """How many entries of files that were read, and of rules that are reported, have no finding any more."""
        read = {self._named(file) for file in files}
        return sum(count for entry, count in self._left.items() if count and entry.file in read and reported(entry.rule))

    def write(self, files: Iterable[str], reported: Callable[[str], bool]) -> None:
        """Write what was found in the files that were read, of rules that are reported; entries of others stay.

        Raises:
            Failure: it cannot be written.
        """
        from imagespec.cli import writing

        read = {self._named(file) for file in files}
        kept = Counter({entry: count for entry, count in self._known.items() if entry.file not in read or not reported(entry.rule)})
        entries = [entry._asdict() | {"count": count} for entry, count in sorted((kept + self._found).items())]
        lines = ",\n".join(f"  {json.dumps(entry, ensure_ascii=False)}" for entry in entries)
        text = f'{{"version": {_VERSION}, "findings": [\n{lines}\n]}}\n' if entries else f'{{"version": {_VERSION}, "findings": []}}\n'
        with writing.reported(self._path):
            writing.write_whole(Path(self._path), text)

    def _named(self, file: str) -> str:
        if file.startswith("<"):
            return file
        return os.path.relpath(os.path.abspath(file), self._folder).replace(os.sep, "/")


def _read(path: str, write: bool) -> Counter[Entry]:
    try:
        if write and not os.path.lexists(path):
            return Counter()
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        return Counter(dict(_entries(document)))
    except OSError as error:
        raise Failure(f"{shown_path(path)}: cannot be read ({error.strerror or error}); make it with --write-baseline") from None
    except (ValueError, LookupError, TypeError, RecursionError):
        raise Failure(f"{shown_path(path)}: is no baseline of this version; make a new one with --write-baseline") from None


def _entries(document: Any) -> Iterator[tuple[Entry, int]]:
    """The entries of a document.

    Raises:
        LookupError, TypeError, ValueError: it is no baseline.
    """
    if document["version"] != _VERSION:
        raise ValueError(document["version"])
    for row in document["findings"]:
        entry = Entry(*(row[key] for key in Entry._fields))
        if not all(isinstance(part, str) for part in entry) or type(row["count"]) is not int:
            raise TypeError(entry)
        yield entry, row["count"]
