"""YAML: one request, a list of requests, or several documents. Plain values only; nothing is constructed or followed.

Scalars are read as YAML 1.2 reads them where all readers agree. Where readers differ (``yes``, ``16:9``, a date) the
value gets a warning, and the reading of YAML 1.1 for truth values, text for the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import yaml

from imagespec.cli.catalogue import YAML, finding
from imagespec.cli.inputs.parsed import ABSENT, MOST_LISTED, Parsed, Place, Problem, Tokens, nothing_found, unreadable
from imagespec.cli.inputs.text import decoded, without_mark
from imagespec.report.pointer import format_pointer
from imagespec.values.text import visible

LARGEST = 50_000_000
"""Most bytes of a YAML file."""

DEEPEST = 64
"""Most levels of nesting."""
_TOO_DEEP = f"nested deeper than {DEEPEST} levels, too deep to be a request; flatten it."

_DIGITS = 4300  # more are not converted by the interpreter
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BREAKS = "\n\r\x85\u2028\u2029"  # those of YAML 1.1, as the parser has them
_BREAK = re.compile(f"\r\n|[{_BREAKS}]")
_SEPARATOR = re.compile(rf"(?:\A|(?<=[{_BREAKS}]))(?:---(?=[ \t{_BREAKS}]|\Z)|\.\.\.(?=[ \t]*(?:[{_BREAKS}]|\Z)))")
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z")
_NUMBER = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?\Z")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_SWITCHES = {"yes": True, "on": True, "no": False, "off": False}
_TRAPS = (
    (re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt\s].*)?\Z"), "a date"),
    (re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?\Z"), "a number in base 60"),
    (re.compile(r"[-+]?(?:0[0-7_]+|0o[0-7]+|0b[01_]+|0x[0-9a-fA-F_]+|[0-9][0-9]*_[0-9_]*)\Z"), "another number"),
    (re.compile(r"[-+]?\.(?:inf|nan)\Z", re.IGNORECASE), "no finite number"),
)


def read(data: bytes) -> Iterator[Parsed]:
    """Read the requests of a YAML file. A document that is no YAML does not stop the others."""
    if len(data) > LARGEST:
        yield unreadable(f"the file has more than {LARGEST:,} bytes; use JSON Lines for so many requests.", 1, source=YAML)
        return
    data, problems = without_mark(data)
    text, problem = decoded(data)
    if problem:
        yield Parsed(ABSENT, 1, [*problems, problem])
        return
    found = False
    for line, _, chunk in documents(text):
        for parsed in _requests(chunk, line):
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
        match = _BREAK.search(text, start, end)
        stop = match.start() if match else end
        line = text[start:stop].strip(" \t")
        if line and line[0] not in "%#":
            return False
        found = found or line.startswith("%")
        start = match.end() if match else end
    return found


def _lines(text: str, start: int, end: int) -> int:
    return len(_BREAK.findall(text, start, end))


def _requests(chunk: str, lines_before: int) -> Iterator[Parsed]:
    """The requests of a chunk, which is one document unless the parser sees a separator that we do not."""
    builder = _Builder(lines_before)
    try:
        for event in yaml.parse(chunk, Loader=_LOADER):
            if isinstance(event, yaml.DocumentEndEvent):
                yield from builder.results()
                builder = _Builder(lines_before)
            else:
                builder.take(event)
    except _Refused as refusal:
        yield unreadable(refusal.message, *refusal.place, source=YAML)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = (lines_before + mark.line + 1, mark.column + 1) if mark else (lines_before + 1, None)
        if "nesting depth" in str(error.problem):  # newer parsers count as well, and read ahead
            yield unreadable(_TOO_DEEP, *place, source=YAML)
        else:
            yield unreadable(f"not YAML: {visible(str(error.problem))}; check quotes, colons and indentation.", *place, source=YAML)
    except yaml.YAMLError:
        yield unreadable("not YAML: the text holds characters that YAML does not allow; remove them.", lines_before + 1, source=YAML)


class _Refused(Exception):
    """A document that is not worth building."""

    def __init__(self, message: str, place: Place) -> None:
        super().__init__(message)
        self.message, self.place = message, place


class _Builder:
    """Builds plain data from YAML events with an explicit stack."""

    def __init__(self, lines_before: int) -> None:
        self._before = lines_before
        self._root: Any = ABSENT
        self._places: dict[Tokens, Place] = {}
        self._first_places: dict[Tokens, Place] = {}
        self._first_values: dict[int, dict[str, Any]] = {}
        self._warnings: dict[Tokens, list[tuple[str, str, Tokens, Place]]] = {}
        self._counts: Counter[tuple[Tokens, str]] = Counter()
        self._unread: set[Tokens] = set()
        self._open: list[tuple[Tokens, Any]] = []
        self._keys: list[str | None] = []

    def take(self, event: Any) -> None:
        """Take the next event of a document."""
        if isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
            self._keys.pop()
        elif isinstance(event, yaml.NodeEvent):
            mark: Any = event.start_mark
            self._node(event, (self._before + mark.line + 1, mark.column + 1))

    def results(self) -> Iterator[Parsed]:
        """The requests of the document."""
        if self._root is ABSENT or self._root is None:
            return
        if not isinstance(self._root, list):
            yield self._result(self._root, ())
            return
        for index, entry in enumerate(self._root):
            yield self._result(entry, (str(index),))

    def _result(self, value: Any, prefix: Tokens) -> Parsed:
        unread = prefix in self._unread
        problems = [
            Problem(finding(rule, message, format_pointer(path[len(prefix) :])), place, rule == "yaml.unsupported")
            for rule, message, path, place in self._warnings.get(prefix, ())
        ]
        line = self._places[prefix][0]
        other = None
        if self._first_values and not unread:
            other = Parsed(self._first(value), line, [], lambda tokens: self._locate(prefix + tokens, self._first_places))
        return Parsed(ABSENT if unread else value, line, problems, lambda tokens: self._locate(prefix + tokens, {}), other=other)

    def _first(self, value: Any) -> Any:
        """A value as readers have it that keep the first of repeated keys."""
        if isinstance(value, list):
            return [self._first(entry) for entry in value]
        if isinstance(value, dict):
            return {key: self._first(entry) for key, entry in (value | self._first_values.get(id(value), {})).items()}
        return value

    def _locate(self, tokens: Tokens, first: dict[Tokens, Place]) -> Place:
        while tokens not in self._places:
            tokens = tokens[:-1]
        return first.get(tokens) or self._places[tokens]

    def _node(self, event: Any, place: Place) -> None:
        if self._open and isinstance(self._open[-1][1], dict) and self._keys[-1] is None:
            self._key(event, place)
            return
        path = self._path()
        if path in self._places:
            self._first_places.setdefault(path, self._places[path])
        self._places[path] = place
        self._refuse_indirection(event, path, place)
        if not isinstance(event, yaml.CollectionStartEvent):
            self._put(self._scalar(event, path, place) if isinstance(event, yaml.ScalarEvent) else None)
            return
        if len(self._open) >= DEEPEST:
            raise _Refused(_TOO_DEEP, place)
        value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._put(value)
        self._open.append((path, value))
        self._keys.append(None)

    def _path(self) -> Tokens:
        if not self._open:
            return ()
        path, container = self._open[-1]
        return (*path, str(len(container)) if isinstance(container, list) else self._keys[-1] or "")

    def _put(self, value: Any) -> None:
        if not self._open:
            self._root = value
        elif isinstance(container := self._open[-1][1], list):
            container.append(value)
        else:
            key = self._keys[-1] or ""
            if key in container:
                self._first_values.setdefault(id(container), {}).setdefault(key, container[key])
            container[key] = value
            self._keys[-1] = None

    def _key(self, event: Any, place: Place) -> None:
        path, container = self._open[-1]
        if not isinstance(event, yaml.ScalarEvent):
            raise _Refused("a key that is no text; write the key as text.", place)
        self._refuse_indirection(event, path, place)
        key = str(event.value)
        if key in container:
            message = f'the key "{visible(key)}" stands twice in its mapping, and the last value counts; keep one.'
            self._warn("key.count", message, (*path, key), place)
        self._keys[-1] = key

    def _refuse_indirection(self, event: Any, path: Tokens, place: Place) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            what = "an anchor or alias is not followed; write the value out."
        elif event.tag is not None and event.tag != "!":
            what = f"the tag {visible(event.tag)} is not followed; write a plain value."
        else:
            return
        self._unread.add(self._request(path))
        self._warn("yaml.unsupported", what, path, place)

    def _warn(self, rule: str, message: str, path: Tokens, place: Place) -> None:
        request = self._request(path)
        self._counts[request, rule] += 1
        if self._counts[request, rule] > MOST_LISTED + 1:
            return
        if self._counts[request, rule] > MOST_LISTED:
            message, path = f"there are more like this; the first {MOST_LISTED} are listed.", request
        self._warnings.setdefault(request, []).append((rule, message, path, place))

    def _request(self, path: Tokens) -> Tokens:
        """The path of the request that a path leads into."""
        return path[:1] if isinstance(self._root, list) else ()

    def _scalar(self, event: Any, path: Tokens, place: Place) -> Any:
        text: str = event.value
        if not event.implicit[0]:
            return text
        word = text.lower()
        if word in _WORDS:
            return _WORDS[word]
        if _INTEGER.match(text) and len(text) <= _DIGITS:
            return int(text)
        if text[-1:].isdigit() and _NUMBER.match(text):
            return float(text)
        shown = visible(text)
        if word in _SWITCHES:
            meant = str(_SWITCHES[word]).lower()
            message = f'{shown} without quotes is {meant} to some readers and text to others; write {meant} or "{shown}".'
            self._warn("yaml.value", message, path, place)
            return _SWITCHES[word]
        for trap, reading in _TRAPS:
            if trap.match(text):
                message = f'{shown} without quotes is {reading} to some readers and text to others; write "{shown}" for the text.'
                self._warn("yaml.value", message, path, place)
                break
        return text
