"""Plain data from the events of a YAML parser, with the place of every part. Nothing is constructed.

Anchors, aliases and merge keys are followed: an alias stands for the very value, which is shared and not copied. What
all aliases of a document stand for is bounded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import yaml

from imagespec.cli.catalogue import finding
from imagespec.cli.inputs import yaml_scalars
from imagespec.cli.inputs.parsed import ABSENT, MOST_LISTED, Parsed, Place, Problem, Tokens
from imagespec.cli.inputs.yaml_places import Places
from imagespec.report.pointer import format_pointer
from imagespec.values.text import visible

if TYPE_CHECKING:
    from imagespec.cli.inputs.lines import Lines
    from imagespec.cli.inputs.notes import Notes

DEEPEST = 64
"""Most levels of nesting, aliases followed."""

MOST_REPEATED = 100_000
"""Most values that the aliases of a document stand for, counted each time."""

TOO_DEEP = f"nested deeper than {DEEPEST} levels, too deep to be a request; flatten it."
_BOMB = f"the aliases of the document stand for more than {MOST_REPEATED:,} values, too many for requests; write out what is meant."

_BODIES = frozenset({"body", "string", "text", "content"})
"""Keys of recordings whose texts are written in base64 where a recorder took them for bytes."""

_MERGE = "<<"
_LOST: Any = object()
"""Stands for a value that cannot be read."""


class Refused(Exception):
    """A document that is not worth building."""

    def __init__(self, message: str, place: Place) -> None:
        super().__init__(message)
        self.message, self.place = message, place


class _Node:
    """A value with its path, and once it is complete, how many values it holds and how deep they are nested."""

    __slots__ = ("anchor", "before", "count", "height", "key", "merged", "path", "value")

    def __init__(self, path: Tokens, value: Any, anchor: str | None, before: int) -> None:
        self.path, self.value, self.anchor, self.before = path, value, anchor, before
        self.count = self.height = 0
        self.key: str | None = None
        self.merged: list[_Node] = []


class Builder:
    """Builds the value of one document with an explicit stack."""

    def __init__(self, lines_before: int, lines: Lines, notes: Notes) -> None:
        self._before, self._lines, self._notes = lines_before, lines, notes
        self._root: Any = ABSENT
        self._places = Places()
        self._first_values: dict[int, dict[str, Any]] = {}
        self._warnings: dict[Tokens, list[tuple[str, str, Tokens, Place]]] = {}
        self._counts: Counter[tuple[Tokens, str]] = Counter()
        self._anchors: dict[str, _Node] = {}
        self._open: list[_Node] = []
        self._count = self._repeated = 0
        self._loses = False

    def take(self, event: Any) -> None:
        """Take the next event of a document."""
        if isinstance(event, yaml.CollectionEndEvent):
            self._close(self._open.pop())
        elif isinstance(event, yaml.NodeEvent):
            mark: Any = event.start_mark
            self._node(event, (self._before + mark.line + 1, mark.column + 1))

    # -- results -------------------------------------------------------------------------------------------------

    def results(self) -> Iterator[Parsed]:
        """The requests of the document."""
        if self._root is ABSENT or self._root is None:
            return
        if not isinstance(self._root, list):
            yield self._result(self._root, ())
            return
        for index, entry in enumerate(self._root):
            yield self._result(entry, (str(index),))._replace(listed=True)

    def _result(self, value: Any, prefix: Tokens) -> Parsed:
        problems = [
            Problem(finding(rule, message, format_pointer(path[len(prefix) :])), place, rule == "yaml.unsupported")
            for rule, message, path, place in self._warnings.get(prefix, ())
        ]
        lost: list[Tokens] = []
        if self._loses:
            value = _without_lost(value, (), lost)
        line = self._places.of(prefix)[0]
        other = None
        if self._first_values:
            locate_first = self._places.locator(prefix, first=True)
            other = Parsed(self._first(value), line, [], locate_first, lines=self._lines, lost=tuple(lost))
        if () in lost or ("model",) in lost or ("body", "model") in lost:
            value, other = ABSENT, None
        locate = self._places.locator(prefix, first=False)
        return Parsed(value, line, problems, locate, other=other, lines=self._lines, lost=tuple(lost), notes=self._notes)

    def _first(self, value: Any) -> Any:
        """A value as readers have it that keep the first of repeated keys."""
        if isinstance(value, list):
            return [self._first(entry) for entry in value]
        if isinstance(value, dict):
            return {key: self._first(entry) for key, entry in (value | self._first_values.get(id(value), {})).items()}
        return value

    # -- nodes ---------------------------------------------------------------------------------------------------

    def _node(self, event: Any, place: Place) -> None:
        inside = self._open[-1] if self._open else None
        if inside and isinstance(inside.value, dict) and inside.key is None:
            self._key(event, inside, place)
            return
        path = self._path()
        self._places.add(path, place)
        if isinstance(event, yaml.AliasEvent):
            self._alias(event.anchor or "", path, place)
            return
        self._count += 1
        if isinstance(event, yaml.ScalarEvent):
            node = _Node(path, self._scalar(event, path, place), event.anchor, self._count - 1)
            self._put(node)
            self._complete(node)
            return
        if len(self._open) >= DEEPEST:
            raise Refused(TOO_DEEP, place)
        value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        node = _Node(path, value, event.anchor, self._count - 1)
        self._anchors.pop(event.anchor or "", None)  # an alias inside would lead back to here
        if event.tag is not None and not yaml_scalars.is_plain_collection(event.tag):
            self._put(_Node(path, self._lose(event.tag, path, place), None, self._count))
        else:
            self._put(node)
        self._open.append(node)

    def _alias(self, name: str, path: Tokens, place: Place) -> None:
        """Put the value of an anchor in the place of its alias."""
        target = self._anchors.get(name)
        if target is None:
            raise Refused(f"the alias *{visible(name)} has no complete anchor before it; write the value out.", place)
        self._repeated += target.count
        if self._repeated > MOST_REPEATED:
            raise Refused(_BOMB, place)
        if len(self._open) + target.height > DEEPEST:
            raise Refused(TOO_DEEP, place)
        self._count += target.count
        self._places.link(path, target.path)
        self._notes.scattered = True
        node = _Node(target.path, target.value, None, self._count)
        node.height = target.height
        self._put(node)
        self._raise_to(target.height)

    def _close(self, node: _Node) -> None:
        for source in node.merged:
            sources = self._merged(node, source)
            for mapping, path in sources:
                for key, value in mapping.items():
                    if key not in node.value:
                        node.value[key] = value
                        self._places.link((*node.path, key), (*path, key))
                        self._repeated += 1
        if self._repeated > MOST_REPEATED:
            raise Refused(_BOMB, self._places.of(node.path))
        self._complete(node)

    def _merged(self, node: _Node, source: _Node) -> Iterator[tuple[dict[str, Any], Tokens]]:
        """The mappings that a merge key names, with their paths."""
        entries = source.value if isinstance(source.value, list) else [source.value]
        for index, entry in enumerate(entries):
            if isinstance(entry, dict):
                yield entry, self._places.target((*source.path, str(index)) if entries is source.value else source.path)
            else:
                place = self._places.of((*node.path, _MERGE))
                self._warn("yaml.unsupported", "<< merges mappings, and this is none; write the keys out.", node.path, place)

    def _complete(self, node: _Node) -> None:
        """Note the size of a value, and let aliases refer to it from here on."""
        node.count = self._count - node.before
        if node.anchor:
            self._anchors[node.anchor] = node
        self._raise_to(node.height + isinstance(node.value, (dict, list)))

    def _raise_to(self, height: int) -> None:
        if self._open:
            self._open[-1].height = max(self._open[-1].height, height)

    def _path(self) -> Tokens:
        if not self._open:
            return ()
        inside = self._open[-1]
        return (*inside.path, str(len(inside.value)) if isinstance(inside.value, list) else inside.key or "")

    def _put(self, node: _Node) -> None:
        if not self._open:
            self._root = node.value
            return
        inside = self._open[-1]
        if isinstance(inside.value, list):
            inside.value.append(node.value)
            return
        key, inside.key = inside.key or "", None
        if key == _MERGE and self._places.merges((*inside.path, key)):
            inside.merged.append(node)
            return
        if key in inside.value:
            self._first_values.setdefault(id(inside.value), {}).setdefault(key, inside.value[key])
        inside.value[key] = node.value

    def _key(self, event: Any, inside: _Node, place: Place) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            raise Refused("a key that is no text; write the key as text.", place)
        key = str(event.value)
        path = (*inside.path, key)
        if event.tag is not None and not yaml_scalars.tagged(key, event.tag, True)[1]:
            self._warn("yaml.unsupported", f"the tag {visible(event.tag)} is not followed; write the key as text.", inside.path, place)
        if event.anchor:
            self._anchors[event.anchor] = _Node(path, key, None, self._count)
        if key in inside.value:
            message = f'the key "{visible(key)}" stands twice in its mapping, and the last value counts; keep one.'
            self._warn("key.count", message, path, place)
        self._places.add_key(path, place, merges=key == _MERGE and event.implicit[0])
        inside.key = key

    # -- values --------------------------------------------------------------------------------------------------

    def _scalar(self, event: Any, path: Tokens, place: Place) -> Any:
        text: str = event.value
        if event.tag is not None and event.tag != "!":
            if path[-1:] and path[-1] in _BODIES and (decoded := yaml_scalars.binary(text, event.tag)) is not None:
                return decoded
            value, fits = yaml_scalars.tagged(text, event.tag, not event.style)
            return value if fits else self._lose(event.tag, path, place)
        if not event.implicit[0]:
            return text
        value, reading, remedy = yaml_scalars.read(text)
        if reading:
            shown = visible(text)
            message = f"{shown} without quotes is {reading} to some readers and text to others; write {remedy.format(shown)}."
            self._warn("yaml.value", message, path, place)
        return value

    def _lose(self, tag: str, path: Tokens, place: Place) -> Any:
        """Say that a value cannot be read; it stands for nothing from here on."""
        message = f"the tag {visible(yaml_scalars.written(tag))} is not followed, and its value not checked; write a plain value."
        self._warn("yaml.unsupported", message, path, place)
        self._loses = True
        return _LOST

    def _warn(self, rule: str, message: str, path: Tokens, place: Place) -> None:
        request = path[:1] if isinstance(self._root, list) else ()
        self._counts[request, rule] += 1
        if self._counts[request, rule] > MOST_LISTED + 1:
            return
        if self._counts[request, rule] > MOST_LISTED:
            message, path = f"there are more like this; the first {MOST_LISTED} are listed.", request
        self._warnings.setdefault(request, []).append((rule, message, path, place))


def _without_lost(value: Any, path: Tokens, lost: list[Tokens]) -> Any:
    """A value with ``None`` where one was lost; ``lost`` gets the paths."""
    if value is _LOST:
        lost.append(path)
        return None
    if isinstance(value, dict):
        return {key: _without_lost(entry, (*path, key), lost) for key, entry in value.items()}
    if isinstance(value, list):
        return [_without_lost(entry, (*path, str(index)), lost) for index, entry in enumerate(value)]
    return value
