"""Rows as generated modules write them: a row and its kinds are made when they are first asked for."""

from __future__ import annotations

from collections.abc import Mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from imagespec.kinds.row import Row


class Written:
    """A kind, or a part of one, before it is made: where its class stands, and what it is made of."""

    __slots__ = ("_given", "_made", "_module", "_name")

    def __init__(self, module: str, name: str, given: dict[str, Any]) -> None:
        self._module, self._name, self._given = module, name, given
        self._made: Any = None

    def make(self) -> Any:
        """The one object that this stands for."""
        if self._made is None:
            made = getattr(__import__(f"imagespec.kinds.{self._module}", fromlist=[self._name]), self._name)
            self._made = made(**{key: _made(value) for key, value in self._given.items()})
        return self._made


def written(*places: str) -> list[Callable[..., Written]]:
    """What a generated module calls instead of classes of kinds, which are named by their modules: ``range_.Range``."""
    return [_writer(*place.split(".")) for place in places]


def _writer(module: str, name: str) -> Callable[..., Written]:
    def write(**given: Any) -> Written:
        return Written(module, name, given)

    return write


def _made(value: Any) -> Any:
    if type(value) is tuple:
        return tuple(map(_made, value))
    return value.make() if type(value) is Written else value


class WrittenRows(Mapping[str, "Row"]):
    """The rows of an operation by key, each made when it is first asked for."""

    def __init__(self, rows: dict[str, tuple[Any, ...]]) -> None:
        """``rows`` holds the arguments of each ``Row``, the kinds among them as ``written`` has them."""
        self._arguments = rows
        self._rows: dict[str, Row] = {}

    def __getitem__(self, key: str) -> Row:
        row = self._rows.get(key)
        if row is None:
            from imagespec.kinds.row import Row

            rule, severity, path, problem, *kinds = self._arguments[key]
            row = self._rows.setdefault(key, Row(rule, severity, path, problem, *map(_made, kinds)))
        return row

    def __iter__(self) -> Iterator[str]:
        return iter(self._arguments)

    def __len__(self) -> int:
        return len(self._arguments)
