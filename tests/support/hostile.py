"""Values made by hand to break a checker."""

from __future__ import annotations

import enum
import io
import pathlib
import types
from collections import OrderedDict, defaultdict
from collections.abc import Callable
from typing import Any


class Boom(Exception):
    """What hostile values raise."""


def boom(*_: object, **__: object) -> Any:
    raise Boom


METHODS = (
    "__eq__", "__ne__", "__hash__", "__len__", "__iter__", "__getitem__", "__contains__", "__str__", "__repr__", "__format__", "__bool__",
    "__lt__", "__le__", "__gt__", "__ge__", "__add__", "__mod__", "__mul__", "__int__", "__index__", "__float__", "__bytes__", "__buffer__",
    "__getattr__", "__fspath__", "__reduce__", "__copy__", "__deepcopy__", "__call__", "__next__", "__reversed__", "__missing__",
    "keys", "items", "values", "get", "copy", "lower", "upper", "strip", "split", "partition", "startswith", "isdigit", "isascii", "encode",
    "translate", "replace", "is_integer", "bit_length", "append", "read", "name", "format", "count", "index",
)  # fmt: skip


def hostile(base: type, *values: Any) -> Any:
    """An instance of ``base`` every method of which raises."""
    made: Any = type(f"Hostile{base.__name__.title()}", (base,), dict.fromkeys(METHODS, boom))
    return made(*values)


class Liar:
    """Claims another class, and a length."""

    def __init__(self, claimed: type) -> None:
        self.claimed = claimed

    @property
    def __class__(self) -> type:  # type: ignore[override]  # the lie is the point
        return self.claimed

    def __len__(self) -> int:
        return 10**6


class Raiser:
    """Raises for its class, and for every attribute."""

    @property
    def __class__(self) -> type:  # type: ignore[override]  # the lie is the point
        raise Boom

    def __getattr__(self, name: str) -> Any:
        raise Boom


class Meta(type):
    """A metaclass as hostile as its instances."""

    __hash__ = boom
    __eq__ = boom
    __instancecheck__ = boom
    __subclasscheck__ = boom
    __getattr__ = boom

    @property
    def __name__(cls) -> str:  # type: ignore[override]  # the lie is the point
        raise Boom


class Odd(metaclass=Meta):
    """An instance of a hostile class."""


class Silent:
    """Answers every attribute with itself, as mocks do."""

    def __getattr__(self, name: str) -> Any:
        return self


class Text(str, enum.Enum):
    """A member counts as its text."""

    SIZE = "1024x1024"
    ODD = "\x1b[31mred"


class Number(enum.IntEnum):
    """A member counts as its number."""

    TWO = 2


class LateText(str):
    """A key that can be put into a dict, and raises once it is armed."""

    armed = False
    place = "prompt"
    """The key in whose place it stands."""

    def __hash__(self) -> int:
        if self.armed:
            raise Boom
        return str.__hash__(self.place)

    def __eq__(self, other: object) -> bool:
        if self.armed:
            raise Boom
        return self is other


class LateModel(LateText):
    """The same in the place of the model."""

    place = "model"


class LateObject:
    """The same, and no text."""

    armed = False

    def __hash__(self) -> int:
        return hash("prompt")

    def __eq__(self, other: object) -> bool:
        if self.armed:
            raise Boom
        return self is other


def cyclic_dict() -> dict[str, Any]:
    value: dict[str, Any] = {"model": "gpt-image-2", "prompt": "a cat"}
    value["size"] = value["extra"] = value
    return value


def cyclic_list() -> list[Any]:
    value: list[Any] = []
    value.append(value)
    return value


def nested(depth: int, kind: str) -> Any:
    """A text ``depth`` lists or objects deep."""
    value: Any = "x"
    for _ in range(depth):
        value = [value] if kind == "list" else {"a": value}
    return value


def liar(claimed: type) -> Callable[[], Any]:
    return lambda: Liar(claimed)


VALUES: dict[str, Callable[[], Any]] = {
    "nan": lambda: float("nan"),
    "inf": lambda: float("inf"),
    "-inf": lambda: float("-inf"),
    "10**400": lambda: 10**400,
    "-10**400": lambda: -(10**400),
    "10**5000": lambda: 10**5000,
    "1e308": lambda: 1e308,
    "-0.0": lambda: -0.0,
    "lone surrogate": lambda: "\ud800",
    "surrogates": lambda: "\udfff\ud800x1024",
    "control characters": lambda: "\x00\x07\x1b]0;title\x07\x1b[2J\r\n\u202e\u2028\x9b",
    "long digits": lambda: "9" * 5000 + "x" + "9" * 5000,
    "long wide text": lambda: "\U0001f600" * 100_000,
    "combining": lambda: "e" + "\u0301" * 1000,
    "bytes": lambda: b"\x89PNG\r\n\x1a\n",
    "bytearray": lambda: bytearray(b"GIF8"),
    "memoryview": lambda: memoryview(b"abc"),
    "generator": lambda: (n for n in range(3)),
    "range": lambda: range(3),
    "set": lambda: {1, 2},
    "frozenset": lambda: frozenset("a"),
    "complex": lambda: 1j,
    "ellipsis": lambda: ...,
    "type": lambda: str,
    "hostile type": lambda: Odd,
    "function": lambda: boom,
    "module": lambda: types,
    "path": lambda: pathlib.Path("a.png"),
    "file": lambda: io.BytesIO(b"x"),
    "text file": lambda: io.StringIO("x"),
    "exception": lambda: ValueError("x"),
    "str enum": lambda: Text.SIZE,
    "odd str enum": lambda: Text.ODD,
    "int enum": lambda: Number.TWO,
    "ordered dict": lambda: OrderedDict(a=1),
    "default dict": lambda: defaultdict(boom),
    "mapping proxy": lambda: types.MappingProxyType({"a": 1}),
    "namespace": lambda: types.SimpleNamespace(a=1),
    "cyclic dict": cyclic_dict,
    "cyclic list": cyclic_list,
    "tuple of two": lambda: ("a.png", b"x"),
    "odd tuple": lambda: ("a", ("b", ("c", cyclic_list()))),
    "hostile str": lambda: hostile(str, "1024x1024"),
    "hostile int": lambda: hostile(int, 3),
    "hostile float": lambda: hostile(float, 1.0),
    "hostile bytes": lambda: hostile(bytes, b"x"),
    "hostile bytearray": lambda: hostile(bytearray, b"x"),
    "hostile dict": lambda: hostile(dict, {"file_id": "x"}),
    "hostile list": lambda: hostile(list, ["a.png"]),
    "hostile tuple": lambda: hostile(tuple, ("a.png", b"x")),
    "hostile object": lambda: hostile(object),
    "dict of hostiles": lambda: {"file_id": hostile(str, "x"), "image_url": hostile(dict)},
    "list of hostiles": lambda: [hostile(str, "x"), hostile(object), Raiser()],
    "file of hostiles": lambda: {"format": hostile(str, "png"), "bytes": hostile(int, 1), "mode": hostile(str, "RGB"), "width": Liar(int)},
    "tuple of hostiles": lambda: (hostile(str, "a.png"), hostile(bytes, b"x"), hostile(str, "image/png")),
    **{f"liar {claimed.__name__}": liar(claimed) for claimed in (str, int, bool, float, dict, list, tuple, bytes)},
    "raiser": Raiser,
    "odd metaclass": Odd,
    "mock": Silent,
}
"""Makers of hostile values, by name."""
