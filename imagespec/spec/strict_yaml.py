"""Strict YAML: mappings, lists and scalars, with the line of every entry.

Only plain JSON-like YAML is taken. Tags, anchors, duplicate keys, keys that are not text, and the scalars that YAML 1.1
turns into something else than they look like are mistakes, each with its line and a remedy. Parsing works on the event
stream, so that nothing is built from a text that is too deep.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple, NoReturn

import yaml

from imagespec.spec.faults import Fault, Path_
from imagespec.spec.parsed import UNREADABLE, Branch, Parsed
from imagespec.values.text import visible

DEEPEST = 24
"""Most levels of nesting a table may have."""

_ENOUGH = 1_000
"""Most mistakes in one text, after which the rest is not read."""

_TOO_DEEP = (f"nested deeper than {DEEPEST} levels", "flatten it; no table needs that")

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_TRAPS = {
    r"(?:<<|=)\Z": "YAML gives it a meaning of its own",
    r"(?:yes|no|on|off)\Z": "YAML reads it as true or false",
    r"(?:true|false)\Z": "YAML has several spellings of true and false",
    r"(?:null|~)?\Z": "YAML reads it as null",
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}": "YAML reads it as a date",
    r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?\Z": "YAML reads it as a number in base 60",
    r"-?[1-9][0-9]{18,}\Z": "it has more than 18 digits",
    r"[-+]?(?:0[xob]?[0-9a-f_]+|[0-9][0-9_]*_[0-9_]*)\Z": "YAML reads it as another number",
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:e[-+]?[0-9]+)?\Z|[-+]?\.(?:inf|nan)\Z": "YAML reads it as a number",
}
"""What plain scalars must not look like, in any case, and why."""
_TRAPPED = re.compile("|".join(f"(?:{trap})" for trap in _TRAPS), re.IGNORECASE)
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(text: str) -> Parsed:
    """Parse a text, and go on after mistakes that hide nothing else."""
    builder = _Builder()
    try:
        events = _LOADER(text)
        while (event := events.get_event()) is not None:
            builder.take(event)
    except _Stop:
        pass
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        said = (f"not YAML ({visible(str(error.problem))})", "check quotes, colons and indentation")
        deep = "nesting depth" in str(error.problem)  # newer parsers count as well, and read ahead
        builder.end(line, *(_TOO_DEEP if deep else said))
    except yaml.YAMLError as error:
        builder.end(0, f"not YAML ({visible(str(error))})", "save it as plain UTF-8 text")
    return builder.parsed


def _tagged(event: Any) -> bool:
    tag = None if isinstance(event, yaml.AliasEvent) else event.tag
    return tag is not None and tag != "!"


class _Stop(Exception):
    """The rest of the text is not read."""


class _Open(NamedTuple):
    """A collection that is being read.

    Attributes:
        step: the key or index under which it stands.
        into: what takes its entries.
        lines: what takes their lines.
        again: whether its key stood there before, so that its entries may be there, too.
        refused: whether a tag makes something else of it, so that nothing in it is told.
    """

    step: str | int
    into: Any
    lines: Branch
    again: bool
    refused: bool


class _Builder:
    """Builds data from YAML events with an explicit stack."""

    def __init__(self) -> None:
        self.parsed = Parsed()
        self._open: list[_Open] = []
        self._key: list[str | None] = []
        self._plain: dict[str, Any] = {}
        self._documents = 0

    def note(self, line: int, problem: str, remedy: str, path: Path_ = ()) -> None:
        """Remember a mistake. ``path`` leads to what must not be judged any more."""
        if self._open and self._open[-1].refused:
            return
        self.parsed.faults.append(Fault(path, problem, remedy, line=line))
        if len(self.parsed.faults) >= _ENOUGH:
            self._stop()

    def end(self, line: int, problem: str, remedy: str) -> None:
        """Remember the mistake after which nothing can be read."""
        self.parsed.faults.append(Fault((), problem, remedy, line=line))
        self.parsed.stopped = True

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.NodeEvent):
            self._node(event, event.start_mark.line + 1 if event.start_mark else 0)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
            self._key.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                line = event.start_mark.line + 1 if event.start_mark else 0
                self.note(line, "a second YAML document", "keep one document in a file")
                raise _Stop

    def _node(self, event: Any, line: int) -> None:
        if not self._open:
            self.parsed.lines.first = line
            self.parsed.root = self._value(event, line)
            if isinstance(event, yaml.CollectionStartEvent):
                self._enter(event, line, self.parsed.root, "", self.parsed.lines.root)
            return
        into, lines = self._open[-1].into, self._open[-1].lines
        if isinstance(into, list):
            step: str | int = len(into)
            value = self._value(event, line)
            into.append(value)
            lines[step] = line
        elif self._key[-1] is None:
            self._key[-1] = self._mapping_key(event, line)
            return
        else:
            step = self._key[-1]
            value = self._value(event, line)
            self._key[-1] = None
            first = into.setdefault(step, value)
            value = first if isinstance(first, dict) and isinstance(value, dict) else value  # one mapping takes the entries of both
        if isinstance(event, yaml.CollectionStartEvent):
            entry = lines[step]
            inner: Branch = entry[1] if isinstance(entry, tuple) else {}
            lines[step] = entry if isinstance(entry, tuple) else (entry, inner)
            self._enter(event, line, value, step, inner)

    def _enter(self, event: Any, line: int, value: Any, step: str | int, lines: Branch) -> None:
        """Go into a collection."""
        if len(self._open) >= DEEPEST:
            self.note(line, *_TOO_DEEP)
            self._stop()
        again = bool(value) or any(around.again for around in self._open[-1:])
        refused = _tagged(event) or any(around.refused for around in self._open[-1:])
        self._open.append(_Open(step, value, lines, again, refused))
        self._key.append(None)

    def _value(self, event: Any, line: int) -> Any:
        """The value that an event begins, ``UNREADABLE`` where it is refused."""
        if (event.anchor is not None or _tagged(event)) and self._indirect(event, line, self._path()):
            return UNREADABLE
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, line)
        return {} if isinstance(event, yaml.MappingStartEvent) else []

    def _indirect(self, event: Any, line: int, path: Path_) -> bool:
        """Note anchors, aliases and tags. True where a scalar or an alias says something else than what stands there."""
        alias, scalar = isinstance(event, yaml.AliasEvent), isinstance(event, yaml.ScalarEvent)
        tagged = _tagged(event)
        if event.anchor is not None:  # an alias has its name there
            self.note(line, "a YAML anchor or alias", "write the value out", path if alias else ())
        if tagged:
            self.note(line, f"the YAML tag {visible(event.tag)}", "remove it; a table holds plain values only", path)
        return alias or (tagged and scalar)

    def _mapping_key(self, event: Any, line: int) -> str:
        _, mapping, lines, again, _ = self._open[-1]
        if not isinstance(event, yaml.ScalarEvent):
            shown = "an alias" if isinstance(event, yaml.AliasEvent) else "a collection"
            self.note(line, f"the key {shown} is not text", "put the key in double quotes")
            self._stop()
        name = str(event.value)
        self._key[-1] = name  # what is noted of the key is noted of its entry
        refused = (event.anchor is not None or _tagged(event)) and self._indirect(event, line, self._path())
        key = UNREADABLE if refused else self._scalar(event, line)
        if not isinstance(key, str) and key is not UNREADABLE:
            self.note(line, f"the key {visible(name)} is not text", "put the key in double quotes", self._path())
        if name in mapping and not again:
            self.note(line, f"the key {visible(name)} stands twice", "merge the two entries")
        lines.setdefault(name, line)
        return name

    def _path(self) -> Path_:
        """The path of the entry that is being read."""
        steps = [around.step for around in self._open[1:]]
        if self._open:
            into, key = self._open[-1].into, self._key[-1]
            steps += [len(into)] if isinstance(into, list) else [] if key is None else [key]
        return tuple(steps)

    def _stop(self) -> NoReturn:
        """End the reading where nothing sensible can be said of the rest."""
        self.parsed.stopped = True
        raise _Stop

    def _scalar(self, event: Any, line: int) -> Any:
        text: str = event.value
        if not event.implicit[0] and not _CONTROL.search(text):  # quoted
            return text
        if text in self._plain:
            return self._plain[text]
        value, problem, remedy = _read(text)
        if problem:
            self.note(line, problem, remedy, self._path())
        else:
            self._plain[text] = value
        return value


def _read(text: str) -> tuple[Any, str, str]:
    """What a scalar without quotes says; else ``UNREADABLE``, what is wrong with it and what to do."""
    if _CONTROL.search(text):
        return UNREADABLE, f"a control character or line break in {visible(text, 40)}", "write plain text on one line"
    if text in ("true", "false"):
        return text == "true", "", ""
    if _INTEGER.match(text) and len(text) < 19:
        return int(text), "", ""
    for trap, why in _TRAPS.items() if _TRAPPED.match(text) else ():
        if re.match(trap, text, re.IGNORECASE):
            remedy = "write true or false, or put it in double quotes" if "true" in why else "put it in double quotes, or give a value"
            return UNREADABLE, f"{visible(text) or 'an empty value'} without quotes: {why}", remedy
    return text, "", ""
