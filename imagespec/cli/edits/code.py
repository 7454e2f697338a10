"""Changes to the arguments of calls in source code: by position, and of literals only."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from imagespec.cli.edits.difference import Difference, difference, same
from imagespec.cli.edits.text_edit import Refused, TextEdit
from imagespec.places.source.nodes import CALL, JS_OBJECT, Call, Container, Member, Node
from imagespec.values.unknown import unknowns

if TYPE_CHECKING:
    from imagespec.places.source.notebook import Written

Write = Callable[[Any], list[TextEdit]]
"""The edits after which a request is another.

Raises:
    Refused: what would change is no literal of the call.
"""

_PLAIN = {None: "None", True: "True", False: "False"}


def writer(written: Written, what: Call | Node, old: dict[str, Any]) -> Write:
    """What writes a request of a text, or the name of a model in it."""
    writing = _Writing(written.text)

    def write(new: Any) -> list[TextEdit]:
        if isinstance(what, Call):
            edits = writing.call(what, difference(old, new), new)
        else:
            edits = iter([writing.name(what, new)]) if not same(old, new) else iter(())
        return [TextEdit(written.offset(edit.start), written.end(edit.end), written.escaped(edit.text)) for edit in edits]

    return write


class _Writing:
    """Writes in one text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def name(self, node: Node, new: dict[str, Any]) -> TextEdit:
        """The edit of the name of a model that stands by itself, in quotes or in a longer text."""
        if new.keys() != {"model"}:
            raise Refused("it is the name of a model only")
        if not node.literal:
            return TextEdit(node.start, node.end, str(new["model"]))
        return TextEdit(node.start, node.end, self._literal(new["model"], node, in_js=self._text[node.start] == "`" or False))

    def call(self, call: Call, change: Difference, new: dict[str, Any]) -> Iterator[TextEdit]:
        """The edits of the arguments of a call."""
        yield from self._removed([call.members[name] for name in change.removed])
        for name, renamed in change.renamed.items():
            if call.home is None:
                raise Refused("its arguments stand in more than one place")
            yield self._renamed(call.members[name], renamed)
        for name in change.changed:
            yield from self._changed(call.members[name].node, new[name], call.members[name].container, is_model=name == "model")
        if change.added:
            yield self._added(call.home, {name: new[name] for name in change.added})

    def _removed(self, members: list[Member]) -> Iterator[TextEdit]:
        """The edits that take members out of what holds them, each with a comma."""
        gone: dict[int, tuple[Container, set[int]]] = {}
        for member in members:
            gone.setdefault(id(member.container), (member.container, set()))[1].add(member.position)
        for container, indices in gone.values():
            spans = container.spans
            if len(indices) == len(spans):
                comma = self._text.find(",", spans[-1][1], container.close)
                yield TextEdit(spans[0][0], spans[-1][1] if comma < 0 else comma + 1, "")
                continue
            kept_before = False
            for index, span in enumerate(spans):
                if index not in indices:
                    kept_before = True
                elif kept_before:
                    yield TextEdit(spans[index - 1][1], span[1], "")
                else:
                    yield TextEdit(span[0], spans[index + 1][0], "")

    def _renamed(self, member: Member, name: str) -> TextEdit:
        if member.key is None:
            if member.container.kind == JS_OBJECT:  # { style } becomes { other: style }
                return TextEdit(member.span[0], member.span[0], f"{name}: ")
            raise Refused(f"{member.name} has no name there")
        if member.container.kind == CALL and not name.isidentifier():
            raise Refused(f"{name} can be no argument")
        quote = self._text[member.key[0]]
        text = f"{quote}{name}{quote}" if quote in "\"'`" else name if name.isidentifier() else json.dumps(name)
        return TextEdit(*member.key, text)

    def _changed(self, node: Node, new: Any, container: Container, *, is_model: bool = False) -> Iterator[TextEdit]:
        if isinstance(new, dict) and isinstance(node.value, dict) and node.members is not None and node.literal:
            inside = difference(node.value, new)
            yield from self._removed([node.members[name] for name in inside.removed])
            for name, renamed in inside.renamed.items():
                yield self._renamed(node.members[name], renamed)
            for name in inside.changed:
                yield from self._changed(node.members[name].node, new[name], node.members[name].container)
            if inside.added:
                home = next(iter(node.members.values())).container if node.members else None
                yield self._added(home, {name: new[name] for name in inside.added})
        elif isinstance(new, list) and node.entries is not None and len(new) == len(node.entries) and node.literal:
            for entry, value in zip(node.entries, new, strict=True):
                if not same(entry.value, value):
                    yield from self._changed(entry, value, container)
        else:
            yield self._replaced(node, new, container, is_model=is_model)

    def _replaced(self, node: Node, new: Any, container: Container, *, is_model: bool) -> TextEdit:
        if not node.literal and not (is_model and node.origin):
            raise Refused("the value does not stand in the call")
        there = node if node.literal or node.origin is None else node.origin
        return TextEdit(there.start, there.end, self._literal(new, there, in_js=container.kind == JS_OBJECT))

    def _added(self, home: Container | None, values: dict[str, Any]) -> TextEdit:
        if home is None:
            raise Refused("there is no one place for another argument")
        in_js = home.kind == JS_OBJECT
        written = [self._key(name, home) + self._value(value, '"', in_js=in_js) for name, value in values.items()]
        if not home.spans:
            return TextEdit(home.close, home.close, ", ".join(written))
        end = home.spans[-1][1]
        gap = self._text[home.spans[-2][1] : home.spans[-1][0]] if len(home.spans) > 1 else ", "
        gap = gap if gap.strip() == "," else ", "
        return TextEdit(end, end, "".join(gap + text for text in written))

    def _key(self, name: str, home: Container) -> str:
        if home.kind == CALL:
            if not name.isidentifier():
                raise Refused(f"{name} can be no argument")
            return f"{name}="
        return f"{name}: " if home.kind == JS_OBJECT and name.isidentifier() else f'"{name}": '

    def _literal(self, value: Any, node: Node, *, in_js: bool) -> str:
        """A value in the place of another, in quotes of its kind."""
        before = self._text[node.start : node.end].lstrip("rRuUbB")
        return self._value(value, before[:1] if before[:1] in ("'", '"', "`") else '"', in_js=in_js)

    def _value(self, value: Any, quote: str, *, in_js: bool) -> str:
        if unknowns(value):
            raise Refused("what is not known cannot be written anew")
        if value is None or isinstance(value, bool):
            return json.dumps(value) if in_js else _PLAIN[value]
        if isinstance(value, str):
            text = json.dumps(value, ensure_ascii=False)
            inner = text[1:-1].replace('\\"', '"')
            return f"{quote}{inner}{quote}" if quote != '"' and quote not in inner and "${" not in inner else text
        if isinstance(value, (int, float)):
            return repr(value)
        if isinstance(value, (list, tuple)):
            return f"[{', '.join(self._value(entry, quote, in_js=in_js) for entry in value)}]"
        if isinstance(value, dict):
            return "{" + ", ".join(f"{json.dumps(key)}: {self._value(entry, quote, in_js=in_js)}" for key, entry in value.items()) + "}"
        raise Refused("the value cannot be written in code")
