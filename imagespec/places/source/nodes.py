"""Values in source code, whatever the language: what is known of each, and where it is written.

All offsets count the code points of the text of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from imagespec.places.found import Evidence
from imagespec.values.unknown import UNKNOWN

CALL, PYTHON_DICT, JS_OBJECT, LIST = "call", "dict", "object", "list"
"""Where members stand between commas: the arguments of a call in Python, a dict, an object of JavaScript, a list."""


class Container:
    """What holds members between commas: the span of each, known or not, and where it ends."""

    __slots__ = ("close", "kind", "spans")

    def __init__(self, kind: str, spans: list[tuple[int, int]], close: int) -> None:
        self.kind, self.spans, self.close = kind, spans, close


class Node:
    """A value as it is used.

    Attributes:
        value: what it is, in built-in types, with ``UNKNOWN`` for what is not known.
        start, end: where it is used.
        literal: whether what stands there is the value itself and not a name of it.
        members: of an object, by key, also where more keys may be there (``open``).
        entries: of a list.
        open: whether an object may have more keys than these.
        absent: whether it may stand for a parameter that is not sent.
        defaults: texts that it may be where it is not known, such as the default of an argument.
        origin: the literal that a name stands for.
    """

    __slots__ = ("absent", "defaults", "end", "entries", "literal", "members", "open", "origin", "start", "value")

    def __init__(self, value: Any, start: int, end: int, *, literal: bool = False, absent: bool = False) -> None:
        self.value, self.start, self.end, self.literal, self.absent = value, start, end, literal, absent
        self.members: dict[str, Member] | None = None
        self.entries: list[Node] | None = None
        self.open = False
        self.defaults: tuple[Node, ...] = ()
        self.origin: Node | None = None

    @property
    def texts(self) -> tuple[Node, ...]:
        """The texts that it is or may be."""
        return (self,) if isinstance(self.value, str) else self.defaults

    def used_at(self, start: int, end: int) -> Node:
        """The same value where a name of it stands."""
        node = Node(self.value, start, end, absent=self.absent)
        node.members, node.entries, node.open, node.defaults = self.members, self.entries, self.open, self.defaults
        node.origin = self if self.literal else self.origin
        return node


class Member(NamedTuple):
    """A named part of a call or an object: the whole of it, its name (``None`` where it has none), its value, and what holds it."""

    name: str
    span: tuple[int, int]
    key: tuple[int, int] | None
    node: Node
    container: Container
    position: int


class Call(NamedTuple):
    """A call that makes an image request.

    Attributes:
        operation: of the table; ``tool`` also where the table has no such operation.
        members: what is sent, by parameter.
        partial: whether more may be sent.
        place: where it is named.
        evidence: what it was recognised by.
        home: where further parameters would be written; ``None`` where that is not known.
        fine: rules whose findings are none there.
    """

    operation: str
    members: Mapping[str, Member]
    partial: bool
    place: int
    evidence: Evidence
    home: Container | None
    fine: tuple[str, ...] = ()

    @property
    def request(self) -> dict[str, Any]:
        """The parameters that are sent, as far as they are known."""
        return {name: member.node.value for name, member in self.members.items()}

    def offset(self, tokens: tuple[str, ...], of_key: bool = False) -> int:
        """Where a part of the request stands; what is around it where it is missing or stands nowhere by itself."""
        if not tokens or tokens[0] not in self.members:
            return self.place
        member = self.members[tokens[0]]
        for token in tokens[1:]:
            inside = (member.node.members or {}).get(token)
            entries = member.node.entries or []
            if inside is not None:
                member = inside
            elif token.isdigit() and int(token) < len(entries):
                entry = entries[int(token)]
                member = member._replace(node=entry, key=None, span=(entry.start, entry.end))
            else:
                return member.node.start
        return member.key[0] if of_key and member.key else member.node.start


def unknown(start: int, end: int, *defaults: Node, absent: bool = False) -> Node:
    """A value that is not known. ``defaults`` are what it may be."""
    node = Node(UNKNOWN, start, end, absent=absent)
    node.defaults = tuple(text for default in defaults for text in default.texts)
    return node


def object_of(members: Iterator[Member] | list[Member], start: int, end: int, *, open_: bool) -> Node:
    """An object of members, of which the last of a name counts; those that may not be sent are left out."""
    node = Node({}, start, end, literal=True)
    node.members = {member.name: member for member in members}
    maybe = [name for name, member in node.members.items() if member.node.absent]
    node.open = open_ or bool(maybe)
    for name in maybe:
        del node.members[name]
    node.value = {name: member.node.value for name, member in node.members.items()}
    return node


def list_of(entries: list[Node], start: int, end: int) -> Node:
    """A list of values."""
    node = Node([entry.value for entry in entries], start, end, literal=True)
    node.entries = entries
    return node


def possible(address: str) -> str:
    """What an address that something else may take the place of says: its path, but not whose it is."""
    _, scheme, rest = address.partition("://")
    return "{x}/" + rest.partition("/")[2] if scheme else address


_MOST = 10**9
"""No larger numbers are multiplied."""


def computed(operator: str, one: Any, other: Any) -> Any:
    """What ``+`` makes of two texts or two integers, and ``*`` of two integers; ``UNKNOWN`` for anything else."""
    if operator == "+" and isinstance(one, str) and isinstance(other, str):
        return one + other
    if type(one) is not int or type(other) is not int or operator not in ("+", "*"):
        return UNKNOWN
    if operator == "+":
        return one + other
    return one * other if abs(one) < _MOST and abs(other) < _MOST else UNKNOWN
