"""Strict YAML: a document of mappings, lists and scalars, with the line of every entry.

Only plain JSON-like YAML is taken. Tags, anchors, duplicate keys, keys that are not text, and the scalars that YAML 1.1
turns into something else than they look like are refused with the line and a remedy. Parsing works on the event
stream, so that nothing is built from a document that is too large or too deep.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from attrs import field, frozen

from imagespec.report.errors import TableError
from imagespec.values.text import visible

LARGEST = 1_000_000
"""Most bytes a table may have."""

DEEPEST = 24
"""Most levels of nesting a table may have."""

_SAID = 600
"""Most code points of either half of an error; names from the table are in it."""

Path_ = tuple[str | int, ...]

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_TRAPS = (
    (re.compile(r"(?:<<|=)\Z"), "YAML gives it a meaning of its own"),
    (re.compile(r"(?:yes|no|on|off)\Z", re.I), "YAML reads it as true or false"),
    (re.compile(r"(?:true|false)\Z", re.I), "YAML has several spellings of it"),
    (re.compile(r"(?:null|~)?\Z", re.I), "YAML reads it as null"),
    (re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"), "YAML reads it as a date"),
    (re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?\Z"), "YAML reads it as a number in base 60"),
    (re.compile(r"-?[1-9][0-9]{18,}\Z"), "it has more than 18 digits"),
    (re.compile(r"[-+]?(?:0[xob]?[0-9a-f_]+|[0-9][0-9_]*_[0-9_]*)\Z", re.I), "YAML reads it as another number"),
    (re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:e[-+]?[0-9]+)?\Z|[-+]?\.(?:inf|nan)\Z", re.I), "YAML reads it as a number"),
)
_TRAPPED = re.compile("|".join(f"(?:{trap.pattern})" for trap, _ in _TRAPS), re.IGNORECASE)
"""What any of the traps matches, and the capitals of their words."""
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@frozen
class Document:
    """A parsed table file: its data, and the line (from 1) of each entry by its path.

    ``files`` names the file of an entry where it is another than ``file``.
    """

    file: str
    data: dict[str, Any]
    lines: dict[Path_, int] = field(factory=dict)
    files: dict[Path_, str] = field(factory=dict)

    def error(self, path: Path_, problem: str, remedy: str) -> TableError:
        """The error for the entry at a path, or at the nearest entry around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return TableError(self.files.get(path, self.file), self.lines.get(path, 0), visible(problem, _SAID), visible(remedy, _SAID))


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
    """Parse the text of a table.

    Raises:
        TableError: the text is not strict YAML with a mapping on top.
    """
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        if "nesting depth" in str(error.problem):  # newer parsers count as well, and read ahead
            raise builder.too_deep(line) from None
        raise TableError(file, line, f"not YAML ({visible(str(error.problem))})", "check quotes, colons and indentation") from None
    except yaml.YAMLError as error:
        raise TableError(file, 0, f"not YAML ({visible(str(error))})", "save it as plain UTF-8 text") from None
    if not isinstance(builder.root, dict):
        raise TableError(file, 1, "the top level is no mapping", "start with table:, revision: and title:")
    return Document(file, builder.root, builder.lines)


class _Builder:
    """Builds data from YAML events with an explicit stack."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Any = None
        self.lines: dict[Path_, int] = {}
        self._open: list[tuple[Path_, Any]] = []
        self._key: list[str | None] = []
        self._documents = 0

    def take(self, event: Any) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._error(line, "a second YAML document", "keep one document in a file")
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
            self._key.pop()
        elif isinstance(event, yaml.NodeEvent):
            self._refuse_indirection(event, line)
            self._node(event, line)

    def _refuse_indirection(self, event: Any, line: int) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise self._error(line, "a YAML anchor or alias", "write the value out")
        if event.tag is not None and event.tag != "!":
            raise self._error(line, f"the YAML tag {visible(event.tag)}", "remove it; a table holds plain values only")

    def _node(self, event: Any, line: int) -> None:
        mapping = bool(self._open) and isinstance(self._open[-1][1], dict)
        if mapping and self._key[-1] is None:
            self._key[-1] = self._mapping_key(event, line)
            return
        path = self._path()
        self.lines.setdefault(path, line)  # a key has set its own line already
        value: Any
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event, line)
        else:
            value = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._place(value)
        if not isinstance(event, yaml.ScalarEvent):
            if len(self._open) >= DEEPEST:
                raise self.too_deep(line)
            self._open.append((path, value))
            self._key.append(None)

    def too_deep(self, line: int) -> TableError:
        """The refusal of a document that nests too deep."""
        return self._error(line, f"nested deeper than {DEEPEST} levels", "flatten it; no table needs that")

    def _mapping_key(self, event: Any, line: int) -> str:
        key = self._scalar(event, line) if isinstance(event, yaml.ScalarEvent) else None
        if not isinstance(key, str):
            shown = visible(event.value) if isinstance(event, yaml.ScalarEvent) else "a collection"
            raise self._error(line, f"the key {shown} is not text", "put the key in double quotes")
        if key in self._open[-1][1]:
            raise self._error(line, f"the key {visible(key)} stands twice", "merge the two entries")
        self.lines[(*self._open[-1][0], key)] = line
        return key

    def _path(self) -> Path_:
        if not self._open:
            return ()
        path, container = self._open[-1]
        key: str | int | None = len(container) if isinstance(container, list) else self._key[-1]
        return path if key is None else (*path, key)

    def _place(self, value: Any) -> None:
        if not self._open:
            self.root = value
        elif isinstance(container := self._open[-1][1], list):
            container.append(value)
        else:
            container[self._key[-1]] = value
            self._key[-1] = None

    def _scalar(self, event: Any, line: int) -> Any:
        text: str = event.value
        if _CONTROL.search(text):
            raise self._error(line, f"a control character or line break in {visible(text, 40)}", "write plain text on one line")
        if not event.implicit[0]:  # quoted
            return text
        if text in ("true", "false"):
            return text == "true"
        if _INTEGER.match(text) and len(text) < 19:
            return int(text)
        for trap, why in _TRAPS if _TRAPPED.match(text) else ():
            if trap.match(text):
                raise self._error(
                    line, f"{visible(text) or 'an empty value'} without quotes: {why}", "put it in double quotes, or give a value"
                )
        return text

    def _error(self, line: int, problem: str, remedy: str) -> TableError:
        return TableError(self.file, line, problem, remedy)


def walk(data: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    """Every value of a document with its path, outermost first."""
    yield path, data
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from walk(value, (*path, key))
