"""A table file: its data, where each entry stands, and what is wrong with it as YAML."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from imagespec.report.errors import TableError
from imagespec.report.frozen import field, frozen
from imagespec.spec.faults import Fault, Path_, told
from imagespec.spec.parsed import Lines
from imagespec.values.text import visible

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 1_000_000
"""Most bytes a table may have."""

_SAID = 600
"""Most code points of either half of an error; names from the table are in it."""


@frozen
class Document:
    """A parsed table file.

    Attributes:
        file: the name of the file.
        data: what it holds, with ``UNREADABLE`` where a value could not be read.
        lines: where each entry stands; of an overlay, those that it writes.
        moved: the paths, as written, of entries that an overlay adds to lists.
        base: what an overlay changes, where all other entries stand.
        faults: what is no strict YAML in it.
        renamed: the key as written of an entry that was read as if it were spelled right.
    """

    file: str
    data: dict[str, Any]
    lines: Lines = field(factory=Lines)
    moved: dict[Path_, Path_] = field(factory=dict)
    base: Document | None = None
    faults: list[Fault] = field(factory=list)
    renamed: dict[Path_, str] = field(factory=dict)

    def error(self, fault: Fault) -> TableError:
        """The error of a mistake, at its entry or the nearest entry around it."""
        file, line = self.place(fault)
        where = "" if fault.line else f"{'.'.join(map(str, fault.path)) or 'the table'}: "
        return TableError(file, line, visible(where + fault.problem, _SAID), visible(str(fault.remedy), _SAID))

    def place(self, fault: Fault) -> tuple[str, int]:
        """The file and line of a mistake."""
        if fault.line:
            return self.file, fault.line
        path: Path_ = tuple(self.renamed.get(fault.path[:length], step) for length, step in enumerate(fault.path, 1))
        return self._nearest(path)

    def _nearest(self, path: Path_) -> tuple[str, int]:
        """The file of an entry, or of the nearest entry around it, and its line there; 0 where none is known."""
        document: Document | None
        for length in range(len(path), -1, -1):
            document = self
            while document:
                line = document.lines.get(document.written(path[:length]))
                if line is not None:
                    return document.file, line
                document = document.base
        return self.file, 0

    def written(self, path: Path_) -> Path_:
        """The path of an entry as it is written."""
        start = next((path[:length] for length in range(len(path), 0, -1) if path[:length] in self.moved), ())
        return (*self.moved[start], *path[len(start) :]) if start else path


def read_document(path: Path) -> Document:
    """Read a table file.

    Raises:
        TableError: the file cannot be read, is too large, or is not strict YAML.
    """
    name = visible(str(path), 1024)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise TableError(name, 0, "is no regular file", "give the path of a YAML file")
        if status.st_size > LARGEST:
            raise TableError(name, 0, f"the table has more than {LARGEST:,} bytes", "split it or remove what is no table")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise TableError(name, 0, f"cannot be read ({error.strerror})", "check the path") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise TableError(name, line, "is not UTF-8 text", "save it as UTF-8") from None
    except TableError:
        raise
    except ValueError:  # a path with a NUL in it
        raise TableError(name, 0, "is no path", "check the path") from None
    return parse_document(text, name)


def parse_document(text: str, file: str) -> Document:
    """Parse the text of a table. What is no strict YAML in it, and can be passed over, is among the document's faults.

    Raises:
        TableError: the text cannot be read to its end, or has no mapping on top.
    """
    from imagespec.spec.strict_yaml import parse  # loads YAML, which compiled data does not need

    parsed = parse(text)
    faults = parsed.faults
    if not isinstance(parsed.root, dict) and not parsed.stopped:
        faults = [*faults, Fault((), "the top level is no mapping", "start with table:, revision: and title:", line=1)]
    whole = isinstance(parsed.root, dict) and not parsed.stopped
    document = Document(file, parsed.root if whole else {}, parsed.lines, faults=faults)
    if not whole:
        raise told(faults, document)
    return document


def walk(data: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    """Every value of a document with its path, outermost first."""
    yield path, data
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from walk(value, (*path, key))
